package endpoint

import (
	"time"

	"clew/engine/sim"
	"clew/net/link/flakylink"
)

// Watcher is told all that a Client's replica goes through, in its order. It
// must not keep a msg, nor call the Client's methods that change it.
type Watcher interface {
	// Packet is told the fate of what is sent, and of what has come in and
	// may still have to wait, see flakylink.Link.
	Packet(e flakylink.Event, msg []byte)
	// Received is told what the replica gets to read. The number is that of
	// the Packet.
	Received(now time.Duration, number uint64, msg []byte)
	// Ticked is told of a tick. Where there is no link, the replica has no
	// part in it: linked is false.
	Ticked(now time.Duration, keys sim.Input, linked bool)
	// Attached and Lost are told of the links: see Client.Link for which.
	Attached(now time.Duration)
	Lost(now time.Duration, reason string)
}

// Watch lets w watch from here on; nil: nobody.
func (c *Client) Watch(w Watcher) {
	c.watcher = w
	if c.link != nil {
		c.link.Observe = c.observe
	}
}

// observe tells who wants to know of a packet.
func (c *Client) observe(e flakylink.Event, msg []byte) {
	if c.cfg.Observe != nil {
		c.cfg.Observe(e, msg)
	}
	if c.watcher != nil {
		c.watcher.Packet(e, msg)
	}
}

// idle tells of a tick in which the replica has no part.
func (c *Client) idle(keys sim.Input) {
	if c.watcher != nil {
		c.watcher.Ticked(c.now, keys, false)
	}
}
