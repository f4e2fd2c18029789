package text

import (
	"bytes"
	"math"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// reader reads the fields of one message. The first error stays in err; from
// then on every read returns zero.
type reader struct {
	rest []byte      // not read yet
	buf  []byte      // for unescaping
	in   wire.Inputs // used again
	err  *wire.ProtocolError

	otherVersion bool // the message is of another version: only that is read
}

func (r *reader) fail(code, format string, args ...any) {
	if r.err == nil {
		r.err = wire.ProtocolErrorf(code, format, args...)
	}
}

// field returns the next field, without its '|'.
func (r *reader) field(name string) []byte {
	if r.err != nil {
		return nil
	}
	i := bytes.IndexByte(r.rest, '|')
	if i < 0 {
		r.fail(wire.CodeMalformed, "%s and the bar after it are missing", name)
		return nil
	}
	field := r.rest[:i]
	r.rest = r.rest[i+1:]
	return field
}

// end fails unless everything has been read.
func (r *reader) end() {
	if len(r.rest) > 0 {
		r.fail(wire.CodeMalformed, "the message goes on after its last field")
	}
}

// uint reads a number from 0 to max.
func (r *reader) uint(name string, max uint64) uint64 {
	field := r.field(name)
	if r.err != nil {
		return 0
	}
	if !isNumber(field) {
		r.fail(wire.CodeNumber, "%s is not a plain decimal number", name)
		return 0
	}
	n, fits := parse(field)
	if !fits || n > max {
		r.fail(wire.CodeNumber, "%s is out of range", name)
		return 0
	}
	return n
}

func (r *reader) uint32(name string) uint32 { return uint32(r.uint(name, math.MaxUint32)) }
func (r *reader) tick(name string) sim.Tick { return sim.Tick(r.uint32(name)) }
func (r *reader) small(name string) int     { return int(r.uint(name, math.MaxInt32)) }
func (r *reader) coord(name string) int32   { return int32(r.uint(name, math.MaxInt32)) }
func (r *reader) flag(name string) bool     { return r.uint(name, 1) == 1 }

// id reads the ID of a player. A number that no player can have is rejected as
// an ID later, not as a number.
func (r *reader) id() sim.ID {
	field := r.field("ID")
	if r.err == nil && !isNumber(field) {
		r.fail(wire.CodeNumber, "ID is not a plain decimal number")
	}
	n, fits := parse(field)
	if !fits || n > math.MaxUint32 {
		n = math.MaxUint32
	}
	return sim.ID(n)
}

// avatar reads the one character of a field.
func (r *reader) avatar() rune {
	field := r.field("AVATAR")
	if r.err != nil {
		return 0
	}
	c, n := utf8.DecodeRune(field)
	if n == 0 || n != len(field) || c == utf8.RuneError && n == 1 {
		r.fail(wire.CodeText, "AVATAR is not one character")
		return 0
	}
	return c
}

// raw reads a text without escapes.
func (r *reader) raw(name string, limit int) string {
	field := r.field(name)
	if len(field) > limit {
		r.fail(wire.CodeText, "%s has %d bytes, at most %d are allowed", name, len(field), limit)
		return ""
	}
	return string(field)
}

// text reads a text that may have escapes. It may have limit bytes; a field
// that would have more even if every byte were escaped is not looked at, and
// the message's check does the rest.
func (r *reader) text(name string, limit int) string {
	field := r.field(name)
	if len(field) > 3*limit {
		r.fail(wire.CodeText, "%s has more than %d bytes", name, limit)
		return ""
	}
	var ok bool
	if r.buf, ok = appendUnescaped(r.buf[:0], field); !ok {
		r.fail(wire.CodeText, "%s has a %% without two hexadecimal digits", name)
		return ""
	}
	return string(r.buf)
}

// keys reads a set of directions: some of the letters u d l r, or '-' for none.
func (r *reader) keys(name string) sim.Input {
	field := r.field(name)
	if r.err != nil || string(field) == "-" {
		return 0
	}
	var keys sim.Input
	for _, c := range field {
		k := direction(c)
		if k == 0 || keys&k != 0 {
			r.fail(wire.CodeNumber, "%s is neither - nor some of the letters udlr", name)
			return 0
		}
		keys |= k
	}
	if keys == 0 {
		r.fail(wire.CodeNumber, "%s is empty", name)
	}
	return keys
}
