package text

import (
	"bytes"
	"math"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// reader takes one message apart. The first thing that is wrong stays in
// fault; from then on every read gives zero.
type reader struct {
	rest []byte      // what is not read yet
	buf  []byte      // for unescaping
	in   wire.Inputs // used again
	err  *wire.ProtocolError

	otherVersion bool // of another version: what follows the version is not read
}

func (f *reader) fail(code, format string, args ...any) {
	if f.err == nil {
		f.err = wire.ProtocolErrorf(code, format, args...)
	}
}

// field is the next field, without its '|'.
func (f *reader) field(what string) []byte {
	if f.err != nil {
		return nil
	}
	i := bytes.IndexByte(f.rest, '|')
	if i < 0 {
		f.fail(wire.CodeMalformed, "%s and the bar after it are missing", what)
		return nil
	}
	field := f.rest[:i]
	f.rest = f.rest[i+1:]
	return field
}

// end fails unless everything has been read.
func (f *reader) end() {
	if len(f.rest) > 0 {
		f.fail(wire.CodeMalformed, "the message goes on after its last field")
	}
}

// uint reads a number from 0 to max.
func (f *reader) uint(what string, max uint64) uint64 {
	field := f.field(what)
	if f.err != nil {
		return 0
	}
	if !isNumber(field) {
		f.fail(wire.CodeNumber, "%s is not a plain decimal number", what)
		return 0
	}
	n, fits := parse(field)
	if !fits || n > max {
		f.fail(wire.CodeNumber, "%s is out of range", what)
		return 0
	}
	return n
}

func (f *reader) uint32(what string) uint32 { return uint32(f.uint(what, math.MaxUint32)) }
func (f *reader) tick(what string) sim.Tick { return sim.Tick(f.uint32(what)) }
func (f *reader) small(what string) int     { return int(f.uint(what, math.MaxInt32)) }
func (f *reader) coord(what string) int32   { return int32(f.uint(what, math.MaxInt32)) }
func (f *reader) flag(what string) bool     { return f.uint(what, 1) == 1 }

// id reads the ID of a player. One that nobody can have is still a number,
// and wrong only as an ID.
func (f *reader) id() sim.ID {
	field := f.field("ID")
	if f.err == nil && !isNumber(field) {
		f.fail(wire.CodeNumber, "ID is not a plain decimal number")
	}
	n, fits := parse(field)
	if !fits || n > math.MaxUint32 {
		n = math.MaxUint32
	}
	return sim.ID(n)
}

// avatar reads the one character of a field.
func (f *reader) avatar() rune {
	field := f.field("AVATAR")
	if f.err != nil {
		return 0
	}
	r, n := utf8.DecodeRune(field)
	if n == 0 || n != len(field) || r == utf8.RuneError && n == 1 {
		f.fail(wire.CodeText, "AVATAR is not one character")
		return 0
	}
	return r
}

// raw reads a text in which nothing is escaped.
func (f *reader) raw(what string, limit int) string {
	field := f.field(what)
	if len(field) > limit {
		f.fail(wire.CodeText, "%s has %d bytes, but %d are the most", what, len(field), limit)
		return ""
	}
	return string(field)
}

// text reads a text in which some may be escaped. It may have limit bytes, and
// what would have more even if all were escaped is not looked at; the rest is
// for the message's check.
func (f *reader) text(what string, limit int) string {
	field := f.field(what)
	if len(field) > 3*limit {
		f.fail(wire.CodeText, "%s has more than %d bytes", what, limit)
		return ""
	}
	var ok bool
	if f.buf, ok = appendUnescaped(f.buf[:0], field); !ok {
		f.fail(wire.CodeText, "%s has a %% without two hexadecimal digits", what)
		return ""
	}
	return string(f.buf)
}

// keys reads a set of directions: some of the letters u d l r, or '-' for none.
func (f *reader) keys(what string) sim.Input {
	field := f.field(what)
	if f.err != nil || string(field) == "-" {
		return 0
	}
	var keys sim.Input
	for _, c := range field {
		k := direction(c)
		if k == 0 || keys&k != 0 {
			f.fail(wire.CodeNumber, "%s is neither - nor some of the letters udlr", what)
			return 0
		}
		keys |= k
	}
	if keys == 0 {
		f.fail(wire.CodeNumber, "%s is empty", what)
	}
	return keys
}
