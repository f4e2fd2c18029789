package text

import (
	"fmt"

	"clew/net/wire"
)

// Plain is the codec of the plain text mode, for one connection. It carries
// parts of some messages only: of Welcome the ID and the letter, of Level the
// size. Its messages have no line end; Frame adds it, and SplitPlain finds the
// messages of a client that sends none.
type Plain struct {
	r    reader
	cell wire.PlayerCell // for checking the part of a Welcome
}

var _ wire.Codec = (*Plain)(nil)

// NewPlain makes a Plain codec.
func NewPlain() *Plain { return new(Plain) }

// Append implements wire.Codec.
func (c *Plain) Append(dst []byte, m wire.Message) ([]byte, error) {
	if err := c.check(m); err != nil {
		return dst, fmt.Errorf("%w: %w", wire.ErrLimit, err)
	}
	form := &plainForms[m.Type()]
	if form.append == nil {
		return dst, fmt.Errorf("%w: %T has no plain text form", wire.ErrLimit, m)
	}
	out := form.append(dst, m)
	if form.fields > 0 && len(out)-len(dst) > wire.MaxFromPlainClient {
		return dst, fmt.Errorf("%w: a plain text message has at most %d bytes", wire.ErrLimit, wire.MaxFromPlainClient)
	}
	return out, nil
}

// Decode implements wire.Codec.
func (c *Plain) Decode(b []byte) (wire.Message, error) {
	limit := wire.MaxFromServer
	if plainForms[letterOf(b)].fields > 0 {
		limit = wire.MaxFromPlainClient
	}
	if len(b) > limit {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "a message has at most %d bytes", limit)
	}
	m, err := c.r.decode(b, &plainForms)
	if err != nil {
		return nil, err
	}
	if err := c.check(m); err != nil {
		return nil, err
	}
	return m, nil
}

// check is wire.Check except for the parts of Welcome that are missing here.
func (c *Plain) check(m wire.Message) *wire.ProtocolError {
	if w, ok := m.(*wire.Welcome); ok {
		c.cell = wire.PlayerCell{ID: w.ID, Avatar: w.Avatar}
		return wire.Check(&c.cell)
	}
	return wire.Check(m)
}

// Type implements wire.Codec: it reads the first letter.
func (c *Plain) Type(b []byte) byte { return letterOf(b) }

// Unreliable implements wire.Codec: nothing may be lost in plain text mode.
func (c *Plain) Unreliable([]byte) bool { return false }
