package authority

import (
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// Rounds makes the levels of a game follow one another. When everybody is out, or the
// time limit is over, the next level begins. What is decided depends on the State, the
// clients that are connected and these settings alone, and is proposed in entries, so
// that another Authority goes on with it.
type Rounds struct {
	// TimeLimit is how long the others have once the first player is out, at most
	// MaxTimeLimit; 0: as long as they like.
	TimeLimit sim.Tick

	// Intermission is the time between the last player's exit and the next level;
	// 0: DefaultIntermission.
	Intermission sim.Tick

	// Next returns the next level and the seed of its random numbers; a nil level
	// stands for the same one again. It must return at once.
	Next func() (*maze.Level, uint64)
}

// The times of Rounds.
const (
	DefaultIntermission = 10 * sim.TickRate
	MaxTimeLimit        = 24 * 3600 * sim.TickRate
)

// decideRound sets the countdown when the first player is out, shortens it when all
// that count are, see AllFinished, and begins the next level when it is reached. It
// never lengthens it: somebody who joins meanwhile has the time that is left, and
// nobody can keep the others waiting by joining again and again. A countdown that runs
// out while nobody is connected begins a level all the same, the last one until
// somebody is out again.
func (a *Authority) decideRound() {
	r := a.cfg.Rounds
	if r == nil || a.levelOrCountdownUnderWay() {
		return
	}
	next := a.proposed + 1 // of the entry that is about to be proposed
	until := a.state.Countdown()
	if until != 0 && until <= next {
		level, seed := r.Next()
		if level == nil {
			level = a.cfg.Level
		}
		a.SetLevel(level, seed)
		return
	}
	switch {
	case a.AllFinished():
		intermission := r.Intermission
		if intermission == 0 {
			intermission = DefaultIntermission
		}
		a.shortenCountdown(next + intermission)
	case a.state.Out() > 0 && r.TimeLimit > 0 && until == 0:
		a.shortenCountdown(next + min(r.TimeLimit, MaxTimeLimit))
	}
}

// shortenCountdown has the level end at a tick, unless it ends before.
func (a *Authority) shortenCountdown(until sim.Tick) {
	if now := a.state.Countdown(); now == 0 || until < now {
		a.propose(game.Change{Kind: game.SetCountdown, Until: until}, nil, nil)
	}
}

// levelOrCountdownUnderWay reports whether an entry that is not committed yet, or the
// next one, begins a level or sets the countdown. Until then the State does not show
// what has been decided.
func (a *Authority) levelOrCountdownUnderWay() bool {
	decides := func(changes []change) bool {
		for i := range changes {
			if k := changes[i].Kind; k == game.StartLevel || k == game.SetCountdown {
				return true
			}
		}
		return false
	}
	for i := range a.underWay {
		if decides(a.underWay[i].changes) {
			return true
		}
	}
	return decides(a.pending)
}

// SetTimeLimit changes Rounds.TimeLimit for the countdowns that begin from now on; 0:
// none. A game without Rounds has none.
func (a *Authority) SetTimeLimit(ticks sim.Tick) {
	if a.cfg.Rounds != nil {
		rounds := *a.cfg.Rounds
		rounds.TimeLimit = ticks
		a.cfg.Rounds = &rounds
	}
}
