package recordings

import (
	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// clientCapture replays what one client showed: itself as predicted, and the
// others interpolated between snapshots.
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

// Length implements Replay.
func (w *clientCapture) Length() sim.Tick { return sim.Tick(w.history.Ticks()) }

// maxAdvance is how many ticks are played on rather than looked up.
const maxAdvance = sim.TickRate

// ViewAt implements Replay.
func (w *clientCapture) ViewAt(tick sim.Tick, v *replica.View) {
	w.game = w.seek(w.game, int(tick))
	w.game.View(0, v)
}

// seek returns the game after a tick, advanced from g if that is shortly before.
func (w *clientCapture) seek(g *capture.Game, tick int) *capture.Game {
	ahead := tick - g.Ticks()
	if ahead < 0 || ahead > maxAdvance {
		return w.history.At(tick)
	}
	g.Run(ahead)
	return g
}

// Paths implements Replay. It leaves out paths on levels other than the last.
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
