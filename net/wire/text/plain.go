package text

import (
	"fmt"
	"strings"

	"clew/net/wire"
)

// Plain is the codec of the plain text mode, for one connection. Of some
// messages it carries a part only: of Welcome the ID and the letter, of Level
// the size. Its messages have no line end; Frame adds it, and SplitPlain finds
// the messages of a client that sends none.
type Plain struct {
	f    reader
	cell wire.PlayerCell // for checking the part of a Welcome
}

var _ wire.Codec = (*Plain)(nil)

// NewPlain makes a Plain codec.
func NewPlain() *Plain { return new(Plain) }

// Append implements wire.Codec.
func (c *Plain) Append(dst []byte, m wire.Message) ([]byte, error) {
	if f := c.check(m); f != nil {
		return dst, fmt.Errorf("%w: %w", wire.ErrLimit, f)
	}
	out, ok := appendPlain(dst, m)
	switch {
	case !ok:
		return dst, fmt.Errorf("%w: %T has no plain text form", wire.ErrLimit, m)
	case wire.FromClient(m) && len(out)-len(dst) > wire.MaxFromPlainClient:
		return dst, fmt.Errorf("%w: a plain text message has at most %d bytes", wire.ErrLimit, wire.MaxFromPlainClient)
	}
	return out, nil
}

// Decode implements wire.Codec.
func (c *Plain) Decode(b []byte) (wire.Message, error) {
	limit := wire.MaxFromServer
	if len(b) > 0 && clientFields(b[0]) > 0 {
		limit = wire.MaxFromPlainClient
	}
	if len(b) > limit {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "a message has at most %d bytes", limit)
	}
	m, fault := c.f.decode(b, (*reader).plain)
	if fault != nil {
		return nil, fault
	}
	if f := c.check(m); f != nil {
		return nil, f
	}
	return m, nil
}

// check is wire.Check but for what Welcome does not carry here.
func (c *Plain) check(m wire.Message) *wire.ProtocolError {
	if w, ok := m.(*wire.Welcome); ok {
		c.cell = wire.PlayerCell{ID: w.ID, Avatar: w.Avatar}
		return wire.Check(&c.cell)
	}
	return wire.Check(m)
}

// appendPlain writes m, which has passed its check; false means that it has no
// form in this mode.
func appendPlain(dst []byte, m wire.Message) ([]byte, bool) {
	switch m := m.(type) {
	case *wire.Welcome:
		dst = appendUint(append(dst, "I|"...), uint64(m.ID))
		return appendRune(dst, m.Avatar), true
	case *wire.Level:
		return appendSize(dst, m), true
	case *wire.PlayerCell:
		dst = appendUint(append(dst, "U|"...), uint64(m.ID))
		dst = appendRune(dst, m.Avatar)
		return appendUint(appendUint(dst, uint64(m.X)), uint64(m.Y)), true
	case *wire.WalkCell:
		return appendUint(append(dst, letter(m.Dir), '|'), uint64(m.ID)), true
	case *wire.Bye:
		dst = append(append(append(dst, "B|"...), m.Code...), ": "...)
		return appendText(dst, m.Text), true
	}
	return appendCommon(dst, m)
}

// plain reads the fields of a message of type typ; nil means that there is no
// such type.
func (f *reader) plain(typ byte) wire.Message {
	switch typ {
	case wire.TypeWalkUp, wire.TypeWalkDown, wire.TypeWalkLeft, wire.TypeWalkRight:
		return &wire.WalkCell{Dir: direction(typ), ID: f.id()}
	case wire.TypeWelcome:
		return &wire.Welcome{ID: f.id(), Avatar: f.avatar()}
	case wire.TypeLevel:
		return &wire.Level{W: f.small("W"), H: f.small("H")}
	case wire.TypePlayerCell:
		return &wire.PlayerCell{ID: f.id(), Avatar: f.avatar(), X: f.small("X"), Y: f.small("Y")}
	case wire.TypeBye:
		return f.reason()
	}
	return f.common(typ)
}

// reason reads the one field of a Bye, in which the code comes first.
func (f *reader) reason() *wire.Bye {
	s := f.text("REASON", wire.MaxCodeLen+len(": ")+wire.MaxTextLen)
	code, text, ok := strings.Cut(s, ": ")
	if !ok {
		f.fail(wire.CodeMalformed, "REASON does not start with a code and a colon")
	}
	return &wire.Bye{Code: code, Text: text}
}
