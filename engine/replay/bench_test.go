package replay

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
)

// BenchmarkWriteEntry records ticks of 64 players who all walk.
func BenchmarkWriteEntry(b *testing.B) {
	s := game.New(game.Config{Level: generated(b, 1, 61, 41), Name: "test"})
	e := game.Entry{Tick: 1}
	for range 64 {
		e.Changes = append(e.Changes, game.Change{Kind: game.Join, Token: game.TokenHash{1}})
	}
	if _, err := s.Apply(&e, nil); err != nil {
		b.Fatal(err)
	}
	e.Changes = nil
	for id := range sim.ID(64) {
		e.Inputs = append(e.Inputs, game.Input{ID: id + 1, Seq: 1, Keys: sim.Right})
	}
	rec, err := NewWriter(io.Discard, s)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		e.Tick = rec.last + 1
		rec.WriteEntry(&e, s)
	}
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

// BenchmarkLoad loads ten minutes of eight players.
func BenchmarkLoad(b *testing.B) {
	g := newGame(b, generated(b, 1, 61, 41), 5)
	g.crowd(8, 36000)
	file := g.done(b)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSeek goes to and fro in two minutes: far to just before a checkpoint,
// where it takes longest, and near to a tick of the same segment, as dragging a
// slider does.
func BenchmarkSeek(b *testing.B) {
	for _, players := range []int{8, 64} {
		g := newGame(b, generated(b, 1, 61, 41), 5)
		g.crowd(players, 4*CheckpointInterval)
		rec := loaded(b, g.done(b))
		for name, ticks := range map[string][2]sim.Tick{
			"far":  {2*CheckpointInterval - 1, 4*CheckpointInterval - 1},
			"near": {3*CheckpointInterval - 100, 3*CheckpointInterval - 160},
		} {
			b.Run(fmt.Sprint(name, "/", players), func(b *testing.B) {
				c := rec.Cursor()
				for i := 0; b.Loop(); i++ {
					if _, err := c.StateAt(ticks[i%2]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
