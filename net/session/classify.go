package session

import "clew/net/link"

// classifier knows by a message's type whether it may be lost: a codec does.
type classifier interface{ Unreliable(msg []byte) bool }

// classifiedLink tells by the type of a message whether it may be lost. Links on
// which everything arrives, such as TCP, do not know: a netem.Link over one needs
// this to lose the right messages.
type classifiedLink struct {
	link.Link
	codec classifier
	class link.Class
}

// Classify wraps a link that carries a codec's messages, unless the link knows
// their classes by itself.
func Classify(l link.Link, codec classifier) link.Classifier {
	if c, ok := l.(link.Classifier); ok {
		return c
	}
	return &classifiedLink{Link: l, codec: codec}
}

// Receive implements link.Link.
func (c *classifiedLink) Receive() ([]byte, error) {
	msg, err := c.Link.Receive()
	c.class = link.Reliable
	if msg != nil && c.codec.Unreliable(msg) {
		c.class = link.Unreliable
	}
	return msg, err
}

// Class implements link.Classifier.
func (c *classifiedLink) Class() link.Class { return c.class }
