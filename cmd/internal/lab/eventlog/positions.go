package eventlog

import (
	"clew/engine/sim"
	"clew/net/replica"
)

// Position is where a player is, in units.
type Position struct {
	X, Y   int32
	Absent bool // not in the game, or unknown
}

// Distance returns the distance between two positions in units. ok is false if
// one of them is absent.
func (p Position) Distance(q Position) (units int32, ok bool) {
	if p.Absent || q.Absent {
		return 0, false
	}
	return replica.Point{X: p.X, Y: p.Y}.Distance(replica.Point{X: q.X, Y: q.Y}), true
}

// Positions records, after each tick, where the server had each player and
// where each client's screen showed it. Players are identified by their
// clients.
type Positions struct {
	clients   int
	hashes    []uint64
	positions []Position // for each tick: the server's of each client, then each client's of each
}

// Ticks returns how many ticks are recorded.
func (b *Positions) Ticks() int { return len(b.hashes) }

// Hash returns the hash of the server's world after a tick, from 1.
func (b *Positions) Hash(tick int) uint64 { return b.hashes[tick-1] }

// OnServer returns where a client's player was on the server after a tick.
func (b *Positions) OnServer(tick, client int) Position { return b.atTick(tick)[client] }

// OnScreen returns where a viewer's screen showed a client's player after a
// tick.
func (b *Positions) OnScreen(tick, viewer, client int) Position {
	return b.atTick(tick)[b.clients*(1+viewer)+client]
}

// atTick returns all positions of a tick; they are absent if the tick is not
// recorded.
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

// addPositions records the positions after this tick.
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

// onScreen returns where the last view shows a player.
func (t *Tracer) onScreen(id sim.ID) Position {
	for i := range t.view.Players {
		if f := &t.view.Players[i]; f.ID == id && id != 0 {
			return Position{X: f.X, Y: f.Y}
		}
	}
	return Position{Absent: true}
}

// NewPositions returns an empty record for a number of clients, for games
// without a Tracer.
func NewPositions(clients int) Positions { return Positions{clients: clients} }

// Add adds a tick: the hash of the server's world, or 0 if it is unknown, then
// where the server has each client's player, then where each client's screen
// shows each of them; clients · (1 + clients) positions in all.
func (b *Positions) Add(hash uint64, places ...Position) {
	b.hashes = append(b.hashes, hash)
	b.positions = append(b.positions, places...)
}
