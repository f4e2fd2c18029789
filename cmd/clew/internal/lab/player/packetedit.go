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

// PacketAction is an edit of a packet.
type PacketAction uint8

// The edits.
const (
	Unchanged PacketAction = iota
	Drop
	Delay     // by EditDelay
	Duplicate // a copy arrives with the packet
	Swap      // exchange arrival times with the next packet of its kind
)

// EditDelay is how much later a delayed packet arrives.
const EditDelay = 100 * time.Millisecond

// packetID identifies a packet across variants of a game.
type packetID struct {
	client int
	link   uint64
	up     bool
	number uint64
}

func idOf(p eventlog.Packet) packetID { return packetID{p.Client, p.Link, p.Up, p.Number} }

// userError is an error for the user, as a message key.
type userError string

// Error implements error.
func (f userError) Error() string { return i18n.T(string(f)) }

// errNoPacket reports an edit without a selected packet.
const errNoPacket = userError("reel.no-packet")

// EditPacket edits the selected packet and replays the game, keeping the
// current tick. Repeating an edit undoes it.
func (r *Player) EditPacket(action PacketAction) error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return ErrCapture
	}
	if r.selected.Kind != Packet {
		return errNoPacket
	}
	p := r.Trace().Packets[r.selected.Index]
	old := r.PacketAction(p)
	s, next := t.Scenario().Clone(), r.variant.withChange("")
	next.removeEdits(s, idOf(p))
	text := "reel.as-it-was"
	if action != old && action != Unchanged {
		if err := r.addEdit(s, &next, p, action); err != nil {
			return err
		}
		text = editTexts[action]
	}
	next.changes[len(next.changes)-1] = i18n.Tf(text, p.Number, r.directionText(p))
	return r.replayScenario(s, next)
}

// editTexts name the edits in the list of changes, as message keys.
var editTexts = map[PacketAction]string{
	Drop: "reel.dropped", Delay: "reel.delayed", Duplicate: "reel.doubled",
	Swap: "reel.swapped",
}

// directionText tells where a packet goes.
func (r *Player) directionText(p eventlog.Packet) string {
	if p.Up {
		return i18n.Tf("reel.from", r.Name(p.Client))
	}
	return i18n.Tf("reel.to", r.Name(p.Client))
}

// removeEdits removes a packet's edits and, if it was swapped, those of its
// partner.
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

// addEdit adds an edit to a scenario.
func (r *Player) addEdit(s *scenario.Scenario, next *variant, p eventlog.Packet, action PacketAction) error {
	e := scenario.PacketOverride{Link: p.Link, Override: netem.Override{Direction: direction(p), Number: p.Number}}
	switch action {
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

// isReliable reports whether a packet must arrive, once and in order.
func isReliable(p eventlog.Packet) bool {
	return p.Type == "" || !wire.TypeByLetter(p.Type[0]).Unreliable
}

// swapPartner returns the packet to swap with: the next of its kind that
// arrives in a later tick.
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

// PacketAction returns how the user has edited a packet.
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

// withChange copies the variant for another change, described by change.
func (s *variant) withChange(change string) variant {
	return variant{
		controllers: slices.Clone(s.controllers), swapped: cloneSwapped(s.swapped),
		changes: append(slices.Clip(s.changes), change),
	}
}

func cloneSwapped(m map[packetID]packetID) map[packetID]packetID {
	if m == nil {
		return map[packetID]packetID{}
	}
	return maps.Clone(m)
}
