package eventlog

import (
	"clew/engine/sim"
	"clew/net/replica"
)

// Position is where somebody is, in units.
type Position struct {
	X, Y   int32
	Absent bool // nowhere: not in the game, or not known to whoever is asked
}

// Distance is how far two places are from each other, in units; ok is false where
// one of them is absent.
func (p Position) Distance(q Position) (units int32, ok bool) {
	if p.Absent || q.Absent {
		return 0, false
	}
	return replica.Point{X: p.X, Y: p.Y}.Distance(replica.Point{X: q.X, Y: q.Y}), true
}

// Positions are what everybody took for the truth after each tick: the server,
// and each client as its screen showed it at that moment. Players are named by
// their clients.
type Positions struct {
	clients   int
	hashes    []uint64
	positions []Position // for each tick: the server's of each client, then each client's of each
}

// Ticks is how many ticks there are.
func (b *Positions) Ticks() int { return len(b.hashes) }

// Hash is that of the server's world after a tick, from 1.
func (b *Positions) Hash(tick int) uint64 { return b.hashes[tick-1] }

// OnServer is where a client's player was on the server after a tick.
func (b *Positions) OnServer(tick, client int) Position { return b.atTick(tick)[client] }

// OnScreen is where a viewer's screen showed a client's player after a tick.
func (b *Positions) OnScreen(tick, viewer, client int) Position {
	return b.atTick(tick)[b.clients*(1+viewer)+client]
}

// atTick are all places of a tick; those of one that is not there are absent.
func (b *Positions) atTick(tick int) []Position {
	n := b.clients * (1 + b.clients)
	if tick < 1 || tick > b.Ticks() {
		nowhere := make([]Position, n)
		for i := range nowhere {
			nowhere[i].Absent = true
		}
		return nowhere
	}
	return b.positions[(tick-1)*n : tick*n]
}

// addPositions writes down what everybody believes now.
func (t *Tracer) addPositions() {
	b := &t.Positions
	b.clients = len(t.clients)
	world := t.Sim.Server.Game.World()
	b.hashes = append(b.hashes, world.Hash())
	for i := range t.clients {
		place := Position{Absent: true}
		if p := world.Player(t.clients[i].id); p != nil {
			place = Position{X: p.X, Y: p.Y}
		}
		b.positions = append(b.positions, place)
	}
	for _, c := range t.Sim.Clients {
		c.View(t.Sim.Now(), &t.view)
		for i := range t.clients {
			b.positions = append(b.positions, t.onScreen(t.clients[i].id))
		}
	}
}

// onScreen is where the view that was looked at last shows a player.
func (t *Tracer) onScreen(id sim.ID) Position {
	for i := range t.view.Players {
		if f := &t.view.Players[i]; f.ID == id && id != 0 {
			return Position{X: f.X, Y: f.Y}
		}
	}
	return Position{Absent: true}
}
