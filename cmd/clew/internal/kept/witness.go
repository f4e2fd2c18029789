package kept

import (
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/rig/capture"
)

// witness is what one client saw: itself as it was predicted, and the others
// between snapshots, a little in the past, as its screen showed them.
type witness struct {
	film *capture.Film
	game *capture.Game // of the last View
	view replica.View  // reused
}

func newWitness(c *capture.Capture) *witness {
	w := &witness{film: c.Play(capture.Change{})}
	w.game = w.film.At(0)
	return w
}

// Length implements Film.
func (w *witness) Length() sim.Tick { return sim.Tick(w.film.Ticks()) }

// near is how many ticks are played rather than looked up.
const near = sim.TickRate

// View implements Film.
func (w *witness) View(tick sim.Tick, v *replica.View) {
	w.game = w.at(w.game, int(tick))
	w.game.View(0, v)
}

// at is the game after a tick, made of the game g where that is near before it.
func (w *witness) at(g *capture.Game, tick int) *capture.Game {
	ahead := tick - g.Ticks()
	if ahead < 0 || ahead > near {
		return w.film.At(tick)
	}
	g.Run(ahead)
	return g
}

// Ways implements Film. Of ways in another level than the last one nothing is
// told.
func (w *witness) Ways(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	type point struct {
		id   sim.ID
		x, y int32
	}
	var points []point
	var level *maze.Maze
	for g := w.film.At(int(from)); from <= to; from += every {
		g = w.at(g, int(from))
		g.View(0, &w.view)
		if w.view.Maze != level {
			level, points = w.view.Maze, points[:0]
		}
		for i := range w.view.Figures {
			f := &w.view.Figures[i]
			points = append(points, point{f.ID, f.X, f.Y})
		}
	}
	for _, p := range points {
		add(p.id, p.x, p.y)
	}
}
