package replay

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

var bless = flag.Bool("bless", false, "rewrite the recordings in testdata; say why in the commit")

// game plays a made-up game and records it.
type game struct {
	w   *sim.World
	rec *Writer
	out bytes.Buffer
	rng *rand.Rand
}

func newGame(t testing.TB, level *maze.Level, seed uint64) *game {
	t.Helper()
	g := &game{w: sim.New(level.Maze, seed), rng: rand.New(rand.NewPCG(seed, 1))}
	rec, err := NewWriter(&g.out, Header{Level: level, Seed: seed, ServerName: "test"})
	if err != nil {
		t.Fatal(err)
	}
	g.rec = rec
	return g
}

func (g *game) step(cmds ...sim.Command) {
	g.w.Step(cmds, nil)
	g.rec.WriteTick(cmds, g.w)
}

// crowd plays ticks of n players who wander, come, go, and sometimes catch up
// with two walks in a tick.
func (g *game) crowd(n, ticks int) {
	keys := make([]sim.Input, n+1)
	for range ticks {
		var cmds []sim.Command
		for id := 1; id <= n; id++ {
			switch g.rng.IntN(600) {
			case 0:
				cmds = append(cmds, sim.Command{ID: sim.ID(id), Kind: sim.Leave})
			case 1, 2, 3, 4, 5, 6:
				cmds = append(cmds, sim.Command{ID: sim.ID(id), Kind: sim.Join})
			}
			if g.rng.IntN(15) == 0 {
				keys[id] = sim.Input(g.rng.IntN(16))
			}
			for range []int{1, 1, 1, 1, 1, 1, 0, 2}[g.rng.IntN(8)] {
				cmds = append(cmds, sim.Command{ID: sim.ID(id), Input: keys[id]})
			}
		}
		g.step(cmds...)
	}
}

func (g *game) done(t testing.TB) []byte {
	t.Helper()
	if err := g.rec.Close(); err != nil {
		t.Fatal(err)
	}
	return g.out.Bytes()
}

func generated(t testing.TB, seed uint64, w, h int) *maze.Level {
	t.Helper()
	m, err := maze.Generate(seed, w, h, 60)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "generated", Maze: m}
}

// hall returns a level with much open floor, pillars and an exit in a corner.
func hall(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{
		"###############",
		"#S...........S#",
		"#.##.#.#.#.##.#",
		"#.............#",
		"#.#.##.#.##.#.#",
		"#......#......#",
		"#.#.##...##.#.#",
		"#.............#",
		"#S.#..#E#..#.S#",
		"###############",
	})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "hall", Maze: m}
}

// recordings are the games in testdata.
var recordings = map[string]func(t testing.TB) []byte{
	"crowd.clewrec": func(t testing.TB) []byte {
		g := newGame(t, generated(t, 11, 31, 21), 11)
		g.crowd(12, 900)
		return g.done(t)
	},
	"hall.clewrec": func(t testing.TB) []byte {
		g := newGame(t, hall(t), 5)
		g.crowd(3, 2400)
		return g.done(t)
	},
	"large.clewrec": func(t testing.TB) []byte {
		g := newGame(t, generated(t, 3, 101, 75), 3)
		g.crowd(5, 1500)
		return g.done(t)
	},
}

// The current rules play the recorded games as they were played on the day of
// the recording. If they are not and that is meant, see the flag -bless.
func TestRecordings(t *testing.T) {
	for name, play := range recordings {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name)
			if *bless {
				if err := os.WriteFile(file, play(t), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			rep, err := Verify(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if rep.Truncated || rep.Ticks < 900 || rep.Players < 3 {
				t.Errorf("an odd recording: %+v", rep)
			}
		})
	}
}

func TestVerifyReports(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(3, 130)
	rep, err := Verify(bytes.NewReader(g.done(t)))
	if err != nil || rep.Ticks != 130 || rep.Truncated || rep.Header.ServerName != "test" || rep.Header.Seed != 5 || rep.Header.Level.Name != "hall" {
		t.Errorf("%+v, %v", rep, err)
	}
}

// A recording that begins where a server went on to its level has the ticks of
// the server.
func TestStartTick(t *testing.T) {
	head := Header{Level: hall(t), Seed: 5, StartTick: 70_000}
	for _, ticks := range []int{0, 100} {
		g := newGame(t, head.Level, head.Seed)
		g.w = head.World()
		g.out.Reset()
		var err error
		if g.rec, err = NewWriter(&g.out, head); err != nil {
			t.Fatal(err)
		}
		g.crowd(3, ticks)
		rep, err := Verify(bytes.NewReader(g.done(t)))
		if err != nil || rep.Ticks != sim.Tick(ticks) || rep.Header.StartTick != head.StartTick || rep.Truncated {
			t.Errorf("of %d ticks: %+v, %v", ticks, rep, err)
		}
	}
}

// A command that differs is found at its tick.
func TestDesyncErrorNamesTheTick(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.step(sim.Command{ID: 1, Kind: sim.Join})
	for i := range 100 {
		recorded := []sim.Command{{ID: 1, Input: sim.Right}}
		played := recorded
		if i == 70 {
			played = []sim.Command{{ID: 1, Input: sim.Down}}
		}
		g.w.Step(played, nil)
		g.rec.WriteTick(recorded, g.w)
	}
	rep, err := Verify(bytes.NewReader(g.done(t)))
	var m *DesyncError
	if !errors.As(err, &m) || m.Tick != 72 || rep.Ticks != 71 {
		t.Errorf("got %v after %d ticks, want a mismatch at tick 72", err, rep.Ticks)
	}
}

// Cut at any byte, a recording opens up to there.
func TestEveryTruncation(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 200)
	whole := g.done(t)
	ticks := sim.Tick(0)
	for n := range whole {
		rep, err := Verify(bytes.NewReader(whole[:n]))
		if err != nil && rep.Header.Level != nil {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), err)
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d, within the head: %v", n, err)
		}
		if err == nil && (!rep.Truncated || rep.Ticks < ticks) {
			t.Fatalf("cut at %d: %+v after %d ticks before", n, rep, ticks)
		}
		ticks = rep.Ticks
	}
	if ticks != 200 {
		t.Errorf("only %d ticks in a recording that lacks its last byte", ticks)
	}
}

// A flipped bit is found, wherever it is: nothing is played wrong silently.
func TestEveryFlippedBit(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 70)
	whole := g.done(t)
	for n := range whole {
		b := bytes.Clone(whole)
		b[n] ^= 1 << (n % 8)
		if rep, err := Verify(bytes.NewReader(b)); err == nil && !rep.Truncated {
			t.Fatalf("byte %d of %d: not noticed", n, len(whole))
		}
	}
}

func TestUnknownRecordsAreSkipped(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 60)
	g.rec.write('?', []byte("from the future"))
	g.crowd(2, 30)
	if rep, err := Verify(bytes.NewReader(g.done(t))); err != nil || rep.Ticks != 90 {
		t.Errorf("%+v, %v", rep, err)
	}
}

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestWriterKeepsItsFirstError(t *testing.T) {
	w := sim.New(hall(t).Maze, 1)
	rec, err := NewWriter(&full{left: 400}, Header{Level: hall(t)})
	if err != nil {
		t.Fatal(err)
	}
	for range 10 * ticksPerRecord {
		w.Step(nil, nil)
		rec.WriteTick(nil, w)
	}
	if !errors.Is(rec.Err(), io.ErrShortWrite) || !errors.Is(rec.Close(), io.ErrShortWrite) {
		t.Errorf("Err is %v", rec.Err())
	}
}

func FuzzVerify(f *testing.F) {
	g := newGame(f, hall(f), 5)
	g.crowd(2, 70)
	f.Add(g.done(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		rep, err := Verify(bytes.NewReader(b))
		if err == nil && rep.Header.Level == nil {
			t.Error("no error and no level")
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	g := newGame(b, hall(b), 5)
	g.crowd(8, 3600)
	rec := g.done(b)
	b.SetBytes(int64(len(rec)))
	for b.Loop() {
		if _, err := Verify(bytes.NewReader(rec)); err != nil {
			b.Fatal(err)
		}
	}
}
