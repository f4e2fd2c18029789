package recorder

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/peer"
)

// A peer's recording begins anew wherever its game goes on from another State: with a
// level, on another branch, after the game was mended, and when it is back after some
// ticks. Each file passes replay.Verify.
func TestPeer(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	level := &maze.Level{Name: "small", Maze: m}
	folder, files := t.TempDir(), 0
	path := func(n int) string { return filepath.Join(folder, fmt.Sprint(n)) }
	rec := NewPeer(Options{
		Open:    func() (*os.File, error) { files++; return os.Create(path(files)) },
		OnError: func(_ string, err error) { t.Error(err) },
	})
	s := game.New(game.Config{Level: level, Name: "Attic"})
	play := func(s *game.State, ticks int, recorded bool, changes ...game.Change) {
		for i := range ticks {
			e := game.Entry{Tick: s.Tick() + 1}
			if i == 0 {
				e.Changes = changes
			}
			if _, err := s.Apply(&e, nil); err != nil {
				t.Fatal(err)
			}
			if recorded {
				rec.Settled(&e, s)
			}
		}
	}
	elsewhere := func(ticks int) *game.State { // another game that stands at a later tick
		o := game.New(game.Config{Level: level, Name: "Attic", Seed: 7})
		play(o, int(s.Tick())+ticks, false, game.Change{Kind: game.Join, Name: "Bo"})
		return o
	}
	play(s, 31, true, game.Change{Kind: game.Join, Name: "Ann"})
	play(s, 41, true, game.Change{Kind: game.StartLevel, Level: level})
	s = elsewhere(0)
	rec.Event(peer.Event{Kind: peer.WentOver})
	play(s, 51, true)
	s = elsewhere(0)
	rec.Event(peer.Event{Kind: peer.Mended})
	play(s, 61, true)
	s = elsewhere(9)
	play(s, 71, true)
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []sim.Tick{30, 40, 50, 60, 70} {
		f, err := os.Open(path(i + 1))
		if err != nil {
			t.Fatal(err)
		}
		report, err := replay.Verify(f)
		f.Close()
		if err != nil || report.Ticks != int(want) || report.Start.Name() != "Attic" || len(report.Start.Players()) != 1 {
			t.Errorf("file %d: %d ticks, want %d: %v", i+1, report.Ticks, want, err)
		}
	}
	if files != 5 {
		t.Errorf("%d files", files)
	}
}
