package screen

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/bestrun"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/netsim"
	"clew/net/replica"
)

// alone joins a game on the first level for a single player whose runs are kept,
// and waits for the best run so far.
func (s *appTest) alone() *play {
	s.t.Helper()
	runs := &bestrun.Recorder{}
	start := game.New(game.Config{Level: levelOfName(s.t, "first-thread"), Seed: 3})
	runs.Start(start)
	s.game = netsim.New(netsim.Config{State: start, Seed: 3, OnEntry: runs.Entry})
	s.game.Run(10)
	s.now = s.game.Now()
	p := newPlay(s.app, joinTarget{
		address: "localhost:8856", server: &localServer{runs: runs}, back: func(f exitReason) screen { return newTitle(s.app, 0, f.text) },
	})
	p.movement.Keyboard = typed{s.input}
	s.app.current = p
	s.dial(p)
	s.run(40)
	s.awaitBestRun(p)
	return p
}

// awaitBestRun waits until the best run is loaded or saved.
func (s *appTest) awaitBestRun(p *play) {
	s.t.Helper()
	for p.bestRun.working > 0 {
		p.bestRun.results <- <-p.bestRun.results
		s.run(1)
	}
}

// afterBestRun plays the first level to its end, and begins again.
func (s *appTest) afterBestRun() *play {
	s.t.Helper()
	p := s.alone()
	if p.bestRun.at(s.now) != nil {
		s.t.Error("on the first run there is a ghost")
	}
	s.walk(2400)
	s.run(10)
	s.awaitBestRun(p)
	p.hud.LevelStarted()
	return s.alone()
}

// The ghost of the best run walks that run's way, with its time as a name, and can
// be switched off.
func TestGhostOfBestRun(t *testing.T) {
	s := newAppTest(t, i18n.English)
	p := s.afterBestRun()
	if names, _ := filepath.Glob(filepath.Join(s.app.opts.BestRuns, "*"+replayExt)); len(names) != 1 {
		t.Fatalf("files: %v", names)
	}
	run, best := p.bestRun.run, s.app.times.Best(p.view.Maze.Hash())
	if run == nil || run.Time() != best || best == 0 {
		t.Fatalf("the best run is not loaded: %v, best %d", run, best)
	}
	s.run(60)
	g := p.bestRun.at(s.now)
	if g == nil || !strings.Contains(g.Name, "best run 0:") {
		t.Fatalf("there is no ghost: %+v", g)
	}
	if self := p.view.Self(); g.X == self.X && g.Y == self.Y {
		t.Error("the ghost stands still with the player")
	}
	img := windowtest.NewImage(s.w, s.h)
	defer img.Deallocate()
	shown := func(on bool) []byte {
		s.app.settings.Change(func(set *settings.Settings) { set.Games.BestRun = on })
		p.draw(img, s.now)
		p.draw(img, s.now)
		return windowtest.ReadPixels(img).Pix
	}
	with, without := shown(true), shown(false)
	x, y, _ := p.renderer.ScreenPosition(replica.Point{X: g.X, Y: g.Y})
	at := 4 * (int(y)*s.w + int(x))
	if with[at+2] <= without[at+2]+10 {
		t.Errorf("the ghost is not drawn at %g, %g: blue is %d, without it %d", x, y, with[at+2], without[at+2])
	}
	s.run(int(run.Time()))
	if p.bestRun.at(s.now) != nil {
		t.Error("the ghost stays after its end")
	}
}

// The ghost's time is the predicted player's: that of the world shown, and what the
// server and the picture are behind.
func TestGhostKeepsTime(t *testing.T) {
	stats := replica.Stats{InterpolationDelay: 50 * time.Millisecond, Pending: 4}
	var g bestRunGhost
	for tick := range sim.Tick(600) {
		g.follow(100+tick/2*2, 40, &stats) // a snapshot every second tick
		if want := float64(60+tick) + 3 + 4; g.ticks < want-2 || g.ticks > want+2 {
			t.Fatalf("tick %d: %g, want about %g", tick, g.ticks, want)
		}
	}
	if g.follow(0, 0, &stats); g.ticks != 7 {
		t.Errorf("after the level has started again: %g", g.ticks)
	}
}
