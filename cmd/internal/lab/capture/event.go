package capture

import (
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/wire"
)

// The kinds of events.
const (
	eventTick     = 't'
	eventReceived = 'r'
	eventPacket   = 'p'
	eventSettings = 's'
	eventAttached = 'a'
	eventLost     = 'l'
)

// unlinked is added to the keys of a tick without a link.
const unlinked = 16

// event is one thing that happened, in order.
type event struct {
	kind     byte
	keys     sim.Input // of a tick
	unlinked bool      // of a tick
	at       time.Duration
	index    int    // of Capture.Packets, or of Capture.settings
	link     uint64 // that is there
}

// Packet is a message that crossed the network, or should have.
type Packet struct {
	netem.PacketEvent        // what the simulated network did to it; SentAt is when it came from the real one
	Link              uint64 // which of the client's links, from 1
	Bytes             []byte
	InFlight          bool // it was under way when the capture began: nobody saw it come
}

// readEvents reads the events of a chunk. ok is false if they are malformed.
func (c *Capture) readEvents(f reader) (ok bool) {
	for len(f) > 0 {
		if !c.readEvent(&f) {
			return false
		}
	}
	return true
}

// advanceTime reads the time of an event.
func (c *Capture) advanceTime(f *reader) {
	if c.now += f.duration(); c.now > maxTime {
		*f, c.now = nil, 0
	}
}

func (c *Capture) readEvent(f *reader) (ok bool) {
	e := event{kind: f.byte()}
	switch e.kind {
	case eventTick:
		c.advanceTime(f)
		keys := f.byte()
		e.keys, e.unlinked = sim.Input(keys)&sim.AllKeys, keys&unlinked != 0
		c.ticks = append(c.ticks, c.now)
	case eventReceived:
		c.advanceTime(f)
		if e.index, ok = c.readReceived(f); !ok {
			return false
		}
	case eventPacket:
		e.index = len(c.Packets)
		c.readPacket(f)
	case eventSettings:
		e.index = len(c.settings)
		c.settings = append(c.settings, f.settings())
	case eventAttached:
		c.advanceTime(f)
		e.link = f.uvarint()
		c.link = e.link
		clear(c.arrived)
	case eventLost:
		c.advanceTime(f)
		c.disconnects = append(c.disconnects, Disconnect{At: c.now, Link: c.link, Reason: string(f.text())})
	default:
		return false
	}
	e.at = c.now
	c.events = append(c.events, e)
	return *f != nil
}

// readReceived returns the index of the packet that was received.
func (c *Capture) readReceived(f *reader) (index int, ok bool) {
	number := f.uvarint()
	if f.byte() == 0 {
		index, ok = c.arrived[number]
		return index, ok && *f != nil
	}
	index = len(c.Packets)
	msg := f.text()
	c.Packets = append(c.Packets, Packet{
		PacketEvent: netem.PacketEvent{Direction: netem.Down, Number: number, Size: len(msg), SentAt: c.now, ArrivesAt: c.now},
		Link:        c.link, Bytes: msg, InFlight: true,
	})
	return index, *f != nil && len(msg) <= wire.MaxFromServer
}

func (c *Capture) readPacket(f *reader) {
	is := f.byte()
	e := netem.PacketEvent{
		Direction: netem.Down, Number: f.uvarint(), Class: link.Reliable,
		Lost: is&2 != 0, Duplicated: is&4 != 0, Reordered: is&8 != 0,
	}
	if is&1 != 0 {
		e.Direction = netem.Up
	}
	if is&16 != 0 {
		e.Class = link.Unreliable
	}
	e.SentAt = c.now + f.signedDuration()
	e.ArrivesAt, e.DuplicateAt, e.Retransmits = e.SentAt+f.duration(), e.SentAt+f.duration(), f.boundedInt()
	msg := f.text()
	e.Size = len(msg)
	if e.Direction == netem.Down {
		c.arrived[e.Number] = len(c.Packets)
	}
	c.Packets = append(c.Packets, Packet{PacketEvent: e, Link: c.link, Bytes: msg})
}
