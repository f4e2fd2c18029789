package screen

import (
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/settings"
	"clew/net/session"
)

// Best times are saved per level, and a single player game asks what to do next.
func TestFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := settings.OpenTimes(path)
	p := &play{gameScreen: gameScreen{app: &App{times: times, settings: settings.NewInMemory()}, hud: hud.New(hud.Options{})}, target: joinTarget{server: &localServer{}}}
	p.view.Maze, p.view.Level = smallLevel(t).Maze, "small"
	p.onExit(600)
	if !p.hud.WantsKeyboard() {
		t.Error("nobody asks what to do next")
	}
	p.onExit(700)
	if err := times.Close(); err != nil {
		t.Error(err)
	}
	if again, message := settings.OpenTimes(path); message != "" || again.Best(p.view.Maze.Hash()) != 600 {
		t.Errorf("kept: %d, %q", again.Best(p.view.Maze.Hash()), message)
	}
	with := &play{gameScreen: gameScreen{app: p.app, hud: hud.New(hud.Options{}), view: p.view}}
	with.onExit(500)
	if with.hud.WantsKeyboard() || times.Best(p.view.Maze.Hash()) != 500 {
		t.Error("among others one is asked what to do next, or the time is not kept")
	}
	if err := times.Close(); err != nil || p.app.timesProblem() != "" {
		t.Errorf("%v, %q", err, p.app.timesProblem())
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o755); err != nil { // where no file can be written
		t.Fatal(err)
	}
	with.onExit(400)
	if err := times.Close(); err == nil || p.app.timesProblem() == "" || p.app.timesProblem() != "" {
		t.Errorf("a time that is not kept is not told once: %v", err)
	}
}

// A server is remembered once the player is in its game, but not the player's own.
func TestRemember(t *testing.T) {
	a := &App{settings: settings.NewInMemory()}
	for _, tc := range []struct {
		own   *localServer
		phase session.State
		want  int
	}{{&localServer{}, session.Playing, 0}, {nil, session.Joining, 0}, {nil, session.Playing, 1}} {
		p := &play{gameScreen: gameScreen{app: a}, client: session.NewClient(session.ClientConfig{}), target: joinTarget{address: "maze:8856", server: tc.own}}
		for range 2 {
			p.recordVisit(session.Status{State: tc.phase})
		}
		if got := a.settings.Current().Servers.Recent; len(got) != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
	p := &play{gameScreen: gameScreen{app: a}}
	p.recordHint(hud.Actions{HintShown: true})
	if !a.settings.Current().Seen.Keys {
		t.Error("the hint comes again")
	}
}
