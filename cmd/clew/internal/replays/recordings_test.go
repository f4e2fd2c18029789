package replays

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"clew/cmd/internal/lab/capture"
	"clew/engine/game"
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

// newRecording records a game of two players: the first one's name can't be shown,
// the second one changes its own, and both say something.
func newRecording(t *testing.T, ticks int) *replay.Recording {
	t.Helper()
	s := game.New(game.Config{Level: smallLevel(t, "small", 1), Name: "Attic"})
	var b bytes.Buffer
	out, err := replay.NewWriter(&b, s)
	if err != nil {
		t.Fatal(err)
	}
	step := func(e game.Entry) {
		e.Tick = s.Tick() + 1
		if _, err := s.Apply(&e, nil); err != nil {
			t.Fatal(err)
		}
		out.WriteEntry(&e, s)
	}
	step(game.Entry{Changes: []game.Change{{Kind: game.Join, Name: "a\u202eb"}, {Kind: game.Join, Name: "Rui", Appearance: game.Appearance{Colour: 3, Shape: 2}}}})
	for i := 1; i < ticks; i++ {
		e := game.Entry{Walks: []game.Walk{{ID: 1, Keys: sim.Left << (i / 40 % 2)}, {ID: 2, Keys: sim.Down}}}
		switch i {
		case 50:
			e.Changes = []game.Change{{Kind: game.Say, ID: 1, Text: "turn\u202earound"}, {Kind: game.Say, ID: 2, Text: "\u202e"}}
		case 60:
			e.Changes = []game.Change{{Kind: game.Say, ID: 2, Text: "hello"}, {Kind: game.Rename, ID: 2, Name: "Zoë"}}
		case 90:
			e.Changes = []game.Change{{Kind: game.Say, ID: 2, Text: "it's me"}}
		}
		step(e)
	}
	for _, id := range []sim.ID{1, 2, 3} { // 3 is nobody: a tick in which nothing happens
		step(game.Entry{Changes: []game.Change{{Kind: game.Leave, ID: id}}})
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

// stateAt returns the State after a tick.
func stateAt(t *testing.T, rec *replay.Recording, tick sim.Tick) *game.State {
	t.Helper()
	s, err := rec.Cursor().StateAt(tick)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Where all leave at the end, the show ends with the last of them there. Whose
// name can't be shown has none.
func TestServerRecording(t *testing.T) {
	rec := newRecording(t, 200)
	replay, err := newServerRecording(rec)
	if err != nil {
		t.Fatal(err)
	}
	s := NewPlayer(replay)
	if s.Length() != 201 || s.Tick() != 0 || s.Self() != 0 || len(s.View(0).Players) != 0 {
		t.Fatalf("%d ticks; at the beginning %+v", s.Length(), s.View(0))
	}
	if s.Seek(55); s.View(0).Players[1].Name != "Rui" {
		t.Errorf("before it has another name: %+v", s.View(0).Players[1])
	}
	if !s.Seek(100) || s.Seek(100) {
		t.Error("that is another moment once")
	}
	v := s.View(2)
	w, next := stateAt(t, rec, 100).World(), stateAt(t, rec, 101).World()
	one, two := v.Players[0], v.Players[1]
	if one.Avatar != 'A' || one.Name != "" || one.Self {
		t.Errorf("whose name can't be shown is %+v", one)
	}
	if two.Avatar != 'B' || two.Name != "Zoë" || two.Appearance != (wire.Appearance{Colour: 3, Shape: 2}) || !two.Self || two.JoinTick != 1 || two.X != w.Player(2).X || two.Y != w.Player(2).Y {
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

// What was said is there with the names of then, and without what can't be shown.
func TestServerRecordingChat(t *testing.T) {
	r, err := newServerRecording(newRecording(t, 200))
	if err != nil {
		t.Fatal(err)
	}
	rui := ChatLine{Tick: 61, ID: 2, Avatar: 'B', Appearance: wire.Appearance{Colour: 3, Shape: 2}, Name: "Rui", Text: "hello"}
	first := ChatLine{Tick: 51, ID: 1, Avatar: 'A', Text: "turnaround"}
	zoe := rui
	zoe.Tick, zoe.Name, zoe.Text = 91, "Zoë", "it's me"
	for _, c := range []struct {
		after, upTo sim.Tick
		want        []ChatLine
	}{{0, 201, []ChatLine{first, rui, zoe}}, {51, 61, []ChatLine{rui}}, {0, 50, nil}, {61, 9999, []ChatLine{zoe}}, {9998, 9999, nil}, {0, 51, []ChatLine{first}}} {
		if got := r.Chat(c.after, c.upTo); !slices.Equal(got, c.want) {
			t.Errorf("after %d up to %d: %+v, want %+v", c.after, c.upTo, got, c.want)
		}
	}
}

// A recording of other rules is refused if that shows at its beginning or end, and
// otherwise it ends where the game becomes another one.
func TestRecordingOfOtherRules(t *testing.T) {
	for _, at := range []int{50, 3 * replay.CheckpointInterval / 2, 5 * replay.CheckpointInterval / 2} {
		s := game.New(game.Config{Level: smallLevel(t, "small", 1)})
		var b bytes.Buffer
		out, err := replay.NewWriter(&b, s)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3*replay.CheckpointInterval - 1 {
			e := game.Entry{Tick: s.Tick() + 1}
			if i == 0 {
				e.Changes = []game.Change{{Kind: game.Join}}
			}
			secret := e
			if i+1 == at {
				secret.Changes = []game.Change{{Kind: game.Rename, ID: 1, Name: "Rui"}}
			}
			if _, err := s.Apply(&secret, nil); err != nil {
				t.Fatal(err)
			}
			out.WriteEntry(&e, s)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		rec, err := replay.Load(&b)
		if err != nil {
			t.Fatal(err)
		}
		r, err := newServerRecording(rec)
		var desync *replay.DesyncError
		if middle := at == 3*replay.CheckpointInterval/2; middle != (err == nil) || !middle && !errors.As(err, &desync) {
			t.Fatalf("another game at %d: %v", at, err)
		}
		if err != nil {
			continue
		}
		p := NewPlayer(r)
		p.Seek(sim.Tick(at) + 10)
		if v := p.View(0); v.Tick != sim.Tick(at)-1 || p.Length() != sim.Tick(at)-1 {
			t.Errorf("another game at %d: shown up to %d of %d", at, v.Tick, p.Length())
		}
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
		if i == 200 || i == 320 {
			r.Clients[0].SendChat("hello")
		}
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
			if !reflect.DeepEqual(f, want.Players[i]) {
				t.Errorf("tick %d: %+v, seen was %+v", tick, f, want.Players[i])
			}
		}
	}
	said := s.Chat(0, 400)
	if len(said) != 2 || said[0].Tick < 200 || said[0].Tick > 230 || said[1].Tick < 320 || said[0].Name != "Inês" || said[0].ID != 1 || said[0].Avatar == 0 || said[1].Text != "hello" {
		t.Fatalf("said: %+v", said)
	}
	for _, c := range []struct{ after, upTo, want int }{{0, int(said[0].Tick) - 1, 0}, {0, int(said[0].Tick), 1}, {int(said[0].Tick), 400, 1}, {400, 10, 0}} {
		if got := s.Chat(sim.Tick(c.after), sim.Tick(c.upTo)); len(got) != c.want {
			t.Errorf("after %d up to %d: %+v", c.after, c.upTo, got)
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

// A server's name from a file cannot reverse the text around it.
func TestServerNameIsCleaned(t *testing.T) {
	rec := newRecording(t, 1)
	level, _ := rec.Start.Level()
	var b bytes.Buffer
	out, err := replay.NewWriter(&b, game.New(game.Config{Level: level, Name: "srv\u202e\u2028gpj.exe"}))
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := ReadInfo(&b); err != nil || info.Server != "srv gpj.exe" && info.Server != "srvgpj.exe" {
		t.Errorf("%q, %v", info.Server, err)
	}
}
