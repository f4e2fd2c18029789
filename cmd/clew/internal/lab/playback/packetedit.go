package playback

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
	Delay     // by editDelay
	Duplicate // a copy arrives with the packet
	Swap      // exchange arrival times with the next packet of its kind
)

// editDelay is how much later a delayed packet arrives.
const editDelay = 100 * time.Millisecond

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
const errNoPacket = userError("explain.no-packet")

// EditPacket edits the selected packet and replays the game, keeping the
// current tick. Repeating an edit undoes it.
func (p *Player) EditPacket(action PacketAction) error {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return p.errUnchangeable()
	}
	if p.selected.Kind != Packet {
		return errNoPacket
	}
	pkt := p.Trace().Packets[p.selected.Index]
	old := p.PacketAction(pkt)
	s, next := t.Scenario().Clone(), p.variant.withChange("")
	next.removeEdits(s, idOf(pkt))
	text := "explain.as-it-was"
	if action != old && action != Unchanged {
		if err := p.addEdit(s, &next, pkt, action); err != nil {
			return err
		}
		text = editTexts[action]
	}
	next.changes[len(next.changes)-1] = i18n.Tf(text, pkt.Number, p.directionText(pkt))
	return p.replayScenario(s, next)
}

// editTexts name the edits in the list of changes, as message keys.
var editTexts = map[PacketAction]string{
	Drop: "explain.dropped", Delay: "explain.delayed", Duplicate: "explain.doubled",
	Swap: "explain.swapped",
}

// directionText tells where a packet goes.
func (p *Player) directionText(pkt eventlog.Packet) string {
	if pkt.Up {
		return i18n.Tf("explain.from", p.Name(pkt.Client))
	}
	return i18n.Tf("explain.to", p.Name(pkt.Client))
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
func (p *Player) addEdit(s *scenario.Scenario, next *variant, pkt eventlog.Packet, action PacketAction) error {
	e := scenario.PacketOverride{Link: pkt.Link, Override: netem.Override{Direction: direction(pkt), Number: pkt.Number}}
	switch action {
	case Drop:
		e.Drop = true
	case Delay:
		e.Delay = editDelay
	case Duplicate:
		if isReliable(pkt) {
			return userError("explain.once")
		}
		e.Duplicate = true
	case Swap:
		q, err := p.swapPartner(pkt)
		if err != nil {
			return err
		}
		next.removeEdits(s, idOf(q))
		other := e
		other.Number = q.Number
		e.ArrivesAt, other.ArrivesAt = at(q.Arrives), at(pkt.Arrives)
		s.Clients[pkt.Client].PacketOverrides = append(s.Clients[pkt.Client].PacketOverrides, other)
		next.swapped[idOf(pkt)], next.swapped[idOf(q)] = idOf(q), idOf(pkt)
	}
	s.Clients[pkt.Client].PacketOverrides = append(s.Clients[pkt.Client].PacketOverrides, e)
	return nil
}

// isReliable reports whether a packet must arrive, once and in order.
func isReliable(p eventlog.Packet) bool {
	return p.Type == "" || !wire.TypeByLetter(p.Type[0]).Unreliable
}

// swapPartner returns the packet to swap with: the next of its kind that
// arrives in a later tick.
func (p *Player) swapPartner(pkt eventlog.Packet) (eventlog.Packet, error) {
	t := p.game.(*scenarioGame)
	switch {
	case pkt.Arrives == 0:
		return pkt, userError("explain.lost-swap")
	case isReliable(pkt):
		return pkt, userError("explain.in-order")
	case t.Scenario().Clients[pkt.Client].SettingsAt(pkt.Sent).Netem.Stream:
		return pkt, userError("explain.stream")
	}
	for _, q := range p.Trace().Packets[p.selected.Index+1:] {
		if q.Client == pkt.Client && q.Link == pkt.Link && q.Up == pkt.Up && q.Type == pkt.Type && q.Arrives > pkt.Arrives {
			return q, nil
		}
	}
	return pkt, userError("explain.no-later")
}

// PacketAction returns how the user has edited a packet.
func (p *Player) PacketAction(pkt eventlog.Packet) PacketAction {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return Unchanged
	}
	for _, e := range t.Scenario().Clients[pkt.Client].PacketOverrides {
		if editID(pkt.Client, e) == idOf(pkt) {
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
