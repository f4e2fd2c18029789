package bestrun_test

import (
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/bestrun"
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

func corridor(t *testing.T) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"########", "########", "#S....E#", "########", "########"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "Corridor", Maze: m}
}

// play plays a level for a player who joins, waits for some ticks and then walks
// to the exit. It returns how long the player took, and where it was at each tick.
func play(t *testing.T, s *game.State, r *bestrun.Recorder, first *game.Entry, wait int) (took sim.Tick, at []bestrun.Position) {
	t.Helper()
	apply := func(e *game.Entry) {
		e.Tick = s.Tick() + 1
		if _, err := s.Apply(e, nil); err != nil {
			t.Fatal(err)
		}
		r.Entry(e, s)
		p := s.World().Players()[0]
		at = append(at, bestrun.Position{X: p.X, Y: p.Y})
	}
	apply(first)
	for range wait {
		apply(&game.Entry{})
	}
	for s.World().Players()[0].ExitTick == 0 {
		apply(&game.Entry{Walks: []game.Walk{{ID: 1, Keys: sim.Right}}})
	}
	took = s.World().Players()[0].ExitTick - s.Players()[0].JoinTick
	for range 90 { // after the exit
		apply(&game.Entry{})
	}
	return took, at
}

// The best of three runs on a level is kept, and leads where the player walked,
// also when the program is started again.
func TestBestRun(t *testing.T) {
	level, folder := corridor(t), bestrun.Folder(filepath.Join(t.TempDir(), "runs"))
	s, r := game.New(game.Config{Level: level}), &bestrun.Recorder{}
	r.Start(s)
	hash := level.Maze.Hash()
	if folder.Load(hash) != nil {
		t.Error("there is a run before the first")
	}
	first := &game.Entry{Changes: []game.Change{{Kind: game.Join}}}
	var best sim.Tick
	var way []bestrun.Position
	for i, wait := range []int{50, 20, 70} {
		took, at := play(t, s, r, first, wait)
		if r.Finished(2) != nil {
			t.Error("somebody else has finished")
		}
		run, err := folder.Save(r.Finished(1))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 || took < best {
			best, way = took, at
		}
		if run.Time() != best || folder.Load(hash).Time() != best {
			t.Errorf("run %d took %d: kept is one of %d and in the file %d, want %d", i, took, run.Time(), folder.Load(hash).Time(), best)
		}
		first = &game.Entry{Changes: []game.Change{{Kind: game.StartLevel, Level: level}}}
	}
	run := folder.Load(hash)
	for tick, want := range way[:run.Time()] {
		if got, ok := run.At(float64(tick)); !ok || got != want {
			t.Fatalf("at tick %d it is at %v, want %v", tick, got, want)
		}
	}
	if p, _ := run.At(30.5); p.X <= way[30].X || p.X >= way[31].X {
		t.Errorf("between %v and %v it is at %v", way[30], way[31], p)
	}
	if _, ok := run.At(float64(run.Time())); ok {
		t.Error("it does not end")
	}
	if _, ok := run.At(-1); ok {
		t.Error("it begins too early")
	}
}

// A file that cannot be read is no run, and the next run replaces it.
func TestUnreadableRun(t *testing.T) {
	level, dir := corridor(t), t.TempDir()
	folder, s, r := bestrun.Folder(dir), game.New(game.Config{Level: level}), &bestrun.Recorder{}
	r.Start(s)
	took, _ := play(t, s, r, &game.Entry{Changes: []game.Change{{Kind: game.Join}}}, 5)
	content := r.Finished(1)
	if _, err := folder.Save(content); err != nil {
		t.Fatal(err)
	}
	names, _ := os.ReadDir(dir)
	path := filepath.Join(dir, names[0].Name())
	for _, damaged := range [][]byte{nil, []byte("no replay"), content[:len(content)/2]} {
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if folder.Load(level.Maze.Hash()) != nil {
			t.Errorf("%d damaged bytes are a run", len(damaged))
		}
		if run, err := folder.Save(content); err != nil || run.Time() != took || folder.Load(level.Maze.Hash()) == nil {
			t.Errorf("not replaced: %v", err)
		}
	}
}
