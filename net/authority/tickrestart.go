package authority

import (
	"math"

	"clew/engine/sim"
)

// A World's ticks are 32-bit numbers, which last for 828 days. They restart with
// a level, whose snapshots cannot be mistaken for another level's: with any level
// that begins after restartFrom, and at LastTick with the same level again.
const (
	restartFrom    sim.Tick = 1 << 31
	restartWarning          = 60 * sim.TickRate

	// LastTick is the tick at which the current level begins again, with
	// small ticks. It leaves a day to spare.
	LastTick = math.MaxUint32 - 24*3600*sim.TickRate

	// firstTick is where ticks restart: far enough from 0 to look back as
	// far as any timeout does.
	firstTick = PlainTimeoutTicks + 1
)

// MutedForever is later than any tick.
const MutedForever sim.Tick = math.MaxUint32

// restartTicksIfDue begins the level again when the ticks are about to run out,
// and announces it beforehand.
func (a *Authority) restartTicksIfDue() {
	switch now := a.world.Tick(); {
	case now == LastTick-restartWarning:
		a.Announce("this server has been up for more than two years: in a minute its clock and the level restart for everybody, and the game goes on")
	case now >= LastTick && a.nextLevel == nil:
		a.Announce("the level restarts for everybody, and so does this server's clock")
		a.SetLevel(a.cfg.Level, a.cfg.Seed)
	}
}

// restartTicks returns the tick with which a level begins after now. If that is a
// smaller one, it moves all remembered ticks back by the difference.
func (a *Authority) restartTicks(now sim.Tick) sim.Tick {
	if now < restartFrom {
		return now
	}
	shift := now - firstTick
	moveBack := func(t *sim.Tick) { *t -= min(*t, shift) }
	for _, c := range a.clients {
		moveBack(&c.openedAt)
		moveBack(&c.lastHeard)
	}
	for _, p := range a.players {
		moveBack(&p.disconnectedAt)
		moveBack(&p.joinTick)
		moveBack(&p.announceAt)
		moveBack(&p.lastActive)
		if p.mutedUntil != MutedForever {
			moveBack(&p.mutedUntil)
		}
	}
	a.addEvent(EventTickRestart, nil, nil, "", "")
	return firstTick
}
