package session

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
)

// Observer is told all that a Client's replica goes through, in its order. It
// must not keep a msg, nor call the Client's methods that change it.
type Observer interface {
	// Packet is told the fate of what is sent, and of what has come in and
	// may still have to wait, see netem.Link.
	Packet(e netem.PacketEvent, msg []byte)
	// Received is told what the replica gets to read. The number is that of
	// the Packet.
	Received(now time.Duration, number uint64, msg []byte)
	// Ticked is told of a tick. Where there is no link, the replica has no
	// part in it: linked is false.
	Ticked(now time.Duration, keys sim.Input, linked bool)
	// LinkAttached and Lost are told of the links: see Client.LinkNumber for which.
	LinkAttached(now time.Duration)
	LinkLost(now time.Duration, reason string)
}

// AddObserver lets w watch too, from here on until Unwatch.
func (c *Client) AddObserver(w Observer) {
	c.observers = append(c.observers, w)
	if c.link != nil {
		c.link.OnPacket = c.reportPacket
	}
}

// RemoveObserver lets w watch no longer.
func (c *Client) RemoveObserver(w Observer) {
	c.observers = slices.DeleteFunc(c.observers, func(o Observer) bool { return o == w })
}

// observers is all who watch: what it is told, it tells each of them.
type observers []Observer

func (a observers) packet(e netem.PacketEvent, msg []byte) {
	for _, w := range a {
		w.Packet(e, msg)
	}
}

func (a observers) received(now time.Duration, number uint64, msg []byte) {
	for _, w := range a {
		w.Received(now, number, msg)
	}
}

func (a observers) ticked(now time.Duration, keys sim.Input, linked bool) {
	for _, w := range a {
		w.Ticked(now, keys, linked)
	}
}

func (a observers) linkAttached(now time.Duration) {
	for _, w := range a {
		w.LinkAttached(now)
	}
}

func (a observers) linkLost(now time.Duration, reason string) {
	for _, w := range a {
		w.LinkLost(now, reason)
	}
}

// reportPacket tells who wants to know of a packet.
func (c *Client) reportPacket(e netem.PacketEvent, msg []byte) {
	if c.cfg.OnPacket != nil {
		c.cfg.OnPacket(e, msg)
	}
	c.observers.packet(e, msg)
}
