package netsim

import "clew/net/wire"

// lyingCodec makes the server acknowledge inputs to a client before their entries
// are committed: as soon as they are consumed.
type lyingCodec struct {
	wire.Codec
	g      *randomGame
	client int
}

func (c *lyingCodec) Append(dst []byte, m wire.Message) ([]byte, error) {
	if s, ok := m.(*wire.Snapshot); ok {
		lie := *s
		lie.Ack = max(s.Ack, c.g.witness.consumed[c.g.witness.ids[c.client]])
		m = &lie
	}
	return c.Codec.Append(dst, m)
}
