package peerwire

import (
	"fmt"

	"clew/net/peer"
	"clew/net/wire"
)

// Codec turns messages into bytes and back. One value serves one link and is not
// safe for concurrent use.
type Codec interface {
	// Append appends the encoded m to dst. It fails only where m breaks a limit or is
	// no message, which is the caller's mistake: the error then wraps wire.ErrLimit,
	// and dst comes back as it was. It does not keep m, and allocates nothing but
	// what dst needs.
	Append(dst []byte, m Message) ([]byte, error)

	// Decode reads exactly one message from b, which may come from a stranger. It
	// does not keep b. A *peer.Progress is the caller's until the next Decode only:
	// they come by the thousand, and are used again. The error is a
	// *wire.ProtocolError, fit to be told the other end in an Error.
	Decode(b []byte) (Message, error)

	// Type returns the letter of the encoded message's type, and reads no more of it.
	// For bytes that are no message it may return anything.
	Type(b []byte) byte

	// Unreliable reports, from its type alone, whether the encoded message may be
	// lost on the way.
	Unreliable(b []byte) bool
}

// TextPreface is how a link begins on which the messages are text: with a Meet.
const TextPreface = "G|"

// NewText returns a Codec for messages as text. They have no line end; framing adds
// it.
func NewText() Codec { return new(textCodec) }

// NewMsgpack returns a Codec for messages as msgpack.
func NewMsgpack() Codec { return new(packCodec) }

// codec is what both codecs share.
type codec struct {
	coder    coder
	progress peer.Progress // used again
}

// write visits the fields of m with a format that writes.
func (x *codec) write(f format, m Message) error {
	typ := TypeOf(m)
	if typ == nil {
		return fmt.Errorf("%w: %T is no message between peers", wire.ErrLimit, m)
	}
	x.coder = coder{format: f}
	f.letter(&x.coder, typ.Letter)
	typ.visit(&x.coder, m)
	return x.limit()
}

// limit returns the error of a writer.
func (x *codec) limit() error {
	if err := x.coder.err; err != nil {
		return fmt.Errorf("%w: %w", wire.ErrLimit, err)
	}
	return nil
}

// read visits the fields of a new message.
func (x *codec) read(length int) Message {
	c := &x.coder
	letter := c.format.letter(c, 0)
	if c.failed() {
		return nil
	}
	typ := TypeByLetter(letter)
	if typ == nil {
		c.fail(wire.CodeType, "there is no message type %q between peers", letter)
		return nil
	}
	if length > typ.MaxLen {
		c.fail(wire.CodeTooLong, "%d bytes are too many for a message of this type, at most %d are allowed", length, typ.MaxLen)
		return nil
	}
	var m Message
	if letter == TypeProgress {
		m = &x.progress
	} else {
		m = typ.New()
	}
	typ.visit(c, m)
	if room := c.format.room(); !c.otherVersion && room > 0 {
		c.fail(wire.CodeMalformed, "%d bytes follow the message", room)
	}
	return m
}

// result returns what Decode returns.
func (x *codec) result(m Message) (Message, error) {
	if err := x.coder.err; err != nil {
		return nil, err
	}
	return m, nil
}

// tooLong returns an error for a message that is over its limit.
func tooLong(m Message, n int) error {
	if most := TypeOf(m).MaxLen; n > most {
		return fmt.Errorf("%w: a %s has %d bytes, at most %d are allowed", wire.ErrLimit, TypeOf(m).Name, n, most)
	}
	return nil
}

type textCodec struct {
	codec
	format textFormat
}

// Append implements Codec.
func (x *textCodec) Append(dst []byte, m Message) ([]byte, error) {
	x.format.out = dst
	err := x.write(&x.format, m)
	out := x.format.out
	x.format.out = nil
	if err == nil {
		err = tooLong(m, len(out)-len(dst))
	}
	if err != nil {
		return dst, err
	}
	return out, nil
}

// Decode implements Codec.
func (x *textCodec) Decode(b []byte) (Message, error) { return x.decode(b, nil) }

func (x *textCodec) decode(b []byte, d *dissection) (Message, error) {
	x.coder = coder{format: d.over(&x.format), reading: true, dissection: d}
	x.format.rest = b
	m := x.read(len(b))
	x.format.rest = nil
	return x.result(m)
}

// Type implements Codec.
func (x *textCodec) Type(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

// Unreliable implements Codec.
func (x *textCodec) Unreliable(b []byte) bool { return unreliable(x.Type(b)) }

func unreliable(letter byte) bool {
	typ := TypeByLetter(letter)
	return typ != nil && typ.Unreliable
}

type packCodec struct {
	codec
	format packFormat
}

// Append implements Codec.
func (x *packCodec) Append(dst []byte, m Message) ([]byte, error) {
	x.format.begin(dst)
	err := x.write(&x.format, m)
	x.format.end()
	out := x.format.out
	x.format.out = nil
	if err == nil {
		err = tooLong(m, len(out)-len(dst))
	}
	if err != nil {
		return dst, err
	}
	return out, nil
}

// Decode implements Codec.
func (x *packCodec) Decode(b []byte) (Message, error) { return x.decode(b, nil) }

func (x *packCodec) decode(b []byte, d *dissection) (Message, error) {
	x.coder = coder{format: d.over(&x.format), reading: true, dissection: d}
	x.format.readHeader(&x.coder, b)
	d.array(x.format.values)
	m := x.read(len(b))
	c := &x.coder
	if !c.otherVersion && x.format.values > 0 {
		c.fail(wire.CodeMalformed, "the message has %d values too many", x.format.values)
	}
	x.format.rest = nil
	return x.result(m)
}

// Type implements Codec.
func (x *packCodec) Type(b []byte) byte {
	at := 1
	switch {
	case len(b) == 0:
		return 0
	case b[0] == codeArray16:
		at = 3
	case b[0] == codeArray32:
		at = 5
	}
	if len(b) <= at {
		return 0
	}
	return b[at]
}

// Unreliable implements Codec.
func (x *packCodec) Unreliable(b []byte) bool { return unreliable(x.Type(b)) }
