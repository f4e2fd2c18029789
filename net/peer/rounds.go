package peer

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// The times of levels, in ticks.
const (
	TimeLimit    = 180 * sim.TickRate // of the others, once the first player is out
	Intermission = 10 * sim.TickRate  // between the last player's exit and the next level
	votedLead    = 3 * sim.TickRate   // between a vote, or LevelLimit, and the next level
	LevelLimit   = 600 * sim.TickRate // of a level in which nobody reaches the exit
)

// levelDue reports whether the next level begins in a tick.
func (n *instance) levelDue(t sim.Tick) bool {
	c := n.state.Countdown()
	return c != 0 && t >= c
}

// startLevel begins the next level of the rotation. The votes of the last one do not
// count any more.
func (n *instance) startLevel() {
	level, number := n.state.Level()
	seed := splitmix.Mix(uint64(n.view.Branch.Game) + uint64(number)*splitmix.Gamma)
	if n.p.cfg.Levels != nil {
		if next := n.p.cfg.Levels(n.extra.Rotation, number+1, seed); next != nil {
			level = next
		}
	}
	n.change(game.Change{Kind: game.StartLevel, Level: level, Seed: seed})
	n.extra.Votes = n.extra.Votes[:0]
}

// decideRound sets the countdown as a server does: when the first player is out, and
// shorter when all are. A level whose exit nobody finds ends, too.
func (n *instance) decideRound(t sim.Tick) {
	switch {
	case n.state.Out() == 0:
		if n.playedFor(t) >= LevelLimit {
			n.endLevel(t + votedLead)
		}
	case n.allFinished():
		n.endLevel(t + Intermission)
	case n.state.Countdown() == 0:
		n.endLevel(t + TimeLimit)
	}
}

// playedFor returns for how long the player has been in the level that came first of
// those that are in the game.
func (n *instance) playedFor(t sim.Tick) sim.Tick {
	first := t
	for i := range n.state.Players() {
		first = min(first, n.state.Players()[i].JoinTick)
	}
	return t - first
}

// allFinished reports whether some player is out, and none that plays walks.
func (n *instance) allFinished() bool {
	any := false
	world := n.state.World().Players()
	for i := range n.state.Players() {
		switch p := &n.state.Players()[i]; {
		case p.Disconnected:
		case world[i].ExitTick == 0:
			return false
		default:
			any = true
		}
	}
	return any
}

// endLevel has the level end at a tick, unless it ends before.
func (n *instance) endLevel(until sim.Tick) {
	now := n.state.Countdown()
	if c := n.countdownChange(); c != nil {
		now = c.Until
	}
	if now == 0 || until < now {
		n.change(game.Change{Kind: game.SetCountdown, Until: until})
	}
}

// countdownChange returns the last change of the countdown in the entry, or nil.
func (n *instance) countdownChange() *game.Change {
	for i := len(n.entry.Changes) - 1; i >= 0; i-- {
		if c := &n.entry.Changes[i]; c.Kind == game.SetCountdown {
			return c
		}
	}
	return nil
}
