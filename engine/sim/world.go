package sim

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/splitmix"
)

// World is the whole state of the rules in one value. Copy it with CopyFrom,
// not by assignment: the players live in a slice.
type World struct {
	maze    *maze.Maze
	tick    Tick
	random  splitmix.Source
	players []Player // by ascending ID
}

// New makes an empty World at tick 0. The seed decides everything that the
// rules leave to chance.
func New(m *maze.Maze, seed uint64) *World {
	return &World{maze: m, random: splitmix.Source(seed)}
}

// Maze returns the maze that the World is in.
func (w *World) Maze() *maze.Maze { return w.maze }

// Tick returns the number of steps since the World began.
func (w *World) Tick() Tick { return w.tick }

// Players returns all players by ascending ID. They belong to the World: read
// them before the next Step, and do not change them.
func (w *World) Players() []Player { return w.players }

// Player returns the player with this ID, or nil. It belongs to the World, like
// those of Players.
func (w *World) Player(id ID) *Player {
	if i, ok := w.find(id); ok {
		return &w.players[i]
	}
	return nil
}

// find returns the index of a player, or where to insert it.
func (w *World) find(id ID) (int, bool) {
	// This loop is faster than slices.BinarySearchFunc, which calls a function
	// for each probe.
	lo, hi := 0, len(w.players)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if w.players[mid].ID < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(w.players) && w.players[lo].ID == id
}

// CopyFrom makes w equal to src. It allocates only when w has never held as
// many players.
func (w *World) CopyFrom(src *World) {
	players := append(w.players[:0], src.players...)
	*w = *src
	w.players = players
}

// SetState replaces the tick and the players, which must be in ascending order
// of ID. A replica takes over what an authority sent with it.
func (w *World) SetState(tick Tick, players ...Player) {
	w.tick = tick
	w.players = append(w.players[:0], players...)
}

// Random returns the state of the random numbers: New with it as the seed makes a
// World that draws the same ones.
func (w *World) Random() uint64 { return uint64(w.random) }

// join puts a new player on one of the starts.
func (w *World) join(id ID) bool {
	i, taken := w.find(id)
	if taken || id == 0 || len(w.players) >= MaxPlayers {
		return false
	}
	starts := w.maze.Starts()
	c := starts[w.random.Next()%uint64(len(starts))]
	w.players = slices.Insert(w.players, i, Player{
		ID: id, X: center(c.X), Y: center(c.Y), Facing: Down,
	})
	return true
}

// leave removes a player.
func (w *World) leave(id ID) bool {
	i, ok := w.find(id)
	if ok {
		w.players = slices.Delete(w.players, i, i+1)
	}
	return ok
}

// center returns the middle of a cell in units, along either axis.
func center(cell int) int32 { return int32(cell)*CellUnits + CellUnits/2 }

// Hash digests every field of the World, to find the tick at which two Worlds
// diverge. It is not cryptographic: collisions can be made on purpose.
func (w *World) Hash() uint64 {
	h := splitmix.Mix(w.maze.Hash())
	h = splitmix.Mix(h ^ uint64(w.tick))
	h = splitmix.Mix(h ^ uint64(w.random))
	h = splitmix.Mix(h ^ uint64(len(w.players)))
	for i := range w.players {
		p := &w.players[i]
		h = splitmix.Mix(h ^ uint64(p.ID)<<32 ^ uint64(p.ExitTick))
		h = splitmix.Mix(h ^ uint64(uint32(p.X))<<32 ^ uint64(uint32(p.Y)))
		flags := uint64(p.Facing) << 1
		if p.Moving {
			flags |= 1
		}
		h = splitmix.Mix(h ^ flags)
	}
	return h
}
