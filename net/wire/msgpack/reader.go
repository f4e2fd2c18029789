package msgpack

import (
	"bytes"
	"io"
	"math"
	"unicode/utf8"

	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"

	"clew/engine/sim"
	"clew/net/wire"
)

// reader reads one message. The first error stays in err; from then on every
// read returns zero.
//
// It looks at the code of each value before it lets the decoder read it: the
// decoder takes nil for 0 and for "", and a negative number for a huge one.
type reader struct {
	all        []byte // the whole message
	src        *bytes.Reader
	dec        *msgpack.Decoder
	in         *wire.Inputs // to decode them into
	dissection *dissection  // records each value; may be nil
	start      int          // where the current value starts
	err        *wire.ProtocolError

	otherVersion bool // the message is of another version: only that is read
}

func (r *reader) fail(code, format string, args ...any) {
	if r.err == nil {
		r.err = wire.ProtocolErrorf(code, format, args...)
	}
}

// code returns the code of the next value, without reading the value.
func (r *reader) code(name string) (c byte, ok bool) {
	if r.err != nil {
		return 0, false
	}
	r.start = r.at()
	c, err := r.dec.PeekCode()
	if err != nil {
		r.fail(wire.CodeMalformed, "the message ends before %s", name)
		return 0, false
	}
	return c, true
}

// at returns how many bytes of the message have been read.
func (r *reader) at() int { return len(r.all) - r.src.Len() }

// raw returns the bytes of the value that was read last.
func (r *reader) raw() []byte { return r.all[r.start:r.at()] }

// array reads the array's header and returns the number of its elements, of
// which there can't be more than bytes.
func (r *reader) array() int {
	c, ok := r.code("its array")
	if !ok {
		return 0
	}
	if !msgpcode.IsFixedArray(c) && c != msgpcode.Array16 && c != msgpcode.Array32 {
		r.fail(wire.CodeMalformed, "a message is an array, not %#x", c)
		return 0
	}
	n, err := r.dec.DecodeArrayLen()
	if err != nil || n < 1 || n > r.src.Len() {
		r.fail(wire.CodeMalformed, "the array is empty or longer than the message")
		return 0
	}
	r.dissection.array(r.raw(), n)
	return n
}

// uint reads a number from 0 to max.
func (r *reader) uint(name string, max uint64) uint64 {
	c, ok := r.code(name)
	if !ok {
		return 0
	}
	switch {
	case c <= msgpcode.PosFixedNumHigh, c >= msgpcode.Uint8 && c <= msgpcode.Uint64:
		n, err := r.dec.DecodeUint64()
		if err == nil && n <= max {
			r.dissection.uint(name, r.raw(), n)
			return n
		}
		r.number(name, err)
	case c >= msgpcode.NegFixedNumLow, c >= msgpcode.Int8 && c <= msgpcode.Int64:
		n, err := r.dec.DecodeInt64()
		if err == nil && n >= 0 && uint64(n) <= max {
			r.dissection.uint(name, r.raw(), uint64(n))
			return uint64(n)
		}
		r.number(name, err)
	default:
		r.fail(wire.CodeNumber, "%s is not an integer", name)
	}
	return 0
}

// delta reads a number from -max to max.
func (r *reader) delta(name string, max int64) int64 {
	c, ok := r.code(name)
	if !ok {
		return 0
	}
	if c < msgpcode.NegFixedNumLow && (c < msgpcode.Int8 || c > msgpcode.Int64) {
		return int64(r.uint(name, uint64(max)))
	}
	n, err := r.dec.DecodeInt64()
	if err != nil || n < -max || n > max {
		r.number(name, err)
		return 0
	}
	r.dissection.int(name, r.raw(), n)
	return n
}

// number fails for a number that could not be read or is out of range.
func (r *reader) number(name string, err error) {
	if err != nil {
		r.fail(wire.CodeMalformed, "the message ends within %s", name)
		return
	}
	r.fail(wire.CodeNumber, "%s is out of range", name)
}

func (r *reader) uint32(name string) uint32 { return uint32(r.uint(name, math.MaxUint32)) }
func (r *reader) tick(name string) sim.Tick { return sim.Tick(r.uint32(name)) }
func (r *reader) small(name string) int     { return int(r.uint(name, math.MaxInt32)) }

// id reads the ID of a player. A number that no player can have is rejected as
// an ID later, not as a number.
func (r *reader) id() sim.ID {
	return sim.ID(min(r.uint("ID", math.MaxUint64), math.MaxUint32))
}

// avatar reads a character as its number.
func (r *reader) avatar() rune { return rune(r.uint("AVATAR", utf8.MaxRune)) }

func (r *reader) bool(name string) bool {
	c, ok := r.code(name)
	if !ok {
		return false
	}
	if c != msgpcode.False && c != msgpcode.True {
		r.fail(wire.CodeMalformed, "%s is neither true nor false", name)
		return false
	}
	v, _ := r.dec.DecodeBool()
	r.dissection.bool(name, r.raw(), v)
	return v
}

// text reads a string of at most limit bytes, after checking that they are
// there.
func (r *reader) text(name string, limit int) string {
	c, ok := r.code(name)
	if !ok {
		return ""
	}
	if !msgpcode.IsFixedString(c) && c != msgpcode.Str8 && c != msgpcode.Str16 && c != msgpcode.Str32 {
		r.fail(wire.CodeText, "%s is not a string", name)
		return ""
	}
	n, err := r.dec.DecodeBytesLen()
	switch {
	case err != nil || n < 0 || n > r.src.Len():
		r.fail(wire.CodeMalformed, "the message ends within %s", name)
		return ""
	case n > limit:
		r.fail(wire.CodeText, "%s has %d bytes, at most %d are allowed", name, n, limit)
		return ""
	}
	at := r.at()
	r.src.Seek(int64(n), io.SeekCurrent)
	s := string(r.all[at : at+n])
	r.dissection.text(name, r.raw(), s)
	return s
}
