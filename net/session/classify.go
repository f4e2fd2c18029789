package session

import (
	"clew/net/link"
	"clew/net/wire"
)

// classifiedLink makes a link whose messages all arrive, such as one over TCP, tell
// which of them need not have: a flakylink on top of it then loses those.
type classifiedLink struct {
	link.Link
	codec wire.Codec
	class link.Class
}

// Classify wraps a link that carries messages of a codec.
func Classify(l link.Link, codec wire.Codec) link.Classifier {
	if c, ok := l.(link.Classifier); ok {
		return c
	}
	return &classifiedLink{Link: l, codec: codec}
}

// Receive implements link.Link.
func (c *classifiedLink) Receive() ([]byte, error) {
	b, err := c.Link.Receive()
	c.class = link.Reliable
	if b != nil && c.codec.Unreliable(b) {
		c.class = link.Unreliable
	}
	return b, err
}

// Class implements link.Classifier.
func (c *classifiedLink) Class() link.Class { return c.class }
