package authority

import (
	"math"

	"clew/engine/sim"
)

// The ticks of a World are numbers of 32 bits, which last for 828 days. They begin
// anew with a level, whose snapshots nobody can take for those of another one: with
// any level that comes after anewFrom, and at LastTick with the same one again.
const (
	anewFrom  sim.Tick = 1 << 31
	warnTicks          = 60 * sim.TickRate

	// LastTick is the tick in which the level that is played begins again,
	// with small ticks. A day is left beyond it.
	LastTick = math.MaxUint32 - 24*3600*sim.TickRate

	// firstTick is where they begin: far enough from 0 for all that is
	// measured in ticks that are past.
	firstTick = PlainTicks + 1
)

// MutedForever is no tick, but later than all of them.
const MutedForever sim.Tick = math.MaxUint32

// age begins the level again where there are not many more ticks, and tells
// everybody before.
func (a *Authority) age() {
	switch now := a.world.Tick(); {
	case now == LastTick-warnTicks:
		a.Announce("this server has counted its ticks for more than two years: in a minute the level begins again for everybody, and the game goes on")
	case now >= LastTick && a.next == nil:
		a.Announce("the level begins again for everybody, and the ticks of this server from the start")
		a.SetLevel(a.cfg.Level, a.cfg.Seed)
	}
}

// beginAnew returns the tick with which another level begins after now. Where it is
// a smaller one, all that is remembered of ticks goes back with it.
func (a *Authority) beginAnew(now sim.Tick) sim.Tick {
	if now < anewFrom {
		return now
	}
	by := now - firstTick
	back := func(t *sim.Tick) { *t -= min(*t, by) }
	for _, c := range a.clients {
		back(&c.born)
		back(&c.heard)
	}
	for _, p := range a.players {
		back(&p.away)
		back(&p.since)
		back(&p.due)
		back(&p.pressed)
		if p.muted != MutedForever {
			back(&p.muted)
		}
	}
	a.note(NoteAnew, nil, nil, "", "")
	return firstTick
}
