package endpoint

import (
	"maps"

	"clew/net/link"
)

// Clone makes a copy of a Server, as of between two ticks, over copies of its
// links, which carry gives.
func (s *Server) Clone(carry func(link.Link) link.Link) *Server {
	game, clients := s.Game.Clone()
	c := NewServer(game)
	for _, seat := range s.seats {
		n := *seat
		n.link, n.codec, n.client = carry(seat.link), seat.newCodec(), clients[seat.client]
		c.seats = append(c.seats, &n)
	}
	return c
}

// Clone makes a copy of a Client, as of between two ticks, observed by nobody.
// Where it has a link, carry gives the copy of the one that was attached.
func (c *Client) Clone(carry func(link.Link) link.Link) *Client {
	n := *c
	n.Replica = c.Replica.Clone()
	n.buf, n.cfg.Observe, n.watched = nil, nil, nil
	n.edits = maps.Clone(c.edits)
	if c.link != nil {
		n.attached = carry(c.attached)
		n.codec = c.cfg.NewCodec()
		n.link = c.link.Clone(n.attached)
	}
	return &n
}
