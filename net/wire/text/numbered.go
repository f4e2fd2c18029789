package text

import (
	"fmt"

	"clew/net/wire"
)

// Preface is how a connection in numbered text mode starts: with a Hello.
const Preface = "H|"

// Numbered is the codec of the text mode with sequence numbers, for one
// connection. Its messages have no line end; Frame adds it.
type Numbered struct{ f reader }

var _ wire.Codec = (*Numbered)(nil)

// NewNumbered makes a Numbered codec.
func NewNumbered() *Numbered { return new(Numbered) }

// Append implements wire.Codec.
func (c *Numbered) Append(dst []byte, m wire.Message) ([]byte, error) {
	if f := wire.Check(m); f != nil {
		return dst, fmt.Errorf("%w: %w", wire.ErrLimit, f)
	}
	out, ok := appendNumbered(dst, m)
	if !ok {
		return dst, fmt.Errorf("%w: %T has no numbered text form", wire.ErrLimit, m)
	}
	return out, nil
}

// Decode implements wire.Codec.
func (c *Numbered) Decode(b []byte) (wire.Message, error) {
	if len(b) > wire.MaxFromServer {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "%d bytes are too many for a message", len(b))
	}
	m, fault := c.f.decode(b, (*reader).numbered)
	if fault != nil {
		return nil, fault
	}
	if wire.FromClient(m) && len(b) > wire.MaxFromClient {
		return nil, wire.ProtocolErrorf(wire.CodeTooLong, "%d bytes are too many for a message of this type", len(b))
	}
	if f := wire.Check(m); f != nil {
		return nil, f
	}
	return m, nil
}

// appendNumbered writes m, which has passed its check; false means that it
// has no form in this mode.
func appendNumbered(dst []byte, m wire.Message) ([]byte, bool) {
	switch m := m.(type) {
	case *wire.Hello:
		return appendHello(dst, m), true
	case *wire.Welcome:
		return appendWelcome(dst, m), true
	case *wire.Level:
		return appendUint(appendText(appendSize(dst, m), m.Name), uint64(m.Number)), true
	case *wire.Inputs:
		return appendInputs(dst, m), true
	case *wire.Snapshot:
		return appendSnapshot(dst, m), true
	case *wire.PlayerInfo:
		return appendPlayerInfo(dst, m), true
	case *wire.SetAppearance:
		return appendSetAppearance(dst, m), true
	case *wire.ReachedExit:
		return appendReachedExit(dst, m), true
	case *wire.Ping:
		return appendPing(dst, m), true
	case *wire.Pong:
		return appendPong(dst, m), true
	case *wire.QueuePosition:
		return appendUint(append(dst, "W|"...), uint64(m.Position)), true
	case *wire.ConnectionStats:
		return appendConnectionStats(dst, m), true
	case *wire.Bye:
		return appendBye(dst, m), true
	}
	return appendCommon(dst, m)
}

// numbered reads the fields of a message of type typ; nil means that there is
// no such type, or a fault.
func (f *reader) numbered(typ byte) wire.Message {
	switch typ {
	case wire.TypeHello:
		return f.hello()
	case wire.TypeWelcome:
		return f.welcome()
	case wire.TypeLevel:
		return &wire.Level{W: f.small("W"), H: f.small("H"), Name: f.text("NAME", wire.MaxNameLen), Number: f.uint32("LEVEL")}
	case wire.TypeInputs:
		return f.inputs()
	case wire.TypeSnapshot:
		return f.snapshot()
	case wire.TypePlayerInfo:
		return f.playerInfo()
	case wire.TypeSetAppearance:
		return &wire.SetAppearance{ID: f.id(), Appearance: f.appearance()}
	case wire.TypeReachedExit:
		return &wire.ReachedExit{ID: f.id(), Tick: f.tick("TICK")}
	case wire.TypePing:
		return f.ping()
	case wire.TypePong:
		return f.pong()
	case wire.TypeQueuePosition:
		return &wire.QueuePosition{Position: f.uint32("POSITION")}
	case wire.TypeConnectionStats:
		return f.connectionStats()
	case wire.TypeBye:
		return &wire.Bye{Code: f.raw("CODE", wire.MaxCodeLen), Text: f.text("TEXT", wire.MaxTextLen)}
	}
	return f.common(typ)
}
