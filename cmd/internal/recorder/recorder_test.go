package recorder

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/server"
)

// fixture is a game whose recorder can be watched.
type fixture struct {
	cfg    server.Config
	rec    *Recorder
	files  []*os.File
	errors []string
	state  *game.State
}

func newFixture(t *testing.T, least int) *fixture {
	t.Helper()
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := &fixture{cfg: server.Config{Level: &maze.Level{Name: "small", Maze: m}, Name: "Attic"}}
	folder := t.TempDir()
	s.state = game.New(game.Config{Level: s.cfg.Level, Name: s.cfg.Name})
	s.rec, err = Start(&s.cfg, Options{
		Open: func() (*os.File, error) {
			f, err := os.Create(filepath.Join(folder, fmt.Sprint(len(s.files))))
			s.files = append(s.files, f)
			return f, err
		},
		OnError:  func(file string, err error) { s.errors = append(s.errors, filepath.Base(file)) },
		MinTicks: least,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.cfg.OnStart(s.state)
	return s
}

// play plays the first level, or the next one.
func (s *fixture) play(ticks int) {
	if s.state.Tick() > 0 {
		ticks++ // for the one that starts the level
	}
	for i := range ticks {
		e := game.Entry{Tick: s.state.Tick() + 1}
		switch {
		case i > 0:
		case s.state.Tick() == 0:
			e.Changes = []game.Change{{Kind: game.Join, Name: "Inês", Appearance: game.Appearance{Colour: 2, Shape: 3}}}
		default:
			e.Changes = []game.Change{{Kind: game.StartLevel, Level: s.cfg.Level}}
		}
		if _, err := s.state.Apply(&e, nil); err != nil {
			panic(err)
		}
		s.cfg.OnEntry(&e, s.state)
		synctest.Wait() // until the disk has it
	}
}

// Each level is a recording of its own; one that is too short is removed.
func TestRecorder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newFixture(t, 50)
		s.play(130)
		s.play(49)
		s.play(70)
		if err := s.rec.Close(); err != nil || len(s.errors) != 0 || len(s.files) != 3 {
			t.Fatalf("%v, %q, %d files", err, s.errors, len(s.files))
		}
		for i, want := range []sim.Tick{130, 0, 70} {
			b, err := os.ReadFile(s.files[i].Name())
			if want == 0 {
				if !os.IsNotExist(err) {
					t.Errorf("the short one: %v", err)
				}
				continue
			}
			rec, err := replay.Load(bytes.NewReader(b))
			if err != nil || rec.Truncated || rec.Start.Name() != "Attic" || rec.LastTick()-rec.StartTick() != want {
				t.Fatalf("file %d: %+v, %v", i, rec, err)
			}
			if _, level := rec.Start.Level(); int(level) != i+1 {
				t.Errorf("file %d begins with level %d", i, level)
			}
			last, err := rec.Cursor().StateAt(rec.LastTick())
			if err != nil {
				t.Fatalf("file %d: %v", i, err)
			}
			if p := last.Player(1); p == nil || p.Avatar != 'A' || p.Name != "Inês" || p.Appearance != (game.Appearance{Colour: 2, Shape: 3}) {
				t.Errorf("file %d: the player is %+v", i, p)
			}
			if _, err := replay.Verify(bytes.NewReader(b)); err != nil {
				t.Errorf("file %d: %v", i, err)
			}
		}
	})
}

// A disk that fails later is told of once, and tried again with the next level.
func TestFailsLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newFixture(t, 1)
		s.files[0].Close()
		s.play(300)
		s.play(100)
		err := s.rec.Close()
		if got := strings.Join(s.errors, " "); err == nil || got != "0" {
			t.Errorf("closed with %v; told of %q", err, got)
		}
		b, _ := os.ReadFile(s.files[1].Name())
		if rec, err := replay.Load(bytes.NewReader(b)); err != nil || rec.LastTick() != 401 {
			t.Errorf("the next level: %v", err)
		}
	})
}

// Where no file can be made, that is told, and the game goes on.
func TestNoFile(t *testing.T) {
	told := 0
	s := newFixture(t, 1)
	s.rec.Close()
	cfg := s.cfg
	r, err := Start(&cfg, Options{
		Open:    func() (*os.File, error) { return nil, os.ErrPermission },
		OnError: func(string, error) { told++ },
	})
	if err == nil || told != 1 {
		t.Fatalf("%v, told %d times", err, told)
	}
	cfg.OnStart(s.state)
	cfg.OnEntry(&game.Entry{Tick: 1}, s.state)
	cfg.OnEntry(&game.Entry{Tick: 2, Changes: []game.Change{{Kind: game.StartLevel, Level: cfg.Level}}}, s.state)
	if err := r.Close(); err == nil || told != 2 {
		t.Errorf("%v, told %d times", err, told)
	}
}

// The game that a server plays is recorded, not the one that its Config asks for:
// it has a name when none is given, and changes a level's that it can't send.
func TestServerRecords(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "game")
	cfg := server.Config{Addr: "127.0.0.1:0", Level: &maze.Level{Name: "a\u202eb", Maze: m}, Seed: 5}
	rec, err := Start(&cfg, Options{
		Open:    func() (*os.File, error) { return os.Create(path) },
		OnError: func(_ string, err error) { t.Error(err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	ticked, record := make(chan struct{}), cfg.OnEntry
	cfg.OnEntry = func(e *game.Entry, after *game.State) {
		if record(e, after); after.Tick() == 3 {
			close(ticked)
		}
	}
	s, err := server.Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	<-ticked
	s.Shutdown("done")
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	report, err := replay.Verify(bytes.NewReader(b))
	if err != nil || report.Ticks < 3 || report.Truncated || report.Start.Name() != "Clew" {
		t.Errorf("%+v, %v", report, err)
	}
}
