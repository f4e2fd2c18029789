package capture

import (
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/flakylink"
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

// unlinked is added to the keys of a tick in which there was no link.
const unlinked = 16

// event is something that happened, in its order.
type event struct {
	kind     byte
	keys     sim.Input // of a tick
	unlinked bool      // of a tick
	at       time.Duration
	index    int    // of Capture.Packets, or of Capture.settings
	link     uint64 // that is there
}

// Packet is what went over the wire, or should have.
type Packet struct {
	flakylink.Event        // what the simulated wire did with it; Sent is when it came from the real one
	Link            uint64 // which of the client's links, from 1
	Bytes           []byte
	Early           bool // it was under way when the capture began: nobody saw it come
}

// readEvents reads the events of a chunk; ok is false where they make no sense.
func (c *Capture) readEvents(f fields) (ok bool) {
	for len(f) > 0 {
		if !c.readEvent(&f) {
			return false
		}
	}
	return true
}

// later is the time of an event.
func (c *Capture) later(f *fields) {
	if c.now += f.span(); c.now > maxTime {
		*f, c.now = nil, 0
	}
}

func (c *Capture) readEvent(f *fields) (ok bool) {
	e := event{kind: f.byte()}
	switch e.kind {
	case eventTick:
		c.later(f)
		keys := f.byte()
		e.keys, e.unlinked = sim.Input(keys)&sim.Keys, keys&unlinked != 0
		c.ticks = append(c.ticks, c.now)
	case eventReceived:
		c.later(f)
		if e.index, ok = c.received(f); !ok {
			return false
		}
	case eventPacket:
		e.index = len(c.Packets)
		c.readPacket(f)
	case eventSettings:
		e.index = len(c.settings)
		c.settings = append(c.settings, f.settings())
	case eventAttached:
		c.later(f)
		e.link = f.number()
		c.link = e.link
		clear(c.arrived)
	case eventLost:
		c.later(f)
		c.losses = append(c.losses, Loss{At: c.now, Link: c.link, Reason: string(f.text())})
	default:
		return false
	}
	e.at = c.now
	c.events = append(c.events, e)
	return *f != nil
}

// received finds the packet that was received.
func (c *Capture) received(f *fields) (index int, ok bool) {
	number := f.number()
	if f.byte() == 0 {
		index, ok = c.arrived[number]
		return index, ok && *f != nil
	}
	index = len(c.Packets)
	msg := f.text()
	c.Packets = append(c.Packets, Packet{
		Event: flakylink.Event{Direction: flakylink.Down, Number: number, Size: len(msg), Sent: c.now, Arrives: c.now},
		Link:  c.link, Bytes: msg, Early: true,
	})
	return index, *f != nil && len(msg) <= wire.MaxFromServer
}

func (c *Capture) readPacket(f *fields) {
	is := f.byte()
	e := flakylink.Event{
		Direction: flakylink.Down, Number: f.number(), Class: link.Reliable,
		Lost: is&2 != 0, Doubled: is&4 != 0, Held: is&8 != 0,
	}
	if is&1 != 0 {
		e.Direction = flakylink.Up
	}
	if is&16 != 0 {
		e.Class = link.Newest
	}
	e.Sent = c.now + f.moment()
	e.Arrives, e.Again, e.Resends = e.Sent+f.span(), e.Sent+f.span(), f.small()
	msg := f.text()
	e.Size = len(msg)
	if e.Direction == flakylink.Down {
		c.arrived[e.Number] = len(c.Packets)
	}
	c.Packets = append(c.Packets, Packet{Event: e, Link: c.link, Bytes: msg})
}
