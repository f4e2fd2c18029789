package netsim

import (
	"clew/net/link"
	"clew/net/link/mem"
)

// Clone copies a whole game as it stands. The two share nothing that changes
// and, given the same keys, go the same way. Both call the same InputFunc values,
// which therefore must not keep anything between ticks.
func (s *Simulation) Clone() *Simulation {
	c := *s
	c.observer = nil
	copies := map[link.Link]link.Link{} // of both ends of every wire
	carry := func(l link.Link) link.Link {
		if _, done := copies[l]; !done {
			copies[l], copies[mem.Peer(l)] = mem.Clone(l)
		}
		return copies[l]
	}
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
