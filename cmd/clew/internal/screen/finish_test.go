package screen

import (
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/settings"
	"clew/net/endpoint"
)

// The time to an exit is kept by level, and a game of one's own asks what to do
// next.
func TestFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := settings.OpenTimes(path)
	p := &play{app: &App{times: times, settings: settings.Memory()}, hud: hud.New(hud.Options{}), target: target{own: &own{}}}
	p.seen.Maze, p.seen.Level = smallLevel(t).Maze, "small"
	p.found(600)
	if !p.hud.Keyboard() {
		t.Error("nobody asks what to do next")
	}
	p.found(700)
	if err := times.Close(); err != nil {
		t.Error(err)
	}
	if again, message := settings.OpenTimes(path); message != "" || again.Best(p.seen.Maze.Hash()) != 600 {
		t.Errorf("kept: %d, %q", again.Best(p.seen.Maze.Hash()), message)
	}
	with := &play{app: p.app, hud: hud.New(hud.Options{}), seen: p.seen}
	with.found(500)
	if with.hud.Keyboard() || times.Best(p.seen.Maze.Hash()) != 500 {
		t.Error("among others one is asked what to do next, or the time is not kept")
	}
	if err := times.Close(); err != nil || p.app.unkept() != "" {
		t.Errorf("%v, %q", err, p.app.unkept())
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o755); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	with.found(400)
	if err := times.Close(); err == nil || p.app.unkept() == "" || p.app.unkept() != "" {
		t.Errorf("a time that is not kept is not told once: %v", err)
	}
}

// Where one has been is remembered once one is in the game; one's own server is
// not.
func TestRemember(t *testing.T) {
	a := &App{settings: settings.Memory()}
	for _, tc := range []struct {
		own   *own
		phase endpoint.Phase
		want  int
	}{{&own{}, endpoint.Playing, 0}, {nil, endpoint.Joining, 0}, {nil, endpoint.Playing, 1}} {
		p := &play{app: a, client: endpoint.NewClient(endpoint.ClientConfig{}), target: target{address: "maze:8856", own: tc.own}}
		for range 2 {
			p.remember(endpoint.Status{Phase: tc.phase}, hud.Wish{})
		}
		if got := a.settings.Now().Servers.Recent; len(got) != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
	p := &play{app: a}
	p.remember(endpoint.Status{}, hud.Wish{Hinted: true})
	if !a.settings.Now().Seen.Keys {
		t.Error("the hint comes again")
	}
}
