package player

import (
	"maps"
	"slices"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	"clew/net/wire"
)

// PacketAction is what a person does to a packet.
type PacketAction uint8

// The fates.
const (
	Unchanged PacketAction = iota
	Drop
	Delay     // by EditDelay
	Duplicate // a second copy arrives with the first
	Swap      // it arrives when the next one of its kind would, and that one when this one would
)

// EditDelay is how much later a delayed packet arrives.
const EditDelay = 100 * time.Millisecond

// packetID names a packet in every variant of a game.
type packetID struct {
	client int
	link   uint64
	up     bool
	number uint64
}

func idOf(p eventlog.Packet) packetID { return packetID{p.Client, p.Link, p.Up, p.Number} }

// userError is an error that tells the person in their language what can't be done:
// a key of the words.
type userError string

// Error implements error.
func (f userError) Error() string { return i18n.T(string(f)) }

// errNoPacket is the error of a change where no packet is picked out.
const errNoPacket = userError("reel.no-packet")

// EditPacket gives the packet picked out another fate, or its own back if that is
// the fate it has, and plays the game again. The tick looked at stays.
func (r *Player) EditPacket(f PacketAction) error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return ErrCapture
	}
	if r.selected.Kind != Packet {
		return errNoPacket
	}
	p := r.Trace().Packets[r.selected.Index]
	had := r.PacketAction(p)
	s, next := t.Scenario().Clone(), r.variant.withChange("")
	next.removeEdits(s, idOf(p))
	did := "reel.as-it-was"
	if f != had && f != Unchanged {
		if err := r.addEdit(s, &next, p, f); err != nil {
			return err
		}
		did = editTexts[f]
	}
	next.changes[len(next.changes)-1] = i18n.Tf(did, p.Number, r.directionText(p))
	return r.replayScenario(s, next)
}

// editTexts is what was done to a packet, as keys of the words.
var editTexts = map[PacketAction]string{
	Drop: "reel.dropped", Delay: "reel.delayed", Duplicate: "reel.doubled",
	Swap: "reel.swapped",
}

// directionText is where a packet goes.
func (r *Player) directionText(p eventlog.Packet) string {
	if p.Up {
		return i18n.Tf("reel.from", r.Name(p.Client))
	}
	return i18n.Tf("reel.to", r.Name(p.Client))
}

// removeEdits takes back what was done to a packet and, where it was swapped, to
// the other one.
func (s *variant) removeEdits(in *scenario.Scenario, id packetID) {
	drop := func(id packetID) {
		c := &in.Clients[id.client]
		c.PacketOverrides = slices.DeleteFunc(c.PacketOverrides, func(e scenario.PacketOverride) bool { return editID(id.client, e) == id })
	}
	drop(id)
	if other, swapped := s.swapped[id]; swapped {
		drop(other)
		delete(s.swapped, id)
		delete(s.swapped, other)
	}
}

func editID(client int, e scenario.PacketOverride) packetID {
	return packetID{client, e.Link, e.Direction == netem.Up, e.Number}
}

// addEdit writes a fate into a scenario.
func (r *Player) addEdit(s *scenario.Scenario, next *variant, p eventlog.Packet, f PacketAction) error {
	e := scenario.PacketOverride{Link: p.Link, Override: netem.Override{Direction: direction(p), Number: p.Number}}
	switch f {
	case Drop:
		e.Drop = true
	case Delay:
		e.Delay = EditDelay
	case Duplicate:
		if isReliable(p) {
			return userError("reel.once")
		}
		e.Duplicate = true
	case Swap:
		q, err := r.swapPartner(p)
		if err != nil {
			return err
		}
		next.removeEdits(s, idOf(q))
		other := e
		other.Number = q.Number
		e.ArrivesAt, other.ArrivesAt = at(q.Arrives), at(p.Arrives)
		s.Clients[p.Client].PacketOverrides = append(s.Clients[p.Client].PacketOverrides, other)
		next.swapped[idOf(p)], next.swapped[idOf(q)] = idOf(q), idOf(p)
	}
	s.Clients[p.Client].PacketOverrides = append(s.Clients[p.Client].PacketOverrides, e)
	return nil
}

// isReliable tells whether a packet must arrive, once and in order.
func isReliable(p eventlog.Packet) bool {
	return p.Type == "" || !wire.UnreliableType(p.Type[0])
}

// swapPartner is the packet that one can be swapped with: the next of its kind
// that arrives in a later tick.
func (r *Player) swapPartner(p eventlog.Packet) (eventlog.Packet, error) {
	t := r.game.(*scenarioGame)
	switch {
	case p.Arrives == 0:
		return p, userError("reel.lost-swap")
	case isReliable(p):
		return p, userError("reel.in-order")
	case t.Scenario().Clients[p.Client].SettingsAt(p.Sent).Netem.Stream:
		return p, userError("reel.stream")
	}
	for _, q := range r.Trace().Packets[r.selected.Index+1:] {
		if q.Client == p.Client && q.Link == p.Link && q.Up == p.Up && q.Type == p.Type && q.Arrives > p.Arrives {
			return q, nil
		}
	}
	return p, userError("reel.no-later")
}

// PacketAction is what a person has done to a packet.
func (r *Player) PacketAction(p eventlog.Packet) PacketAction {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return Unchanged
	}
	for _, e := range t.Scenario().Clients[p.Client].PacketOverrides {
		if editID(p.Client, e) == idOf(p) {
			switch {
			case e.Drop:
				return Drop
			case e.Duplicate:
				return Duplicate
			case e.ArrivesAt != 0:
				return Swap
			}
			return Delay
		}
	}
	return Unchanged
}

// withChange is a copy of the state for one change more, with what that is in words.
func (s *variant) withChange(made string) variant {
	return variant{
		controllers: slices.Clone(s.controllers), swapped: cloneSwapped(s.swapped),
		changes: append(slices.Clip(s.changes), made),
	}
}

func cloneSwapped(m map[packetID]packetID) map[packetID]packetID {
	if m == nil {
		return map[packetID]packetID{}
	}
	return maps.Clone(m)
}
