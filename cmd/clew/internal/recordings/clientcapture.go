package recordings

import (
	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// clientCapture is what one client saw: itself as it was predicted, and the others
// between snapshots, a little in the past, as its screen showed them.
type clientCapture struct {
	history *capture.Replay
	game    *capture.Game // of the last View
	view    replica.View  // reused
}

func newClientCapture(c *capture.Capture) *clientCapture {
	w := &clientCapture{history: c.Replay(capture.Overrides{})}
	w.game = w.history.At(0)
	return w
}

// Length implements Film.
func (w *clientCapture) Length() sim.Tick { return sim.Tick(w.history.Ticks()) }

// maxAdvance is how many ticks are played rather than looked up.
const maxAdvance = sim.TickRate

// ViewAt implements Film.
func (w *clientCapture) ViewAt(tick sim.Tick, v *replica.View) {
	w.game = w.seek(w.game, int(tick))
	w.game.View(0, v)
}

// seek is the game after a tick, made of the game g where that is near before it.
func (w *clientCapture) seek(g *capture.Game, tick int) *capture.Game {
	ahead := tick - g.Ticks()
	if ahead < 0 || ahead > maxAdvance {
		return w.history.At(tick)
	}
	g.Run(ahead)
	return g
}

// Paths implements Film. Of ways in another level than the last one nothing is
// told.
func (w *clientCapture) Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	type point struct {
		id   sim.ID
		x, y int32
	}
	var points []point
	var level *maze.Maze
	for g := w.history.At(int(from)); from <= to; from += every {
		g = w.seek(g, int(from))
		g.View(0, &w.view)
		if w.view.Maze != level {
			level, points = w.view.Maze, points[:0]
		}
		for i := range w.view.Players {
			f := &w.view.Players[i]
			points = append(points, point{f.ID, f.X, f.Y})
		}
	}
	for _, p := range points {
		add(p.id, p.x, p.y)
	}
}
