package session

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
)

// Observer is told everything that a Client's replica goes through, in order. It
// must not keep a msg, nor call methods that change the Client.
type Observer interface {
	// Packet reports a packet that is sent, or that has come in and may
	// still be held back, see netem.Link.
	Packet(e netem.PacketEvent, msg []byte)
	// Received reports a message that the replica is about to read. The
	// number is that of its Packet.
	Received(now time.Duration, number uint64, msg []byte)
	// Ticked reports a tick. Without a link, linked is false and the replica
	// is not ticked.
	Ticked(now time.Duration, keys sim.Input, linked bool)
	// LinkAttached and LinkLost report a new link, whose number is
	// Client.LinkNumber, and its end.
	LinkAttached(now time.Duration)
	LinkLost(now time.Duration, reason string)
}

// AddObserver adds an observer.
func (c *Client) AddObserver(o Observer) { c.observers = append(c.observers, o) }

// RemoveObserver removes an observer.
func (c *Client) RemoveObserver(o Observer) {
	c.observers = slices.DeleteFunc(c.observers, func(other Observer) bool { return other == o })
}

// observers passes what it is told on to each of them.
type observers []Observer

func (os observers) packet(e netem.PacketEvent, msg []byte) {
	for _, o := range os {
		o.Packet(e, msg)
	}
}

func (os observers) received(now time.Duration, number uint64, msg []byte) {
	for _, o := range os {
		o.Received(now, number, msg)
	}
}

func (os observers) ticked(now time.Duration, keys sim.Input, linked bool) {
	for _, o := range os {
		o.Ticked(now, keys, linked)
	}
}

func (os observers) linkAttached(now time.Duration) {
	for _, o := range os {
		o.LinkAttached(now)
	}
}

func (os observers) linkLost(now time.Duration, reason string) {
	for _, o := range os {
		o.LinkLost(now, reason)
	}
}

// reportPacket tells the observers of a packet.
func (c *Client) reportPacket(e netem.PacketEvent, msg []byte) {
	if c.cfg.OnPacket != nil {
		c.cfg.OnPacket(e, msg)
	}
	c.observers.packet(e, msg)
}
