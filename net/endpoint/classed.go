package endpoint

import (
	"clew/net/link"
	"clew/net/wire"
)

// classed makes a link whose messages all arrive, such as one over TCP, tell
// which of them need not have: a flakylink on top of it then loses those.
type classed struct {
	link.Link
	codec wire.Codec
	class link.Class
}

// Classed wraps a link that carries messages of a codec.
func Classed(l link.Link, codec wire.Codec) link.Classed {
	if c, ok := l.(link.Classed); ok {
		return c
	}
	return &classed{Link: l, codec: codec}
}

// Receive implements link.Link.
func (c *classed) Receive() ([]byte, error) {
	b, err := c.Link.Receive()
	c.class = link.Reliable
	if b != nil && c.codec.Lossy(b) {
		c.class = link.Newest
	}
	return b, err
}

// Class implements link.Classed.
func (c *classed) Class() link.Class { return c.class }
