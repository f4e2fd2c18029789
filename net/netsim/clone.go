package netsim

import (
	"maps"
	"slices"

	"clew/net/link"
	"clew/net/link/mem"
)

// Clone copies a whole game as it stands. The two share nothing that changes
// and, given the same keys, go the same way. Both call the same InputFunc values,
// which therefore must not keep anything between ticks.
func (s *Simulation) Clone() *Simulation {
	c := *s
	c.observer = nil
	carry := newCarry()
	c.Server = s.Server.Clone(carry)
	c.Clients = nil
	for _, old := range s.Clients {
		n := *old
		n.Client = old.Client.Clone(carry)
		if old.link != nil {
			n.link = carry(old.link)
		}
		c.Clients = append(c.Clients, &n)
	}
	return &c
}

// newCarry returns a function that returns the copy of a link for a copy of its game:
// always the same one, and for both ends of a wire those of one wire.
func newCarry() func(link.Link) link.Link {
	copies := map[link.Link]link.Link{}
	return func(l link.Link) link.Link {
		if _, done := copies[l]; !done {
			copies[l], copies[mem.Peer(l)] = mem.Clone(l)
		}
		return copies[l]
	}
}

// Clone copies a whole game as it stands, as Simulation.Clone does.
func (s *Peers) Clone() *Peers {
	c := *s
	c.packets = nil
	c.cuts, c.settled = maps.Clone(s.cuts), maps.Clone(s.settled)
	carry := newCarry()
	c.Peers = nil
	for i, old := range s.Peers {
		p := *old
		p.Mesh = old.Mesh.Clone(carry)
		p.raw, p.events = nil, slices.Clone(old.events)
		for _, l := range old.raw {
			p.raw = append(p.raw, carry(l))
		}
		p.Observe(c.observers(i, &p))
		c.Peers = append(c.Peers, &p)
	}
	return &c
}
