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

// SetLevel has everybody play in another level from the next tick on: a new
// World, made with the seed, in which the ticks go on counting, unless there are
// so many that they begin anew: see LastTick. The players stay who they are, and
// begin on one of its starts as if they had just come: their time to the exit
// counts anew.
//
// Of the level before it nothing is left but the game clients' inputs. Those
// that wait or are on their way, a round trip's worth, walk in the new level,
// as their owner sees predicted. A plain text client's waiting walks are
// dropped: whoever sent them had another maze in mind.
func (a *Authority) SetLevel(l *maze.Level, seed uint64) {
	a.nextLevel = &levelChange{l, seed}
}

// applyLevelChange puts everybody into the level that is to come, if there is one. It is
// the first thing in its tick, which brings the players to their starts.
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
	if a.cfg.OnLevelChange != nil {
		a.cfg.OnLevelChange(a.cfg.Level, a.cfg.Seed, now)
	}
	a.nextCommands = a.nextCommands[:0] // who leaves is not in this World, and who joins is a player
	for _, p := range a.players {
		p.inWorld, p.walker, p.walking = false, plainWalker{}, false
		a.nextCommands = append(a.nextCommands, sim.Command{ID: p.id, Kind: sim.Join})
	}
	for _, m := range a.levelMessages {
		a.broadcast(nil, m)
	}
}
