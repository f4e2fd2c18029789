package game

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entries and checkpoints are written as MessagePack (github.com/msgpack/msgpack,
// spec.md), of which they use arrays, unsigned integers in their shortest form,
// strings and byte strings.

// ErrMalformed is wrapped by the errors about bytes that are no entry or
// checkpoint.
var ErrMalformed = errors.New("game: malformed")

// The first bytes of the values used. A fix… holds its value or length in the low
// bits.
const (
	fixArray = 0x90
	fixStr   = 0xa0
	bin8     = 0xc4
	uint8_   = 0xcc
	uint16_  = 0xcd
	uint32_  = 0xce
	uint64_  = 0xcf
	str8     = 0xd9
	str16    = 0xda
	str32    = 0xdb
	array16  = 0xdc
)

func appendUint(dst []byte, v uint64) []byte {
	switch {
	case v < 1<<7:
		return append(dst, byte(v))
	case v < 1<<8:
		return append(dst, uint8_, byte(v))
	case v < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, uint16_), uint16(v))
	case v < 1<<32:
		return binary.BigEndian.AppendUint32(append(dst, uint32_), uint32(v))
	}
	return binary.BigEndian.AppendUint64(append(dst, uint64_), v)
}

// appendArray begins an array of n values, at most 65535.
func appendArray(dst []byte, n int) []byte {
	if n < 16 {
		return append(dst, fixArray|byte(n))
	}
	return binary.BigEndian.AppendUint16(append(dst, array16), uint16(n))
}

func appendText(dst []byte, s string) []byte {
	switch n := len(s); {
	case n < 1<<5:
		dst = append(dst, fixStr|byte(n))
	case n < 1<<8:
		dst = append(dst, str8, byte(n))
	case n < 1<<16:
		dst = binary.BigEndian.AppendUint16(append(dst, str16), uint16(n))
	default:
		dst = binary.BigEndian.AppendUint32(append(dst, str32), uint32(n))
	}
	return append(dst, s...)
}

// appendToken writes a hash as a byte string, and none as an empty one.
func appendToken(dst []byte, t TokenHash) []byte {
	if t == (TokenHash{}) {
		return append(dst, bin8, 0)
	}
	return append(append(dst, bin8, byte(len(t))), t[:]...)
}

// reader reads values from bytes that may come from a stranger. After the first
// error it returns zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrMalformed, fmt.Sprintf(format, args...))
	}
	r.b = nil
}

// take returns the next n bytes.
func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.fail("it ends too early")
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// bigEndian reads a number of n bytes.
func (r *reader) bigEndian(n int) (v uint64) {
	for _, b := range r.take(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

// uint reads a number of at most max.
func (r *reader) uint(max uint64) uint64 {
	first := byte(r.bigEndian(1))
	v, least := uint64(first), uint64(0)
	switch {
	case first < 1<<7:
	case first >= uint8_ && first <= uint64_:
		size := 1 << (first - uint8_)
		v = r.bigEndian(size)
		if least = 1 << 7; size > 1 {
			least = 1 << (4 * size)
		}
	default:
		r.fail("byte %#x is no number", first)
		return 0
	}
	if r.err == nil && (v > max || v < least) {
		r.fail("the number %d is too large, or not in its shortest form", v)
		return 0
	}
	return v
}

func (r *reader) uint32() uint32 { return uint32(r.uint(1<<32 - 1)) }

// array reads the beginning of an array of at most max values.
func (r *reader) array(max int) int {
	first := byte(r.bigEndian(1))
	n := int(first &^ fixArray)
	switch {
	case first&^0xf == fixArray:
	case first == array16:
		if n = int(r.bigEndian(2)); n < 16 {
			r.fail("the length of an array is not in its shortest form")
			return 0
		}
	default:
		r.fail("byte %#x begins no array", first)
		return 0
	}
	if n > max {
		r.fail("an array has %d values, at most %d are allowed", n, max)
		return 0
	}
	return n
}

// text reads a text of at most max bytes.
func (r *reader) text(max int) string {
	first := byte(r.bigEndian(1))
	n, least := uint64(first&^fixStr), uint64(0)
	switch {
	case first&^0x1f == fixStr:
	case first == str8:
		n, least = r.bigEndian(1), 1<<5
	case first == str16:
		n, least = r.bigEndian(2), 1<<8
	case first == str32:
		n, least = r.bigEndian(4), 1<<16
	default:
		r.fail("byte %#x begins no text", first)
		return ""
	}
	if n > uint64(max) || n < least {
		r.fail("a text has %d bytes, at most %d are allowed, or its length is not in its shortest form", n, max)
		return ""
	}
	s := string(r.take(int(n)))
	if !utf8.ValidString(s) {
		r.fail("a text is not valid UTF-8")
		return ""
	}
	return s
}

// line reads a text that has no control characters.
func (r *reader) line(max int) string {
	s := r.text(max)
	if strings.ContainsFunc(s, unicode.IsControl) {
		r.fail("a text has a control character")
		return ""
	}
	return s
}

// token reads what appendToken writes.
func (r *reader) token() (t TokenHash) {
	if r.bigEndian(1) != bin8 {
		r.fail("a token's hash is missing")
		return t
	}
	switch n := int(r.bigEndian(1)); n {
	case 0:
	case len(t):
		copy(t[:], r.take(n))
		if t == (TokenHash{}) {
			r.fail("a token's hash is zero")
		}
	default:
		r.fail("a token's hash has %d bytes", n)
	}
	return t
}

// end checks that nothing follows.
func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		r.fail("%d bytes follow the end", len(r.b))
	}
	return r.err
}
