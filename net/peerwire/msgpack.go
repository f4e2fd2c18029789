package peerwire

import (
	"encoding/binary"
	"unicode/utf8"

	"clew/engine/sim"
	"clew/net/wire"
)

// The first bytes of msgpack values.
const (
	codeFalse, codeTrue                 = 0xc2, 0xc3
	codeBin8, codeBin16, codeBin32      = 0xc4, 0xc5, 0xc6
	codeUint8, codeUint16, codeUint32   = 0xcc, 0xcd, 0xce
	codeUint64                          = 0xcf
	codeInt8, codeInt16, codeInt32      = 0xd0, 0xd1, 0xd2
	codeInt64                           = 0xd3
	codeStr8, codeStr16, codeStr32      = 0xd9, 0xda, 0xdb
	codeArray16, codeArray32            = 0xdc, 0xdd
	codeFixArray, codeFixStr, codeMinus = 0x90, 0xa0, 0xe0
)

// packFormat writes and reads values as msgpack: a message is one array of all of
// them. Every value has its shortest form, and is refused in any other.
//
// The module that package msgpack of net/wire uses reads longer forms as well, and
// some of its calls allocate what a stranger claims. What is needed here is little.
type packFormat struct {
	out    []byte
	start  int // where the message begins, with room for its header
	values int // written so far, or still to be read
	rest   []byte
}

// begin leaves room for the header of an array, whose length is known at the end.
func (f *packFormat) begin(dst []byte) {
	f.start, f.values = len(dst), 0
	f.out = append(dst, 0, 0, 0, 0, 0)
}

// end writes the header, and moves the values to it.
func (f *packFormat) end() {
	var header [5]byte
	h := appendLen(header[:0], f.values, 15, codeFixArray, 0, codeArray16, codeArray32)
	values := f.out[f.start+len(header):]
	copy(f.out[f.start:], h)
	copy(f.out[f.start+len(h):], values)
	f.out = f.out[:f.start+len(h)+len(values)]
}

// appendLen writes a length, with the code of the shortest form that there is; 0
// stands for none.
func appendLen(dst []byte, n, fix int, codeFix, code8, code16, code32 byte) []byte {
	switch {
	case n <= fix:
		return append(dst, codeFix|byte(n))
	case n < 1<<8 && code8 != 0:
		return append(dst, code8, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, code16), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(dst, code32), uint32(n))
}

func (f *packFormat) room() int { return len(f.rest) }

// readHeader reads the header of the array.
func (f *packFormat) readHeader(c *coder, b []byte) {
	f.rest, f.values = b, 1
	code := f.code(c, "its array")
	switch {
	case c.failed():
	case code&0xf0 == codeFixArray:
		f.values = int(code & 15)
	case code == codeArray16:
		f.values = int(f.number(c, "its array", 2, 16))
	case code == codeArray32:
		f.values = int(min(f.number(c, "its array", 4, 1<<16), MaxLen))
	default:
		c.fail(wire.CodeMalformed, "a message is an array, not %#x", code)
	}
	if f.values == 0 || f.values > len(f.rest) {
		c.fail(wire.CodeMalformed, "the array is empty or longer than the message")
	}
}

// code reads the first byte of the next value.
func (f *packFormat) code(c *coder, name string) byte {
	if c.failed() {
		return 0
	}
	if f.values == 0 || len(f.rest) == 0 {
		c.fail(wire.CodeMalformed, "the message ends before %s", name)
		return 0
	}
	code := f.rest[0]
	f.rest = f.rest[1:]
	f.values--
	return code
}

// take reads so many bytes.
func (f *packFormat) take(c *coder, name string, n int) []byte {
	if c.failed() {
		return nil
	}
	if n > len(f.rest) {
		c.fail(wire.CodeMalformed, "the message ends within %s", name)
		return nil
	}
	b := f.rest[:n]
	f.rest = f.rest[n:]
	return b
}

// number reads a number of so many bytes. A number below least has a shorter form.
func (f *packFormat) number(c *coder, name string, size int, least uint64) uint64 {
	v := uint64(0)
	for _, b := range f.take(c, name, size) {
		v = v<<8 | uint64(b)
	}
	if !c.failed() && v < least {
		c.fail(wire.CodeNumber, "%s is not in its shortest form", name)
	}
	return v
}

func (f *packFormat) letter(c *coder, v byte) byte {
	n := f.uint(c, "TYPE", uint64(v))
	if n >= utf8.RuneSelf {
		c.fail(wire.CodeType, "there is no message type %d", n)
		return 0
	}
	return byte(n)
}

func (f *packFormat) uint(c *coder, name string, v uint64) uint64 {
	if !c.reading {
		f.values++
		f.out = appendUint(f.out, v)
		return v
	}
	return f.uintWith(c, name, f.code(c, name))
}

// uintWith reads a number whose first byte has been read.
func (f *packFormat) uintWith(c *coder, name string, code byte) uint64 {
	switch {
	case code < 0x80:
		return uint64(code)
	case code == codeUint8:
		return f.number(c, name, 1, 0x80)
	case code == codeUint16:
		return f.number(c, name, 2, 1<<8)
	case code == codeUint32:
		return f.number(c, name, 4, 1<<16)
	case code == codeUint64:
		return f.number(c, name, 8, 1<<32)
	}
	c.fail(wire.CodeNumber, "%s is not a number of this kind", name)
	return 0
}

func appendUint(dst []byte, v uint64) []byte {
	switch {
	case v < 0x80:
		return append(dst, byte(v))
	case v < 1<<8:
		return append(dst, codeUint8, byte(v))
	case v < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, codeUint16), uint16(v))
	case v < 1<<32:
		return binary.BigEndian.AppendUint32(append(dst, codeUint32), uint32(v))
	}
	return binary.BigEndian.AppendUint64(append(dst, codeUint64), v)
}

func (f *packFormat) int(c *coder, name string, v int64) int64 {
	if !c.reading {
		f.values++
		f.out = appendInt(f.out, v)
		return v
	}
	// A negative number in n bytes is the one that in n/2 bytes would not fit.
	negative := func(size int, least int64) int64 {
		v := f.number(c, name, size, 0)
		n := int64(v<<(64-8*size)) >> (64 - 8*size)
		if !c.failed() && n >= least {
			c.fail(wire.CodeNumber, "%s is not in its shortest form", name)
		}
		return n
	}
	switch code := f.code(c, name); code {
	case codeInt8:
		return negative(1, -32)
	case codeInt16:
		return negative(2, -1<<7)
	case codeInt32:
		return negative(4, -1<<15)
	case codeInt64:
		return negative(8, -1<<31)
	default:
		if code >= codeMinus {
			return int64(int8(code))
		}
		n := f.uintWith(c, name, code)
		if n > 1<<62 {
			c.fail(wire.CodeNumber, "%s is out of range", name)
			return 0
		}
		return int64(n)
	}
}

func appendInt(dst []byte, v int64) []byte {
	switch {
	case v >= 0:
		return appendUint(dst, uint64(v))
	case v >= -32:
		return append(dst, byte(v))
	case v >= -1<<7:
		return append(dst, codeInt8, byte(v))
	case v >= -1<<15:
		return binary.BigEndian.AppendUint16(append(dst, codeInt16), uint16(v))
	case v >= -1<<31:
		return binary.BigEndian.AppendUint32(append(dst, codeInt32), uint32(v))
	}
	return binary.BigEndian.AppendUint64(append(dst, codeInt64), uint64(v))
}

// tick writes the difference to the tick that is known, which mostly takes a byte.
func (f *packFormat) tick(c *coder, name string, v, near uint64) uint64 {
	n := int64(near) + f.int(c, name, int64(v)-int64(near))
	if n < 0 {
		c.fail(wire.CodeNumber, "%s is out of range", name)
		return 0
	}
	return uint64(n)
}

func (f *packFormat) flag(c *coder, name string, v bool) bool {
	if !c.reading {
		f.values++
		if v {
			f.out = append(f.out, codeTrue)
		} else {
			f.out = append(f.out, codeFalse)
		}
		return v
	}
	code := f.code(c, name)
	if code != codeFalse && code != codeTrue {
		c.fail(wire.CodeMalformed, "%s is neither true nor false", name)
	}
	return code == codeTrue
}

func (f *packFormat) text(c *coder, name, v string, limit int) string {
	if !c.reading {
		f.values++
		f.out = append(appendLen(f.out, len(v), 31, codeFixStr, codeStr8, codeStr16, codeStr32), v...)
		return v
	}
	n := uint64(0)
	switch code := f.code(c, name); {
	case code&0xe0 == codeFixStr:
		n = uint64(code & 31)
	case code == codeStr8:
		n = f.number(c, name, 1, 32)
	case code == codeStr16:
		n = f.number(c, name, 2, 1<<8)
	default:
		c.fail(wire.CodeText, "%s is not a string", name)
	}
	if n > uint64(limit) {
		c.fail(wire.CodeText, "%s has %d bytes, at most %d are allowed", name, n, limit)
	}
	return string(f.take(c, name, int(n)))
}

// bin writes and reads bytes; what it reads is still in the message.
func (f *packFormat) bin(c *coder, name string, v []byte, limit int) []byte {
	if !c.reading {
		f.values++
		f.out = append(appendLen(f.out, len(v), -1, 0, codeBin8, codeBin16, codeBin32), v...)
		return v
	}
	n := uint64(0)
	switch f.code(c, name) {
	case codeBin8:
		n = f.number(c, name, 1, 0)
	case codeBin16:
		n = f.number(c, name, 2, 1<<8)
	case codeBin32:
		n = f.number(c, name, 4, 1<<16)
	default:
		c.fail(wire.CodeMalformed, "%s is not a bin", name)
	}
	if n > uint64(limit) {
		c.fail(wire.CodeTooLong, "%s has %d bytes, at most %d are allowed", name, n, limit)
		return nil
	}
	return f.take(c, name, int(n))
}

func (f *packFormat) hash(c *coder, name string, v uint64) uint64 { return f.uint(c, name, v) }

func (f *packFormat) fixed(c *coder, name string, v []byte) {
	b := f.bin(c, name, v, len(v))
	if !c.reading || c.failed() {
		return
	}
	if len(b) != len(v) {
		c.fail(wire.CodeMalformed, "%s does not have %d bytes", name, len(v))
		return
	}
	copy(v, b)
}

func (f *packFormat) blob(c *coder, name string, v []byte, limit int) []byte {
	b := f.bin(c, name, v, limit)
	if !c.reading {
		return b
	}
	return append(make([]byte, 0, len(b)), b...)
}

// keys writes a bin with a byte for each stretch of 1 to 16 ticks in which the same
// keys are held: the keys, and below them the number of ticks less one.
func (f *packFormat) keys(c *coder, v []sim.Input) []sim.Input {
	if c.reading {
		return f.readKeys(c, v)
	}
	var stretches [MaxKeys]byte
	n := 0
	for i := 0; i < len(v) && n < MaxKeys; n++ {
		held := stretch(v[i:], 16)
		stretches[n] = byte(v[i])<<4 | byte(held-1)
		i += held
	}
	f.values++
	f.out = append(appendLen(f.out, n, -1, 0, codeBin8, codeBin16, codeBin32), stretches[:n]...)
	return v
}

func (f *packFormat) readKeys(c *coder, v []sim.Input) []sim.Input {
	v = v[:0]
	previous := -1 // the keys that the last stretch could have gone on with
	for _, b := range f.bin(c, "KEYS", nil, MaxKeys) {
		keys, held := sim.Input(b>>4), int(b&15)+1
		if int(keys) == previous || len(v)+held > MaxKeys {
			c.fail(wire.CodeNumber, "KEYS are not in their shortest form, or for more than %d ticks", MaxKeys)
			return v[:0]
		}
		previous = -1
		if held < 16 {
			previous = int(keys)
		}
		for range held {
			v = append(v, keys)
		}
	}
	return v
}
