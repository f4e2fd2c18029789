package screen

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/panel"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/host"
)

func smallLevel(t *testing.T) *maze.Level {
	t.Helper()
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "small", Maze: m}
}

// walk plays a game of so many ticks, in which two players walk, and tells of
// each tick.
func walk(w *sim.World, ticks int, tell func([]sim.Command, *sim.World)) {
	for i := range ticks {
		cmds := []sim.Command{{ID: 1, Kind: sim.Walk, Input: sim.Right << (i / 40 % 2)}, {ID: 2, Kind: sim.Walk, Input: sim.Down}}
		if i == 0 {
			cmds = []sim.Command{{ID: 1, Kind: sim.Join}, {ID: 2, Kind: sim.Join}}
		}
		w.Step(cmds, nil)
		tell(cmds, w)
	}
}

// keptGame is a recording of so many ticks.
func keptGame(t *testing.T, ticks int) []byte {
	t.Helper()
	level := smallLevel(t)
	var b bytes.Buffer
	out, err := replay.NewWriter(&b, replay.Head{Level: level, Server: "Attic"})
	if err != nil {
		t.Fatal(err)
	}
	walk(sim.New(level.Maze, 0), ticks, out.Tick)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Each level is kept in a file of its own, that of the next one too; what lasted
// less than a second is not.
func TestRecorder(t *testing.T) {
	folder, level := filepath.Join(t.TempDir(), "replays"), smallLevel(t)
	cfg := host.Config{Level: level, Name: "Attic"}
	r := record(folder, &cfg)
	w := sim.New(level.Maze, 0)
	walk(w, 90, cfg.Record)
	for _, ticks := range []int{20, 150} {
		now := w.Tick()
		cfg.Relevel(level, 0, now)
		w = sim.New(level.Maze, 0)
		w.Assume(now)
		walk(w, ticks, cfg.Record)
	}
	r.end()
	paths := recordings(folder)
	if len(paths) != 2 {
		t.Fatalf("kept: %v", paths)
	}
	lengths := map[sim.Tick]bool{}
	for _, path := range paths {
		rec, err := load(path)
		if err != nil || rec.Cut || rec.Head.Server != "Attic" {
			t.Fatalf("%s: %+v, %v", path, rec, err)
		}
		lengths[rec.Last()-rec.Head.Start] = true
	}
	if !lengths[90] || !lengths[150] {
		t.Errorf("the games are %v ticks long", lengths)
	}
	if (&own{rec: r}).trouble() != "" {
		t.Error("there is trouble")
	}
}

// A folder that can't be written is told once, and no reason not to play.
func TestRecorderWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := host.Config{Level: smallLevel(t)}
	o := &own{rec: record(filepath.Join(file, "replays"), &cfg)}
	walk(sim.New(cfg.Level.Maze, 0), 90, cfg.Record)
	o.rec.end()
	if o.trouble() == "" || o.trouble() != "" {
		t.Error("it is not told, or told twice")
	}
}

// A recording that was cut off at any byte is listed, and opens up to there;
// but for its head, without which there is nothing.
func TestCutRecordings(t *testing.T) {
	whole := keptGame(t, 200)
	path := filepath.Join(t.TempDir(), "game.clewrec")
	last := -1
	for n := range len(whole) {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		info, rec, err := survey(path), (*replay.Recording)(nil), error(nil)
		if rec, err = load(path); err != nil {
			if info.Fault == "" || last >= 0 {
				t.Fatalf("cut to %d bytes: %+v, %v", n, info, err)
			}
			continue
		}
		length := int(rec.Last())
		if info.Fault != "" || !info.Cut || info.Length != panel.Ticks(rec.Last()) || length < last {
			t.Fatalf("cut to %d bytes: %+v, and it opens to tick %d", n, info, length)
		}
		last = length
	}
	if last < 180 {
		t.Errorf("all but the last byte opens to tick %d", last)
	}
}

func TestShelf(t *testing.T) {
	folder := t.TempDir()
	for name, b := range map[string][]byte{"a.clewrec": keptGame(t, 90), "b.txt": []byte("no recording"), ".hidden": nil} {
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := newShelf(context.Background(), folder)
	for info := range s.found {
		s.infos = append(s.infos, info)
	}
	if s.look(); !s.done || len(s.infos) != 2 {
		t.Fatalf("found %+v, done %v", s.infos, s.done)
	}
	for _, info := range s.infos {
		switch filepath.Base(info.Path) {
		case "a.clewrec":
			if info.Level != "small" || info.Server != "Attic" || info.Cut || info.Fault != "" || info.Length != panel.Ticks(90) || info.When.IsZero() {
				t.Errorf("%+v", info)
			}
		default:
			if info.Fault == "" {
				t.Errorf("%+v", info)
			}
		}
	}
}

// Where all leave at the end, the show ends with the last of them there.
func TestShowEndsWithSomebody(t *testing.T) {
	level := smallLevel(t)
	var b bytes.Buffer
	out, err := replay.NewWriter(&b, replay.Head{Level: level})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(level.Maze, 0)
	walk(w, 90, out.Tick)
	for _, id := range []sim.ID{1, 2, 3} { // 3 is nobody: a tick in which nothing happens
		cmds := []sim.Command{{ID: id, Kind: sim.Leave}}
		w.Step(cmds, nil)
		out.Tick(cmds, w)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	rec, err := replay.Load(&b)
	if err != nil {
		t.Fatal(err)
	}
	if s := newShow(rec); s.length() != 91 || s.tick() != 0 {
		t.Errorf("it is %d ticks long", s.length())
	}
}

func TestShow(t *testing.T) {
	rec, err := replay.Load(bytes.NewReader(keptGame(t, 200)))
	if err != nil {
		t.Fatal(err)
	}
	s := newShow(rec)
	if len(s.view.Figures) != 0 || !s.seek(100) || s.seek(100) {
		t.Fatalf("at the beginning: %+v", s.view.Figures)
	}
	s.follow = 2
	s.fill()
	var w sim.World
	rec.World(&w, 100)
	if f := s.view.Self(); len(s.view.Figures) != 2 || f == nil || f.ID != 2 || f.Avatar != 'B' || f.X != w.Player(2).X || f.Y != w.Player(2).Y {
		t.Errorf("after 100 ticks: %+v", s.view.Figures)
	}
	s.run(50) // half a tick
	s.fill()
	at := s.view.Figures[0]
	var next sim.World
	rec.World(&next, 101)
	if a, b := w.Player(1), next.Player(1); at.X != a.X+(b.X-a.X)/2 || at.Y != a.Y+(b.Y-a.Y)/2 {
		t.Errorf("half a tick later %d,%d, between %d,%d and %d,%d", at.X, at.Y, a.X, a.Y, b.X, b.Y)
	}
	s.run(1_000_000)
	s.fill()
	if s.tick() != 200 || s.view.Tick != 200 {
		t.Errorf("at the end: tick %d", s.tick())
	}
	points := map[sim.ID]int{}
	s.way(func(id sim.ID, x, y int32) { points[id]++ })
	if points[1] < 20 || points[2] < 20 {
		t.Errorf("the ways have %v points", points)
	}
}
