package tracer

import (
	"clew/engine/sim"
	"clew/net/replica"
)

// Place is where somebody is, in units.
type Place struct {
	X, Y   int32
	Absent bool // nowhere: not in the game, or not known to whoever is asked
}

// Apart is how far two places are from each other, in units; ok is false where
// one of them is absent.
func (p Place) Apart(q Place) (units int32, ok bool) {
	if p.Absent || q.Absent {
		return 0, false
	}
	return replica.Point{X: p.X, Y: p.Y}.Distance(replica.Point{X: q.X, Y: q.Y}), true
}

// Beliefs are what everybody took for the truth after each tick: the server,
// and each client as its screen showed it at that moment. Players are named by
// their clients.
type Beliefs struct {
	clients int
	hashes  []uint64
	places  []Place // for each tick: the server's of each client, then each client's of each
}

// Ticks is how many ticks there are.
func (b *Beliefs) Ticks() int { return len(b.hashes) }

// Hash is that of the server's world after a tick, from 1.
func (b *Beliefs) Hash(tick int) uint64 { return b.hashes[tick-1] }

// Truth is where a client's player was on the server after a tick.
func (b *Beliefs) Truth(tick, client int) Place { return b.at(tick)[client] }

// Shown is where a viewer's screen showed a client's player after a tick.
func (b *Beliefs) Shown(tick, viewer, client int) Place {
	return b.at(tick)[b.clients*(1+viewer)+client]
}

// at are all places of a tick; those of one that is not there are absent.
func (b *Beliefs) at(tick int) []Place {
	n := b.clients * (1 + b.clients)
	if tick < 1 || tick > b.Ticks() {
		nowhere := make([]Place, n)
		for i := range nowhere {
			nowhere[i].Absent = true
		}
		return nowhere
	}
	return b.places[(tick-1)*n : tick*n]
}

// believe writes down what everybody believes now.
func (t *Tracer) believe() {
	b := &t.Beliefs
	b.clients = len(t.clients)
	world := t.Rig.Server.Game.World()
	b.hashes = append(b.hashes, world.Hash())
	for i := range t.clients {
		place := Place{Absent: true}
		if p := world.Player(t.clients[i].id); p != nil {
			place = Place{X: p.X, Y: p.Y}
		}
		b.places = append(b.places, place)
	}
	for _, c := range t.Rig.Clients {
		c.View(t.Rig.Now(), &t.view)
		for i := range t.clients {
			b.places = append(b.places, t.shown(t.clients[i].id))
		}
	}
}

// shown is where the view that was looked at last shows a player.
func (t *Tracer) shown(id sim.ID) Place {
	for i := range t.view.Figures {
		if f := &t.view.Figures[i]; f.ID == id && id != 0 {
			return Place{X: f.X, Y: f.Y}
		}
	}
	return Place{Absent: true}
}
