//go:build linux

package e2e

import (
	"clew/cmd/clew/internal/stats"
	"clew/engine/sim"
)

// lane is a way along which one walks to and fro.
type lane struct {
	keys   [2]string // that lead along it
	at     int       // the one that is held
	still  int       // ticks for which one has not moved
	before stats.Position
}

// turn lets go of one key and holds the other.
func (d *demo) turn() {
	d.t.Helper()
	d.release(d.keys[d.at])
	d.at = 1 - d.at
	d.hold(d.keys[d.at])
	d.still = 0
}

// follow takes note of where one is, and turns at the end of the lane. What the
// server still has to answer may move one yet.
func (d *demo) follow(l stats.Line) {
	d.t.Helper()
	if l.Self == nil {
		return
	}
	if d.still++; away(*l.Self, d.before) > 1e-3 {
		d.before, d.still = *l.Self, 0
	}
	if d.still > 15+l.Pending && !l.Halted {
		d.turn()
	}
}

// walks walks to and fro until a line passes, and lets go.
func (d *demo) walks(what string, ok func(stats.Line) bool) {
	d.t.Helper()
	d.now()
	from, done := len(d.lines), false
	d.walksWhile(what, func() bool {
		for _, l := range d.news(from) {
			from++
			if done = done || ok(l); done {
				break
			}
		}
		return done
	})
}

// walksWhile walks to and fro until something is so, and lets go.
func (d *demo) walksWhile(what string, ok func() bool) {
	d.t.Helper()
	d.now()
	from := len(d.lines)
	d.still = 0
	d.hold(d.keys[d.at])
	d.waits(what, func() bool {
		for _, l := range d.news(from) {
			from++
			d.follow(l)
		}
		return ok()
	})
	d.release(d.keys[d.at])
}

// cutTicks is how many ticks a cut is long.
const cutTicks = 42

// walksCutting walks to and fro and cuts the wire until a line passes: once, and
// again when that has come to nothing or, with more, while it is cut. Where a
// slow machine has fewer ticks in the time of a cut, more cuts make one.
func (d *demo) walksCutting(more bool, what string, ok func(stats.Line) bool) {
	d.t.Helper()
	down, calm := false, 0
	d.walks(what, func(l stats.Line) bool {
		if calm++; l.Pending > 8 || l.Halted || l.Cut {
			calm = 0
		}
		if down && l.Cut {
			d.release("F6")
			down = false
		}
		if !down && (calm > 30 || l.Cut && (more || l.Pending+d.inACut() < cutTicks)) {
			d.hold("F6")
			down, calm = true, 0
		}
		return ok(l)
	})
	if down {
		d.release("F6")
	}
}

// inACut returns how many ticks a cut lasts, at the rate of the last ticks.
func (d *demo) inACut() int {
	late := d.lines[max(len(d.lines)-30, 0):]
	time := late[len(late)-1].Time - late[0].Time
	return int(float64(cutTicks) / sim.TickRate * float64(len(late)-1) / max(time, 1e-3))
}

// watched counts how another player moves in a window.
type watched struct {
	*statsWindow
	from   int // the lines that have been looked at
	last   *stats.Line
	jumped int
	glided int
}

// judges counts the steps of the other player from line to line: jumps of more
// than a cell and smaller ones.
func (w *watched) judges(enough func() bool) bool {
	w.t.Helper()
	for _, l := range w.news(w.from) {
		w.from++
		if len(l.Others) != 1 {
			w.t.Fatalf("there are not two: %+v", l.Others)
		}
		if w.last != nil {
			moved := away(l.Others[0].Position, w.last.Others[0].Position)
			switch {
			case l.Time-w.last.Time > longFrame:
			case moved > 1:
				w.jumped++
			case moved > 0:
				w.glided++
			}
		}
		w.last = &l
	}
	return enough()
}

// longFrame is the longest time between two frames, in seconds, that still tells
// walking from jumping: a walk covers less than a cell in it, and a jump between
// two of 3 snapshots a second covers almost two.
const longFrame = 0.15
