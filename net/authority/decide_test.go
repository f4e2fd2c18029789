package authority

import (
	"bytes"
	"errors"
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

// An Authority that goes on from a State raises the epoch, so that entries of the
// former one are refused, and grants a disconnected player no more time than it had.
func TestGoOn(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	c.Disconnect("cable")
	for range ResumeTicks - 10 {
		a.Tick()
	}
	cfg := newGame(t, 8).cfg
	cfg.State = a.State().Clone()
	b := New(cfg)
	b.Tick()
	if b.State().Epoch() != a.State().Epoch()+1 {
		t.Errorf("epoch %d after %d", b.State().Epoch(), a.State().Epoch())
	}
	if _, err := b.State().Apply(&game.Entry{Epoch: a.State().Epoch(), Tick: b.State().Tick() + 1}, nil); !errors.Is(err, game.ErrEpoch) {
		t.Errorf("an entry of the former owner: %v", err)
	}
	for range 12 {
		b.Tick()
	}
	if b.PlayerCount() != 0 {
		t.Error("the player waits longer than a minute in all")
	}
}
