package authority

import (
	"bytes"
	"slices"
	"testing"

	"clew/engine/game"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// BenchmarkDecide64 makes the entry of a tick in which 64 players walk.
func BenchmarkDecide64(b *testing.B) {
	a, clients := crowd(b, 64)
	b.ReportAllocs()
	for seq := uint32(1); b.Loop(); seq++ {
		for _, c := range clients {
			c.player.queue.Push(rollback.SequencedInput{Seq: seq, Input: sim.Right})
		}
		if e := a.decide(); len(e.Inputs) != len(clients) {
			b.Fatalf("%d inputs", len(e.Inputs))
		}
		a.underWay = a.underWay[:0] // nobody applies it
	}
}

// A client for which the State has no ID left is told so.
func TestJoinRefused(t *testing.T) {
	cfg := newGame(t, 8).cfg
	b := game.AppendCheckpoint(nil, game.New(game.Config{Level: cfg.Level, Seed: 1, Name: "test"}))
	i := bytes.LastIndex(b, []byte{1, 0, 0}) // level 1, last ID 0, tick 0
	b = slices.Replace(b, i+1, i+2, 0xce, 0x7f, 0xff, 0xff, 0xff)
	var err error
	if cfg.State, err = game.DecodeCheckpoint(b); err != nil {
		t.Fatal(err)
	}
	a := New(cfg)
	c := spectateAs(a, "Ben", wire.SpectateNever)
	if bye := only[*wire.Bye](t, fetch(c)); bye.Code != wire.CodeFull || !c.Closed() || a.PlayerCount() != 0 {
		t.Errorf("%+v, %d players", bye, a.PlayerCount())
	}
}
