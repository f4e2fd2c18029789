package peerwire

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// textFormat writes and reads values as text: each as a field that ends with '|'.
type textFormat struct {
	out  []byte // written so far
	rest []byte // not read yet
	buf  []byte // for unescaping
}

func (f *textFormat) room() int { return len(f.rest) }

// field returns the next field, without its '|'.
func (f *textFormat) field(c *coder, name string) []byte {
	if c.failed() {
		return nil
	}
	i := bytes.IndexByte(f.rest, '|')
	if i < 0 {
		c.fail(wire.CodeMalformed, "%s and the bar after it are missing", name)
		return nil
	}
	field := f.rest[:i]
	f.rest = f.rest[i+1:]
	return field
}

func (f *textFormat) letter(c *coder, v byte) byte {
	if !c.reading {
		f.out = append(f.out, v, '|')
		return v
	}
	field := f.field(c, "TYPE")
	if len(field) != 1 || field[0] >= utf8.RuneSelf {
		c.fail(wire.CodeType, "a message starts with the one letter of its type")
		return 0
	}
	return field[0]
}

func (f *textFormat) uint(c *coder, name string, v uint64) uint64 {
	if !c.reading {
		f.out = append(strconv.AppendUint(f.out, v, 10), '|')
		return v
	}
	field := f.field(c, name)
	if c.failed() {
		return 0
	}
	v, ok := parseUint(field)
	if !ok {
		c.fail(wire.CodeNumber, "%s is not a plain decimal number of 64 bits", name)
	}
	return v
}

func (f *textFormat) int(c *coder, name string, v int64) int64 {
	if !c.reading {
		f.out = append(strconv.AppendInt(f.out, v, 10), '|')
		return v
	}
	field := f.field(c, name)
	if c.failed() {
		return 0
	}
	digits, minus := bytes.CutPrefix(field, []byte("-"))
	n, ok := parseUint(digits)
	if !ok || n > 1<<62 || minus && n == 0 {
		c.fail(wire.CodeNumber, "%s is not a plain decimal number", name)
		return 0
	}
	if minus {
		return -int64(n)
	}
	return int64(n)
}

// tick writes ticks as they are, for those who read a game's text.
func (f *textFormat) tick(c *coder, name string, v, _ uint64) uint64 { return f.uint(c, name, v) }

func (f *textFormat) flag(c *coder, name string, v bool) bool {
	n := uint64(0)
	if v {
		n = 1
	}
	return c.checkRange(name, f.uint(c, name, n), 1) == 1
}

func (f *textFormat) text(c *coder, name, v string, limit int) string {
	if !c.reading {
		f.out = appendEscaped(f.out, v)
		return v
	}
	field := f.field(c, name)
	if len(field) > 3*limit {
		c.fail(wire.CodeText, "%s has more than %d bytes", name, limit)
		return ""
	}
	var ok bool
	if f.buf, ok = appendUnescaped(f.buf[:0], field); !ok {
		c.fail(wire.CodeText, "%s has a %% that is neither %%25 nor %%7C", name)
		return ""
	}
	return string(f.buf)
}

func (f *textFormat) hash(c *coder, name string, v uint64) uint64 {
	if !c.reading {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], v)
		f.out = append(hex.AppendEncode(f.out, b[:]), '|')
		return v
	}
	field := f.field(c, name)
	if c.failed() {
		return 0
	}
	if len(field) != 16 || !isHex(field) {
		c.fail(wire.CodeNumber, "%s is not a number of 16 hexadecimal digits", name)
		return 0
	}
	var b [8]byte
	hex.Decode(b[:], field)
	return binary.BigEndian.Uint64(b[:])
}

// fixed writes up to 16 bytes in hexadecimal, more in base64.
func (f *textFormat) fixed(c *coder, name string, v []byte) {
	if len(v) > 16 {
		f.base64(c, name, v, len(v), v)
		return
	}
	if !c.reading {
		f.out = append(hex.AppendEncode(f.out, v), '|')
		return
	}
	field := f.field(c, name)
	if c.failed() {
		return
	}
	if len(field) != hex.EncodedLen(len(v)) || !isHex(field) {
		c.fail(wire.CodeMalformed, "%s does not have %d hexadecimal digits", name, hex.EncodedLen(len(v)))
		return
	}
	hex.Decode(v, field)
}

func (f *textFormat) blob(c *coder, name string, v []byte, limit int) []byte {
	return f.base64(c, name, v, limit, nil)
}

var encoding = base64.RawURLEncoding.Strict()

// base64 writes and reads bytes in base64: as many as dst has, or else up to a limit.
func (f *textFormat) base64(c *coder, name string, v []byte, limit int, dst []byte) []byte {
	if !c.reading {
		f.out = append(encoding.AppendEncode(f.out, v), '|')
		return v
	}
	field := f.field(c, name)
	if c.failed() {
		return nil
	}
	n := encoding.DecodedLen(len(field))
	if n > limit || dst != nil && n != len(dst) {
		c.fail(wire.CodeMalformed, "%s has %d bytes; the number or the limit is %d", name, n, limit)
		return nil
	}
	if dst == nil {
		dst = make([]byte, n)
	}
	// The decoder would pass over line ends.
	if m, err := encoding.Decode(dst, field); err != nil || m != n {
		c.fail(wire.CodeMalformed, "%s is not base64", name)
		return nil
	}
	return dst
}

func isHex(b []byte) bool {
	for _, d := range b {
		if (d < '0' || d > '9') && (d < 'a' || d > 'f') {
			return false
		}
	}
	return true
}

// parseUint reads a decimal number of 64 bits in its shortest form.
func parseUint(b []byte) (n uint64, ok bool) {
	if len(b) == 0 || len(b) > 20 || len(b) > 1 && b[0] == '0' {
		return 0, false
	}
	for _, d := range b {
		if d < '0' || d > '9' || n > (1<<64-1-uint64(d-'0'))/10 {
			return 0, false
		}
		n = n*10 + uint64(d-'0')
	}
	return n, true
}

// appendEscaped escapes what would end the field. No text that passed its check has
// a line end.
func appendEscaped(dst []byte, s string) []byte {
	for i := range len(s) {
		switch d := s[i]; d {
		case '|':
			dst = append(dst, "%7C"...)
		case '%':
			dst = append(dst, "%25"...)
		default:
			dst = append(dst, d)
		}
	}
	return append(dst, '|')
}

func appendUnescaped(dst, b []byte) ([]byte, bool) {
	for len(b) > 0 {
		i := bytes.IndexByte(b, '%')
		if i < 0 {
			return append(dst, b...), true
		}
		dst = append(dst, b[:i]...)
		switch b = b[i:]; {
		case bytes.HasPrefix(b, []byte("%7C")):
			dst = append(dst, '|')
		case bytes.HasPrefix(b, []byte("%25")):
			dst = append(dst, '%')
		default:
			return dst, false
		}
		b = b[3:]
	}
	return dst, true
}

// directions are the letters of the directions, in the order of their bits.
const directions = "udlr"

// keys writes for each stretch of equal keys their letters, or '-', and for how many
// ticks they are held: r12ur3-1.
func (f *textFormat) keys(c *coder, v []sim.Input) []sim.Input {
	if c.reading {
		return f.readKeys(c, v)
	}
	for i := 0; i < len(v); {
		n := stretch(v[i:], MaxKeys)
		if v[i] == 0 {
			f.out = append(f.out, '-')
		}
		for j := range len(directions) {
			if v[i]>>j&1 != 0 {
				f.out = append(f.out, directions[j])
			}
		}
		f.out = strconv.AppendInt(f.out, int64(n), 10)
		i += n
	}
	f.out = append(f.out, '|')
	return v
}

// stretch returns for how many ticks, at most most, the first keys are held.
func stretch(v []sim.Input, most int) int {
	n := 1
	for n < len(v) && n < most && v[n] == v[0] {
		n++
	}
	return n
}

func (f *textFormat) readKeys(c *coder, v []sim.Input) []sim.Input {
	field := f.field(c, "KEYS")
	v = v[:0]
	for len(field) > 0 {
		keys, letters := readDirections(field)
		digits := 0
		for letters+digits < len(field) && field[letters+digits] >= '0' && field[letters+digits] <= '9' {
			digits++
		}
		n, ok := parseUint(field[letters : letters+digits])
		again := len(v) > 0 && v[len(v)-1] == keys
		if letters == 0 || !ok || n == 0 || n > uint64(MaxKeys-len(v)) || again {
			c.fail(wire.CodeNumber, "KEYS are not like r12ur3-1, or for more than %d ticks", MaxKeys)
			return v[:0]
		}
		for range n {
			v = append(v, keys)
		}
		field = field[letters+digits:]
	}
	return v
}

// readDirections reads '-' or some of the letters udlr in this order, and returns
// how many characters that took.
func readDirections(b []byte) (keys sim.Input, n int) {
	if b[0] == '-' {
		return 0, 1
	}
	for i := range len(directions) {
		if n < len(b) && b[n] == directions[i] {
			keys |= 1 << i
			n++
		}
	}
	return keys, n
}
