package screen

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/replays"
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/server"
)

func smallLevel(t *testing.T) *maze.Level {
	t.Helper()
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "small", Maze: m}
}

// walk plays the first level of a game, or the next one, with two players walking,
// and reports each entry.
func walk(t *testing.T, s *game.State, level *maze.Level, ticks int, tell func(*game.Entry, *game.State)) {
	t.Helper()
	if s.Tick() > 0 {
		ticks++ // for the one that starts the level
	}
	for i := range ticks {
		e := game.Entry{Tick: s.Tick() + 1, Walks: []game.Walk{{ID: 1, Keys: sim.Left << (i / 40 % 2)}, {ID: 2, Keys: sim.Down}}}
		switch {
		case i > 0:
		case s.Tick() == 0:
			e.Changes = []game.Change{{Kind: game.Join}, {Kind: game.Join}}
		default:
			e.Changes = []game.Change{{Kind: game.StartLevel, Level: level}}
		}
		if _, err := s.Apply(&e, nil); err != nil {
			t.Fatal(err)
		}
		tell(&e, s)
	}
}

// keptGame returns a recording of a number of ticks.
func keptGame(t *testing.T, ticks int) []byte {
	t.Helper()
	level := smallLevel(t)
	var b bytes.Buffer
	s := game.New(game.Config{Level: level, Name: "Attic"})
	out, err := replay.NewWriter(&b, s)
	if err != nil {
		t.Fatal(err)
	}
	walk(t, s, level, ticks, out.WriteEntry)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Each level is recorded to a file of its own; one that lasted less than a second
// is not.
func TestRecorder(t *testing.T) {
	folder, level := filepath.Join(t.TempDir(), "replays"), smallLevel(t)
	cfg := server.Config{Level: level, Name: "Attic"}
	r := recordGames(folder, &cfg)
	s := game.New(game.Config{Level: level, Name: cfg.Name})
	cfg.OnStart(s)
	for _, ticks := range []int{90, 20, 150} {
		walk(t, s, level, ticks, cfg.OnEntry)
	}
	r.end()
	paths := listReplayFiles([]string{folder})
	if len(paths) != 2 {
		t.Fatalf("kept: %v", paths)
	}
	lengths := map[time.Duration]bool{}
	for _, path := range paths {
		info := replayInfo(path)
		if info.Err != "" || info.Truncated || info.Server != "Attic" {
			t.Fatalf("%+v", info)
		}
		lengths[info.Length] = true
	}
	if !lengths[i18n.TickDuration(90)] || !lengths[i18n.TickDuration(150)] {
		t.Errorf("the games are %v long", lengths)
	}
	if (&localServer{recorder: r}).recordingProblem() != "" {
		t.Error("there is trouble")
	}
}

// A folder that cannot be written to is reported once and does not stop the game.
func TestRecorderWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := server.Config{Level: smallLevel(t)}
	o := &localServer{recorder: recordGames(filepath.Join(file, "replays"), &cfg)}
	walk(t, game.New(game.Config{Level: cfg.Level}), cfg.Level, 90, cfg.OnEntry)
	o.recorder.end()
	if o.recordingProblem() == "" || o.recordingProblem() != "" {
		t.Error("it is not told, or told twice")
	}
}

// A recording that was cut off at any byte is listed and opens up to there, unless
// its header is incomplete.
func TestCutRecordings(t *testing.T) {
	whole := keptGame(t, 200)
	path := filepath.Join(t.TempDir(), "game.clewrec")
	last := -1
	for n := range len(whole) {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		info := replayInfo(path)
		film, err := replays.Open(path)
		if err != nil {
			if info.Err == "" || last >= 0 {
				t.Fatalf("cut to %d bytes: %+v, %v", n, info, err)
			}
			continue
		}
		length := int(film.Length())
		if info.Err != "" || !info.Truncated || info.Length != i18n.TickDuration(film.Length()) || length < last {
			t.Fatalf("cut to %d bytes: %+v, and it opens to tick %d", n, info, length)
		}
		last = length
	}
	if last < 180 {
		t.Errorf("all but the last byte opens to tick %d", last)
	}
}

func TestReplayIndex(t *testing.T) {
	folder := t.TempDir()
	for name, b := range map[string][]byte{"a.clewrec": keptGame(t, 90), "b.txt": []byte("no recording"), ".hidden": nil} {
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := newReplayIndex(context.Background(), folder)
	for info := range s.found {
		s.infos = append(s.infos, info)
	}
	if s.poll(); !s.done || len(s.infos) != 2 {
		t.Fatalf("found %+v, done %v", s.infos, s.done)
	}
	for _, info := range s.infos {
		switch filepath.Base(info.Path) {
		case "a.clewrec":
			if info.Level != "small" || info.Server != "Attic" || info.Truncated || info.Err != "" || info.Length != i18n.TickDuration(90) || info.Recorded.IsZero() {
				t.Errorf("%+v", info)
			}
		default:
			if info.Err == "" {
				t.Errorf("%+v", info)
			}
		}
	}
}
