package authority

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// Clone returns a copy as of between two ticks that shares no changeable state
// with a, whose entries must be committed at once. Messages and events that were
// not fetched are not in it. Of the Config's functions only NewToken is still
// called: the copy admits everybody. The map leads from each connected client to
// its copy.
func (a *Authority) Clone() (*Authority, map[*Client]*Client) {
	if len(a.underWay) > 0 {
		panic("authority: a game with entries under way cannot be cloned")
	}
	c := &Authority{
		cfg: a.cfg, state: a.state.Clone(), now: a.now, levelMessages: a.levelMessages,
		log: new(game.Immediate), epoch: a.epoch, proposed: a.proposed, byID: make(map[sim.ID]*player),
		clientsAdded: a.clientsAdded, lastIntro: a.lastIntro, tokensMade: a.tokensMade, broadcastBudget: a.broadcastBudget,
	}
	c.cfg.Admit, c.cfg.MaySpectate, c.cfg.KeepSlot, c.cfg.OnEntry = nil, nil, nil, nil
	c.cfg.Rounds, c.cfg.Records = nil, nil
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
	players := make(map[*player]*player)
	clonePlayer := func(old *player) *player {
		if old == nil || players[old] != nil {
			return players[old]
		}
		n := *old
		n.walker = old.walker.Clone()
		if n.client = clients[old.client]; n.client != nil {
			n.client.player = &n
		}
		players[old] = &n
		return &n
	}
	for _, old := range a.players {
		c.players = append(c.players, clonePlayer(old))
	}
	for id, old := range a.byID {
		c.byID[id] = clonePlayer(old)
	}
	for _, p := range a.pending {
		c.pending = append(c.pending, change{p.Change, clonePlayer(p.player), clients[p.client]})
	}
	return c, clients
}
