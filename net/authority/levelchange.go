package authority

import (
	"slices"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// SetLevel moves everybody to another level with the next entry: a new World, made
// with the seed. The ticks go on counting unless they must restart, see
// game.LastTick. The players stay who they are and begin at a start of the level,
// as if they had just joined: their times to the exit begin again.
//
// Nothing of the old level is kept except the game clients' inputs. Those that
// are queued or on their way, a round trip's worth, walk in the new level, as
// their owner sees predicted. A plain text client's queued walks are dropped:
// they were meant for another maze.
func (a *Authority) SetLevel(l *maze.Level, seed uint64) {
	a.pending = slices.DeleteFunc(a.pending, func(c change) bool {
		return c.Kind == game.StartLevel || c.Kind == game.SetCountdown // of the old level
	})
	a.pending = slices.Insert(a.pending, 0, change{Change: game.Change{Kind: game.StartLevel, Level: l, Seed: seed}})
}

// startLevel tells everybody about a new level. Its players enter it next.
func (a *Authority) startLevel(c change) {
	level, number := a.state.Level()
	a.cfg.Level, a.cfg.Seed = level, c.Seed
	a.levelMessages = levelMessages(level, number)
	for _, p := range a.byID {
		p.inWorld, p.walker = false, CellWalker{}
	}
	for _, m := range a.levelMessages {
		a.broadcast(m)
	}
	a.lookUpRecord()
	a.broadcastRecord(recordOfLevel)
}

// restartWarning is how long before the ticks restart everybody is warned.
const restartWarning = 60 * sim.TickRate

// restartTicksIfDue begins the level again when the ticks are about to run out,
// and announces it beforehand.
func (a *Authority) restartTicksIfDue() {
	switch now := a.proposed; {
	case now == game.LastTick-restartWarning:
		a.Announce("this server has been up for more than two years: in a minute its clock and the level restart for everybody, and the game goes on")
	case now >= game.LastTick && !a.levelPending():
		a.Announce("the level restarts for everybody, and so does this server's clock")
		a.SetLevel(a.cfg.Level, a.cfg.Seed)
	}
}

// levelPending reports whether a level starts with the next entry.
func (a *Authority) levelPending() bool {
	return len(a.pending) > 0 && a.pending[0].Kind == game.StartLevel
}
