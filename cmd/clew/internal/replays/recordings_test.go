package replays

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/netsim"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

func smallLevel(t *testing.T, name string, seed uint64) *maze.Level {
	t.Helper()
	m, err := maze.Generate(seed, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: name, Maze: m}
}

// newRecording records a game of two players, of which only the second says its
// name.
func newRecording(t *testing.T, ticks int) *replay.Recording {
	t.Helper()
	level := smallLevel(t, "small", 1)
	var b bytes.Buffer
	out, err := replay.NewWriter(&b, replay.Header{Level: level, ServerName: "Attic"})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(level.Maze, 0)
	step := func(cmds ...sim.Command) {
		w.Step(cmds, nil)
		out.WriteTick(cmds, w)
	}
	step(sim.Command{ID: 1, Kind: sim.Join}, sim.Command{ID: 2, Kind: sim.Join})
	out.WritePlayer(replay.PlayerInfo{ID: 1, Avatar: 'Z', Name: "a\nb"})
	out.WritePlayer(replay.PlayerInfo{ID: 2, Avatar: 'Q', Name: "Rui", Colour: 3, Shape: 2})
	for i := 1; i < ticks; i++ {
		step(sim.Command{ID: 1, Input: sim.Left << (i / 40 % 2)}, sim.Command{ID: 2, Input: sim.Down})
	}
	for _, id := range []sim.ID{1, 2, 3} { // 3 is nobody: a tick in which nothing happens
		step(sim.Command{ID: id, Kind: sim.Leave})
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	rec, err := replay.Load(&b)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// Where all leave at the end, the show ends with the last of them there. Whose
// name can't be shown has none.
func TestServerRecording(t *testing.T) {
	rec := newRecording(t, 200)
	s := NewPlayer(newServerRecording(rec))
	if s.Length() != 201 || s.Tick() != 0 || s.Self() != 0 || len(s.View(0).Players) != 0 {
		t.Fatalf("%d ticks; at the beginning %+v", s.Length(), s.View(0))
	}
	if !s.Seek(100) || s.Seek(100) {
		t.Error("that is another moment once")
	}
	v := s.View(2)
	var w, next sim.World
	rec.WorldAt(&w, 100)
	rec.WorldAt(&next, 101)
	one, two := v.Players[0], v.Players[1]
	if one.Avatar != 'A' || one.Name != "" || one.Self {
		t.Errorf("whose name can't be shown is %+v", one)
	}
	if two.Avatar != 'Q' || two.Name != "Rui" || two.Appearance != (wire.Appearance{Colour: 3, Shape: 2}) || !two.Self || two.X != w.Player(2).X || two.Y != w.Player(2).Y {
		t.Errorf("the other one is %+v", two)
	}
	s.Advance(50) // half a tick
	at := s.View(0).Players[0]
	if a, b := w.Player(1), next.Player(1); at.X != a.X+(b.X-a.X)/2 || at.Y != a.Y+(b.Y-a.Y)/2 || a.X == b.X && a.Y == b.Y {
		t.Errorf("half a tick later %d,%d, between %d,%d and %d,%d", at.X, at.Y, a.X, a.Y, b.X, b.Y)
	}
	s.Advance(1_000_000)
	if s.View(0).Tick != 201 || s.Tick() != 201 {
		t.Errorf("at the end: tick %d", s.Tick())
	}
	points := map[sim.ID]int{}
	s.Paths(func(id sim.ID, x, y int32) { points[id]++ })
	if points[1] < 20 || points[2] < 20 {
		t.Errorf("the ways have %v points", points)
	}
}

// newCapture captures a client in a game on two levels, and returns what it saw
// after each tick.
func newCapture(t *testing.T) (path string, saw []replica.View) {
	t.Helper()
	play := func(tick int) sim.Input { return sim.Left << (tick / 30 % 2) }
	r := netsim.New(netsim.Config{Level: smallLevel(t, "one", 1), Clients: []netsim.ClientConfig{{Name: "Inês", Input: play}, {Name: "Rui", Input: play}}})
	for r.Run(100); r.Clients[1].Status().State != session.Playing; {
		t.Fatal(r.Clients[1].Status())
	}
	path = filepath.Join(t.TempDir(), "game.capture")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := r.Clients[1]
	rec, err := capture.Start(f, c.Client, capture.Header{Wire: "msgpack", Server: "Attic"})
	if err != nil {
		t.Fatal(err)
	}
	look := func() {
		var v replica.View
		c.Client.View(r.Now(), &v)
		saw = append(saw, v)
	}
	look()
	for i := range 400 {
		if i == 300 {
			r.Server.Game.SetLevel(smallLevel(t, "two", 2), 0)
		}
		r.Step()
		look()
	}
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	return path, saw
}

// What a client saw is seen again, at any moment, forwards and backwards, with
// itself as the keeper.
func TestClientCapture(t *testing.T) {
	path, saw := newCapture(t)
	film, err := Open(path)
	if err != nil || film.Length() != 400 {
		t.Fatalf("%v, %+v", film, err)
	}
	s := NewPlayer(film)
	for _, tick := range []sim.Tick{0, 1, 2, 3, 250, 251, 10, 399, 400, 299, 330, 40} {
		s.Seek(tick)
		v, want := s.View(s.Self()), saw[tick]
		if v.Level != want.Level || len(v.Players) != len(want.Players) || s.Self() != want.Self().ID {
			t.Fatalf("tick %d: %q with %d, seen was %q with %d", tick, v.Level, len(v.Players), want.Level, len(want.Players))
		}
		for i, f := range v.Players {
			if f != want.Players[i] {
				t.Errorf("tick %d: %+v, seen was %+v", tick, f, want.Players[i])
			}
		}
	}
	if s.Seek(100); s.View(1).Self().Name != "Inês" {
		t.Error("another one can't be followed")
	}
	for _, tc := range []struct {
		at   sim.Tick
		most int
	}{{290, 49}, {400, 17}} { // of the second level only
		points := map[sim.ID]int{}
		s.Seek(tc.at)
		s.Paths(func(id sim.ID, x, y int32) { points[id]++ })
		if points[1] != points[2] || points[1] < tc.most-2 || points[1] > tc.most {
			t.Errorf("at %d the ways have %v points, want %d at most", tc.at, points, tc.most)
		}
	}
}

// A capture that was cut off at any byte is listed, and opens up to there; but
// for its beginning, without which there is nothing.
func TestTruncatedCapture(t *testing.T) {
	path, _ := newCapture(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := sim.Tick(0)
	for n := 0; n < len(whole); n += 1 + n%17 {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		info, fault := ReadInfo(bytes.NewReader(whole[:n]))
		film, err := Open(path)
		if (err == nil) != (fault == nil) || err != nil && last > 0 {
			t.Fatalf("cut to %d bytes: listed with %v, opened with %v", n, fault, err)
		}
		if err != nil {
			continue
		}
		if !info.FromClient || !info.Truncated || info.Level != "one" || info.Server != "Attic" || info.Length != film.Length() || info.Length < last {
			t.Fatalf("cut to %d bytes: %+v, and it opens to tick %d", n, info, film.Length())
		}
		last = info.Length
	}
	if last < 300 {
		t.Errorf("all but the last bytes open to tick %d", last)
	}
}
