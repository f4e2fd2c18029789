package session

import (
	"maps"

	"clew/net/link"
)

// Clone makes a copy of a Server, as of between two ticks, over copies of its
// links, which carry gives.
func (s *Server) Clone(carry func(link.Link) link.Link) *Server {
	game, clients := s.Game.Clone()
	c := NewServer(game)
	for _, seat := range s.conns {
		n := *seat
		n.link, n.codec, n.client = carry(seat.link), seat.newCodec(), clients[seat.client]
		c.conns = append(c.conns, &n)
	}
	return c
}

// Clone makes a copy of a Client, as of between two ticks, observed by nobody.
// Where it has a link, carry gives the copy of the one that was attached.
func (c *Client) Clone(carry func(link.Link) link.Link) *Client {
	n := *c
	n.Replica = c.Replica.Clone()
	n.buf, n.cfg.OnPacket, n.observers = nil, nil, nil
	n.overrides = maps.Clone(c.overrides)
	if c.link != nil {
		n.rawLink = carry(c.rawLink)
		n.codec = c.cfg.NewCodec()
		n.link = c.link.Clone(n.rawLink)
	}
	return &n
}
