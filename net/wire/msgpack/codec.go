// Package msgpack encodes the messages of package wire as msgpack. Every
// message is one msgpack array: its type, one of wire's Type constants, and its
// fields, flat, in the order of the messages' diagrams. There are no maps, no
// nested arrays, no floats and no extension types.
//
// github.com/vmihailenco/msgpack/v5 does the encoding. To decode, only those of
// its calls are used that read one header or one number, because the others
// allocate what a stranger claims: five bytes can end the process.
package msgpack

import (
	"bytes"
	"fmt"

	"github.com/vmihailenco/msgpack/v5"

	"clew/net/wire"
)

// Magic is what a client sends first, to be told apart from text: 0xC1 occurs
// nowhere in msgpack.
const Magic = "\xC1CLW"

// Codec is the msgpack codec of one connection.
type Codec struct {
	w   writer
	enc *msgpack.Encoder // writes to w

	src bytes.Reader
	dec *msgpack.Decoder // reads from src
	in  wire.Inputs      // reused
	r   reader           // reused: on the stack it would escape through the forms
}

var _ wire.Codec = (*Codec)(nil)

// New makes a Codec.
func New() *Codec {
	c := new(Codec)
	c.enc = msgpack.NewEncoder(&c.w)
	c.w.enc = c.enc
	c.dec = msgpack.NewDecoder(&c.src)
	return c
}

// Append implements wire.Codec.
func (c *Codec) Append(dst []byte, m wire.Message) ([]byte, error) {
	if err := wire.Check(m); err != nil {
		return dst, fmt.Errorf("%w: %w", wire.ErrLimit, err)
	}
	c.w.b, c.w.err = dst, nil
	known := c.w.message(m)
	out, err := c.w.b, c.w.err
	c.w.b = nil
	switch {
	case !known:
		return dst, fmt.Errorf("%w: %T has no msgpack form", wire.ErrLimit, m)
	case err != nil:
		return dst, fmt.Errorf("msgpack: %w", err)
	}
	return out, nil
}

// Decode implements wire.Codec.
func (c *Codec) Decode(b []byte) (wire.Message, error) { return c.decode(b, nil) }

// decode does the work of Decode and records the message's parts in d, if not
// nil.
func (c *Codec) decode(b []byte, d *dissection) (wire.Message, error) {
	if len(b) > wire.MaxFromServer {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "%d bytes are too many for a message", len(b))
	}
	c.src.Reset(b)
	c.dec.Reset(&c.src)
	c.r = reader{all: b, src: &c.src, dec: c.dec, in: &c.in, dissection: d}
	m := c.r.message()
	err := c.r.err
	c.r = reader{}
	c.src.Reset(nil)
	if err != nil {
		return nil, err
	}
	if len(b) > wire.MaxFromClient && len(b) > wire.TypeOf(m).MaxLen() {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "%d bytes are too many for a message of this type", len(b))
	}
	if err := wire.Check(m); err != nil {
		return nil, err
	}
	return m, nil
}

// Type implements wire.Codec: it reads the element after the array's header.
func (c *Codec) Type(b []byte) byte {
	at := 1
	switch {
	case len(b) == 0:
		return 0
	case b[0] == 0xdc: // array 16: two bytes of length
		at = 3
	case b[0] == 0xdd: // array 32: four
		at = 5
	}
	if len(b) <= at {
		return 0
	}
	return b[at]
}

// Unreliable implements wire.Codec.
func (c *Codec) Unreliable(b []byte) bool { return wire.TypeByLetter(c.Type(b)).Unreliable }
