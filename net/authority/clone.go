package authority

import (
	"maps"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Clone makes a copy that shares nothing with a that either could change, as
// of between two ticks: messages and notes that were not fetched are not in it,
// and nobody is told of what happens in it, nor asked who may join or speak:
// only NewToken is still called. The map leads from each connected client to
// its copy.
func (a *Authority) Clone() (*Authority, map[*Client]*Client) {
	c := &Authority{
		cfg: a.cfg, world: new(sim.World), level: a.level, number: a.number,
		byID: make(map[sim.ID]*player), letters: maps.Clone(a.letters), lastID: a.lastID,
		next: a.next, coming: slices.Clone(a.coming),
	}
	c.opened, c.meetings, c.voice = a.opened, a.meetings, a.voice
	c.names = a.names.clone()
	c.cfg.Record, c.cfg.Relevel, c.cfg.Met, c.cfg.Observe, c.cfg.Command, c.cfg.Entered = nil, nil, nil, nil, nil, nil
	c.cfg.Admit, c.cfg.MayWatch, c.cfg.Muted, c.cfg.KeepsPlace = nil, nil, nil, nil
	c.world.CopyFrom(a.world)
	clients := make(map[*Client]*Client)
	for _, old := range a.clients {
		n := *old
		n.a, n.player, n.out, n.sent = c, nil, nil, 0
		n.snap, n.pong, n.bodies = wire.Snapshot{}, wire.Pong{}, nil
		clients[old] = &n
		c.clients = append(c.clients, &n)
	}
	for _, old := range a.watchers {
		c.watchers = append(c.watchers, clients[old])
	}
	for _, old := range a.players {
		n := *old
		n.walker.waiting = slices.Clone(old.walker.waiting)
		if n.client = clients[old.client]; n.client != nil {
			n.client.player = &n
		}
		c.players = append(c.players, &n)
		c.byID[n.id] = &n
	}
	return c, clients
}
