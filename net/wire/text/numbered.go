package text

import (
	"fmt"

	"clew/net/wire"
)

// Preface is how a connection in numbered text mode starts: with a Hello.
const Preface = "H|"

// Numbered is the codec of the text mode with sequence numbers, for one
// connection. Its messages have no line end; Frame adds it.
type Numbered struct{ r reader }

var _ wire.Codec = (*Numbered)(nil)

// NewNumbered makes a Numbered codec.
func NewNumbered() *Numbered { return new(Numbered) }

// Append implements wire.Codec.
func (c *Numbered) Append(dst []byte, m wire.Message) ([]byte, error) {
	if err := wire.Check(m); err != nil {
		return dst, fmt.Errorf("%w: %w", wire.ErrLimit, err)
	}
	write := numberedForms[m.Type()].append
	if write == nil {
		return dst, fmt.Errorf("%w: %T has no numbered text form", wire.ErrLimit, m)
	}
	return write(dst, m), nil
}

// Decode implements wire.Codec.
func (c *Numbered) Decode(b []byte) (wire.Message, error) {
	if len(b) > wire.MaxFromServer {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "%d bytes are too many for a message", len(b))
	}
	m, err := c.r.decode(b, &numberedForms)
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

// Type implements wire.Codec: it reads the first letter.
func (c *Numbered) Type(b []byte) byte { return letterOf(b) }

// Unreliable implements wire.Codec.
func (c *Numbered) Unreliable(b []byte) bool { return wire.TypeByLetter(c.Type(b)).Unreliable }
