package session

import (
	"maps"

	"clew/net/link"
)

// Clone returns a copy of a Server, as of between two ticks, over copies of its
// links, which copyLink makes.
func (s *Server) Clone(copyLink func(link.Link) link.Link) *Server {
	game, clients := s.Game.Clone()
	n := NewServer(game)
	for _, old := range s.conns {
		c := *old
		c.link, c.codec, c.client = copyLink(old.link), old.newCodec(), clients[old.client]
		n.conns = append(n.conns, &c)
	}
	return n
}

// Clone returns a copy of a Client, as of between two ticks, without observers.
// If it has a link, copyLink makes the copy of the one that was passed to SetLink.
func (c *Client) Clone(copyLink func(link.Link) link.Link) *Client {
	n := *c
	n.Replica = c.Replica.Clone()
	n.buf, n.cfg.OnPacket, n.observers = nil, nil, nil
	n.overrides = maps.Clone(c.overrides)
	if c.link != nil {
		n.codec = c.cfg.NewCodec()
		n.link = c.link.clone(copyLink(c.link.raw), n.codec, n.reportPacket)
	}
	return &n
}
