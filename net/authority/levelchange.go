package authority

import (
	"clew/engine/maze"
	"clew/engine/sim"
)

// levelChange is a level that begins with the next tick.
type levelChange struct {
	level *maze.Level
	seed  uint64
}

// SetLevel moves everybody to another level with the next tick: a new World, made
// with the seed. The ticks go on counting unless they must restart, see LastTick.
// The players stay who they are and begin at a start of the level, as if they had
// just joined: their times to the exit begin again.
//
// Nothing of the old level is kept except the game clients' inputs. Those that
// are queued or on their way, a round trip's worth, walk in the new level, as
// their owner sees predicted. A plain text client's queued walks are dropped:
// they were meant for another maze.
func (a *Authority) SetLevel(l *maze.Level, seed uint64) {
	a.nextLevel = &levelChange{l, seed}
}

// applyLevelChange begins the next level, if there is one. It runs first in its
// tick, which brings the players to their starts.
func (a *Authority) applyLevelChange() {
	if a.nextLevel == nil {
		return
	}
	a.cfg.Level, a.cfg.Seed, a.nextLevel = a.nextLevel.level, a.nextLevel.seed, nil
	now := a.restartTicks(a.world.Tick())
	a.world = sim.New(a.cfg.Level.Maze, a.cfg.Seed)
	a.world.SetState(now)
	a.levelNumber++
	a.levelMessages = levelMessages(a.cfg.Level, a.levelNumber)
	a.emit(Event{Kind: EventLevel, Level: &LevelStart{a.cfg.Level, a.cfg.Seed, now}})
	a.nextCommands = a.nextCommands[:0] // leavers are not in the new World, and joiners are players already
	for _, p := range a.players {
		p.inWorld, p.walker, p.walking = false, plainWalker{}, false
		a.nextCommands = append(a.nextCommands, sim.Command{ID: p.id, Kind: sim.Join})
	}
	for _, m := range a.levelMessages {
		a.broadcast(nil, m)
	}
}
