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

func (r *reader) fail(code, format string, args ...any) {
	if r.err == nil {
		r.err = wire.ProtocolErrorf(code, format, args...)
	}
}

// field is the next field, without its '|'.
func (r *reader) field(what string) []byte {
	if r.err != nil {
		return nil
	}
	i := bytes.IndexByte(r.rest, '|')
	if i < 0 {
		r.fail(wire.CodeMalformed, "%s and the bar after it are missing", what)
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
func (r *reader) uint(what string, max uint64) uint64 {
	field := r.field(what)
	if r.err != nil {
		return 0
	}
	if !isNumber(field) {
		r.fail(wire.CodeNumber, "%s is not a plain decimal number", what)
		return 0
	}
	n, fits := parse(field)
	if !fits || n > max {
		r.fail(wire.CodeNumber, "%s is out of range", what)
		return 0
	}
	return n
}

func (r *reader) uint32(what string) uint32 { return uint32(r.uint(what, math.MaxUint32)) }
func (r *reader) tick(what string) sim.Tick { return sim.Tick(r.uint32(what)) }
func (r *reader) small(what string) int     { return int(r.uint(what, math.MaxInt32)) }
func (r *reader) coord(what string) int32   { return int32(r.uint(what, math.MaxInt32)) }
func (r *reader) flag(what string) bool     { return r.uint(what, 1) == 1 }

// id reads the ID of a player. One that nobody can have is still a number,
// and wrong only as an ID.
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

// raw reads a text in which nothing is escaped.
func (r *reader) raw(what string, limit int) string {
	field := r.field(what)
	if len(field) > limit {
		r.fail(wire.CodeText, "%s has %d bytes, but %d are the most", what, len(field), limit)
		return ""
	}
	return string(field)
}

// text reads a text in which some may be escaped. It may have limit bytes, and
// what would have more even if all were escaped is not looked at; the rest is
// for the message's check.
func (r *reader) text(what string, limit int) string {
	field := r.field(what)
	if len(field) > 3*limit {
		r.fail(wire.CodeText, "%s has more than %d bytes", what, limit)
		return ""
	}
	var ok bool
	if r.buf, ok = appendUnescaped(r.buf[:0], field); !ok {
		r.fail(wire.CodeText, "%s has a %% without two hexadecimal digits", what)
		return ""
	}
	return string(r.buf)
}

// keys reads a set of directions: some of the letters u d l r, or '-' for none.
func (r *reader) keys(what string) sim.Input {
	field := r.field(what)
	if r.err != nil || string(field) == "-" {
		return 0
	}
	var keys sim.Input
	for _, c := range field {
		k := direction(c)
		if k == 0 || keys&k != 0 {
			r.fail(wire.CodeNumber, "%s is neither - nor some of the letters udlr", what)
			return 0
		}
		keys |= k
	}
	if keys == 0 {
		r.fail(wire.CodeNumber, "%s is empty", what)
	}
	return keys
}
