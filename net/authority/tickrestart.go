package authority

import (
	"math"

	"clew/engine/sim"
)

// The ticks of a World are numbers of 32 bits, which last for 828 days. They begin
// anew with a level, whose snapshots nobody can take for those of another one: with
// any level that comes after restartFrom, and at LastTick with the same one again.
const (
	restartFrom    sim.Tick = 1 << 31
	restartWarning          = 60 * sim.TickRate

	// LastTick is the tick in which the level that is played begins again,
	// with small ticks. A day is left beyond it.
	LastTick = math.MaxUint32 - 24*3600*sim.TickRate

	// firstTick is where they begin: far enough from 0 for all that is
	// measured in ticks that are past.
	firstTick = PlainTimeoutTicks + 1
)

// MutedForever is no tick, but later than all of them.
const MutedForever sim.Tick = math.MaxUint32

// restartTicksIfDue begins the level again where there are not many more ticks, and tells
// everybody before.
func (a *Authority) restartTicksIfDue() {
	switch now := a.world.Tick(); {
	case now == LastTick-restartWarning:
		a.Announce("this server has counted its ticks for more than two years: in a minute the level begins again for everybody, and the game goes on")
	case now >= LastTick && a.nextLevel == nil:
		a.Announce("the level begins again for everybody, and the ticks of this server from the start")
		a.SetLevel(a.cfg.Level, a.cfg.Seed)
	}
}

// restartTicks returns the tick with which another level begins after now. Where it is
// a smaller one, all that is remembered of ticks goes back with it.
func (a *Authority) restartTicks(now sim.Tick) sim.Tick {
	if now < restartFrom {
		return now
	}
	by := now - firstTick
	back := func(t *sim.Tick) { *t -= min(*t, by) }
	for _, c := range a.clients {
		back(&c.openedAt)
		back(&c.lastHeard)
	}
	for _, p := range a.players {
		back(&p.disconnectedAt)
		back(&p.joinedAt)
		back(&p.announceAt)
		back(&p.lastActive)
		if p.mutedUntil != MutedForever {
			back(&p.mutedUntil)
		}
	}
	a.addEvent(EventTickRestart, nil, nil, "", "")
	return firstTick
}
