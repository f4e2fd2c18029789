package endpoint

import (
	"slices"
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

// Watch lets w watch too, from here on until Unwatch.
func (c *Client) Watch(w Watcher) {
	c.watched = append(c.watched, w)
	if c.link != nil {
		c.link.Observe = c.observe
	}
}

// Unwatch lets w watch no longer.
func (c *Client) Unwatch(w Watcher) {
	c.watched = slices.DeleteFunc(c.watched, func(o Watcher) bool { return o == w })
}

// audience is all who watch: what it is told, it tells each of them.
type audience []Watcher

func (a audience) packet(e flakylink.Event, msg []byte) {
	for _, w := range a {
		w.Packet(e, msg)
	}
}

func (a audience) received(now time.Duration, number uint64, msg []byte) {
	for _, w := range a {
		w.Received(now, number, msg)
	}
}

func (a audience) ticked(now time.Duration, keys sim.Input, linked bool) {
	for _, w := range a {
		w.Ticked(now, keys, linked)
	}
}

func (a audience) attached(now time.Duration) {
	for _, w := range a {
		w.Attached(now)
	}
}

func (a audience) lost(now time.Duration, reason string) {
	for _, w := range a {
		w.Lost(now, reason)
	}
}

// observe tells who wants to know of a packet.
func (c *Client) observe(e flakylink.Event, msg []byte) {
	if c.cfg.Observe != nil {
		c.cfg.Observe(e, msg)
	}
	c.watched.packet(e, msg)
}
