package screen

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"clew/cmd/clew/internal/bestrun"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/render"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// bestRunFolder returns the default folder for best runs.
func bestRunFolder() string { return filepath.Join(xdg.DataHome, "clew", "best-runs") }

// bestRunGhost keeps the ghost of the player's best run on a level at the player's
// own time, and saves better runs. Files are read and written in the background.
type bestRunGhost struct {
	folder   bestrun.Folder
	recorder *bestrun.Recorder // nil: nothing is loaded or saved
	maze     *maze.Maze        // that the run is for
	run      *bestrun.Run      // nil: none, or none yet
	name     string
	results  chan bestRunResult
	working  int // results to come

	ticks   float64 // the player's own time
	updated time.Duration
	shown   render.BestRun // reused
}

// bestRunResult is what came of loading or saving the run of a level.
type bestRunResult struct {
	maze *maze.Maze
	run  *bestrun.Run
	err  error
}

// newBestRunGhost returns the ghost of a game; without a recorder there is none.
func newBestRunGhost(a *App, recorder *bestrun.Recorder) bestRunGhost {
	return bestRunGhost{folder: bestrun.Folder(cmp.Or(a.opts.BestRuns, bestRunFolder())), recorder: recorder, results: make(chan bestRunResult, 16)}
}

// work loads or saves a run in the background.
func (g *bestRunGhost) work(m *maze.Maze, do func() (*bestrun.Run, error)) {
	if g.working == cap(g.results) {
		return // the disk has been stuck for many levels
	}
	g.working++
	go func() {
		run, err := do()
		g.results <- bestRunResult{m, run, err}
	}()
}

// update follows the player's own time after a tick, and returns why a run could
// not be saved.
func (g *bestRunGhost) update(now time.Duration, v *replica.View, stats *replica.Stats) (err error) {
	if g.recorder == nil {
		return nil
	}
	if v.Maze != nil && (g.maze == nil || g.maze.Hash() != v.Maze.Hash()) {
		g.maze, g.run = v.Maze, nil
		hash := v.Maze.Hash()
		g.work(v.Maze, func() (*bestrun.Run, error) { return g.folder.Load(hash), nil })
	}
	select {
	case r := <-g.results:
		g.working--
		if err = r.err; r.maze.Hash() == g.maze.Hash() && r.run != nil {
			g.run, g.name = r.run, i18n.Tf("best-run.name", i18n.FormatClock(i18n.TickDuration(r.run.Time())))
		}
	default:
	}
	if self := v.Self(); self != nil {
		g.updated = now
		g.follow(v.Tick, self.JoinTick, stats)
	}
	return err
}

// follow advances the own time by a tick and keeps it near that of the predicted
// player: the others are shown in the past, by the interpolation delay, and the
// server has yet to see the pending inputs.
func (g *bestRunGhost) follow(shown, joined sim.Tick, stats *replica.Stats) {
	const slack, pull = 15, 0.05
	want := float64(shown) - float64(joined) + stats.InterpolationDelay.Seconds()*sim.TickRate + float64(stats.Pending)
	g.ticks++
	if off := want - g.ticks; off > slack || off < -slack {
		g.ticks = want
	} else {
		g.ticks += pull * off
	}
}

// at returns where the ghost is at a moment, or nil if there is none.
func (g *bestRunGhost) at(now time.Duration) *render.BestRun {
	if g.run == nil {
		return nil
	}
	p, ok := g.run.At(g.ticks + min(max((now-g.updated).Seconds()*sim.TickRate, 0), 1))
	if !ok {
		return nil
	}
	g.shown = render.BestRun{X: p.X, Y: p.Y, Name: g.name}
	return &g.shown
}

// finished saves the run with which the player has just reached an exit, if it is
// the best.
func (g *bestRunGhost) finished(id sim.ID) {
	if g.maze == nil {
		return
	}
	if content := g.recorder.Finished(id); content != nil {
		g.work(g.maze, func() (*bestrun.Run, error) { return g.folder.Save(content) })
	}
}

// close waits until all is saved, at most a second.
func (g *bestRunGhost) close() {
	waitAtMostASecond(func() {
		for ; g.working > 0; g.working-- {
			<-g.results
		}
	})
}
