package authority

import (
	"maps"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Clone returns a copy as of between two ticks that shares no changeable state
// with a. Messages and events that were not fetched are not in it. Of the
// Config's functions only NewToken is still called: the copy admits everybody.
// The map leads from each connected client to its copy.
func (a *Authority) Clone() (*Authority, map[*Client]*Client) {
	c := &Authority{
		cfg: a.cfg, world: new(sim.World), levelMessages: a.levelMessages, levelNumber: a.levelNumber,
		byID: make(map[sim.ID]*player), avatars: maps.Clone(a.avatars), lastID: a.lastID,
		nextLevel: a.nextLevel, nextCommands: slices.Clone(a.nextCommands),
	}
	c.clientsAdded, c.lastIntro, c.broadcastBudget = a.clientsAdded, a.lastIntro, a.broadcastBudget
	c.names = a.names.clone()
	c.cfg.Admit, c.cfg.MaySpectate, c.cfg.KeepSlot = nil, nil, nil
	c.world.CopyFrom(a.world)
	clients := make(map[*Client]*Client)
	for _, old := range a.clients {
		n := *old
		n.a, n.player, n.outbox, n.sent = c, nil, nil, 0
		n.snapshot, n.pong, n.bodies = wire.Snapshot{}, wire.Pong{}, nil
		clients[old] = &n
		c.clients = append(c.clients, &n)
	}
	for _, old := range a.spectators {
		c.spectators = append(c.spectators, clients[old])
	}
	for _, old := range a.players {
		n := *old
		n.walker.queue = slices.Clone(old.walker.queue)
		if n.client = clients[old.client]; n.client != nil {
			n.client.player = &n
		}
		c.players = append(c.players, &n)
		c.byID[n.id] = &n
	}
	return c, clients
}
