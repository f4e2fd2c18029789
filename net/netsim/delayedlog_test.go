package netsim

import (
	"math/rand/v2"

	"clew/engine/game"
)

// delayedLog is a Log that commits an entry 1 to 12 ticks after it was proposed, in
// order, so that several are under way and several are committed at once. A seed
// tells how late; it is late for a while, then prompt again.
type delayedLog struct {
	rng      *rand.Rand
	delay    int // that is usual now
	tick     int
	underWay []delayedEntry
	most     int // entries under way at a time, so far
}

type delayedEntry struct {
	entry *game.Entry
	due   int
}

const maxLogDelay = 12

func newDelayedLog(seed uint64) *delayedLog {
	return &delayedLog{rng: rand.New(rand.NewPCG(seed, 12)), delay: 1}
}

// Propose implements game.Log. It is called once a tick.
func (l *delayedLog) Propose(e *game.Entry) {
	if l.tick++; l.rng.IntN(20) == 0 {
		l.delay = 1 + l.rng.IntN(maxLogDelay)
	}
	d := delayedEntry{new(game.Entry), l.tick + min(max(l.delay+l.rng.IntN(5)-2, 1), maxLogDelay)}
	d.entry.CopyFrom(e)
	if n := len(l.underWay); n > 0 {
		d.due = max(d.due, l.underWay[n-1].due)
	}
	l.underWay = append(l.underWay, d)
	l.most = max(l.most, len(l.underWay))
}

// Committed implements game.Log.
func (l *delayedLog) Committed() (committed []*game.Entry) {
	for len(l.underWay) > 0 && l.underWay[0].due <= l.tick {
		committed = append(committed, l.underWay[0].entry)
		l.underWay = l.underWay[1:]
	}
	return committed
}
