package reel

import (
	"maps"
	"slices"
	"time"

	"clew/cmd/clew/internal/words"
	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
	"clew/net/wire"
)

// Fate is what a person does to a packet.
type Fate uint8

// The fates.
const (
	AsItWas Fate = iota
	Drop
	Delay  // by DelayBy
	Double // a second copy arrives with the first
	Swap   // it arrives when the next one of its kind would, and that one when this one would
)

// DelayBy is how much later a delayed packet arrives.
const DelayBy = 100 * time.Millisecond

// packetID names a packet in every variant of a game.
type packetID struct {
	client int
	link   uint64
	up     bool
	number uint64
}

func idOf(p tracer.Packet) packetID { return packetID{p.Client, p.Link, p.Up, p.Number} }

// fault is an error that tells the person in their language what can't be done:
// a key of the words.
type fault string

// Error implements error.
func (f fault) Error() string { return words.T(string(f)) }

// errNoPacket is the error of a change where no packet is picked out.
const errNoPacket = fault("reel.no-packet")

// Change gives the packet picked out another fate, or its own back if that is
// the fate it has, and plays the game again. The tick looked at stays.
func (r *Reel) Change(f Fate) error {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return ErrCapture
	}
	if r.picked.Kind != Packet {
		return errNoPacket
	}
	p := r.Story().Packets[r.picked.Index]
	had := r.Fate(p)
	s, next := t.Scenario().Clone(), r.now.with("")
	next.restore(s, idOf(p))
	did := "reel.as-it-was"
	if f != had && f != AsItWas {
		if err := r.edit(s, &next, p, f); err != nil {
			return err
		}
		did = dones[f]
	}
	next.made[len(next.made)-1] = words.F(did, p.Number, r.way(p))
	return r.replay(s, next)
}

// dones is what was done to a packet, as keys of the words.
var dones = map[Fate]string{
	Drop: "reel.dropped", Delay: "reel.delayed", Double: "reel.doubled",
	Swap: "reel.swapped",
}

// way is where a packet goes.
func (r *Reel) way(p tracer.Packet) string {
	if p.Up {
		return words.F("reel.from", r.Name(p.Client))
	}
	return words.F("reel.to", r.Name(p.Client))
}

// restore takes back what was done to a packet and, where it was swapped, to
// the other one.
func (s *state) restore(in *scenario.Scenario, id packetID) {
	drop := func(id packetID) {
		c := &in.Clients[id.client]
		c.Packets = slices.DeleteFunc(c.Packets, func(e scenario.PacketEdit) bool { return idOfEdit(id.client, e) == id })
	}
	drop(id)
	if other, swapped := s.swaps[id]; swapped {
		drop(other)
		delete(s.swaps, id)
		delete(s.swaps, other)
	}
}

func idOfEdit(client int, e scenario.PacketEdit) packetID {
	return packetID{client, e.Link, e.Direction == flakylink.Up, e.Number}
}

// edit writes a fate into a scenario.
func (r *Reel) edit(s *scenario.Scenario, next *state, p tracer.Packet, f Fate) error {
	e := scenario.PacketEdit{Link: p.Link, Edit: flakylink.Edit{Direction: direction(p), Number: p.Number}}
	switch f {
	case Drop:
		e.Lose = true
	case Delay:
		e.Delay = DelayBy
	case Double:
		if reliable(p) {
			return fault("reel.once")
		}
		e.Double = true
	case Swap:
		q, err := r.partner(p)
		if err != nil {
			return err
		}
		next.restore(s, idOf(q))
		other := e
		other.Number = q.Number
		e.Arrives, other.Arrives = at(q.Arrives), at(p.Arrives)
		s.Clients[p.Client].Packets = append(s.Clients[p.Client].Packets, other)
		next.swaps[idOf(p)], next.swaps[idOf(q)] = idOf(q), idOf(p)
	}
	s.Clients[p.Client].Packets = append(s.Clients[p.Client].Packets, e)
	return nil
}

// reliable tells whether a packet must arrive, once and in order.
func reliable(p tracer.Packet) bool {
	return p.Kind == "" || !wire.LossyType(p.Kind[0])
}

// partner is the packet that one can be swapped with: the next of its kind
// that arrives in a later tick.
func (r *Reel) partner(p tracer.Packet) (tracer.Packet, error) {
	t := r.tape.(*filmTape)
	switch {
	case p.Arrives == 0:
		return p, fault("reel.lost-swap")
	case reliable(p):
		return p, fault("reel.in-order")
	case t.Scenario().Clients[p.Client].InForce(p.Sent).Flaky.Stream:
		return p, fault("reel.stream")
	}
	for _, q := range r.Story().Packets[r.picked.Index+1:] {
		if q.Client == p.Client && q.Link == p.Link && q.Up == p.Up && q.Kind == p.Kind && q.Arrives > p.Arrives {
			return q, nil
		}
	}
	return p, fault("reel.no-later")
}

// Fate is what a person has done to a packet.
func (r *Reel) Fate(p tracer.Packet) Fate {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return AsItWas
	}
	for _, e := range t.Scenario().Clients[p.Client].Packets {
		if idOfEdit(p.Client, e) == idOf(p) {
			switch {
			case e.Lose:
				return Drop
			case e.Double:
				return Double
			case e.Arrives != 0:
				return Swap
			}
			return Delay
		}
	}
	return AsItWas
}

// with is a copy of the state for one change more, with what that is in words.
func (s *state) with(made string) state {
	return state{
		hands: slices.Clone(s.hands), swaps: cloneSwaps(s.swaps),
		made: append(slices.Clip(s.made), made),
	}
}

func cloneSwaps(m map[packetID]packetID) map[packetID]packetID {
	if m == nil {
		return map[packetID]packetID{}
	}
	return maps.Clone(m)
}
