package replay

import (
	"bytes"
	"errors"
	"testing"

	"clew/engine/sim"
)

// Any tick of a recording can be looked at, forwards, backwards and with one
// world for all.
func TestRecording(t *testing.T) {
	g := newGame(t, hall(t), 3)
	var hashes []uint32
	for range 1500 {
		g.crowd(6, 1)
		hashes = append(hashes, uint32(g.w.Hash()))
	}
	file := g.done(t)
	rec, err := Load(bytes.NewReader(file))
	if err != nil || rec.Truncated || rec.LastTick() != 1500 {
		t.Fatalf("%v, last tick %d", err, rec.LastTick())
	}
	one := &sim.World{}
	for _, tick := range []sim.Tick{0, 1, 2, 599, 600, 601, 1500, 900, 901, 3} {
		fresh := &sim.World{}
		if !rec.WorldAt(one, tick) || !rec.WorldAt(fresh, tick) {
			t.Fatalf("there is no tick %d", tick)
		}
		if one.Tick() != tick || one.Hash() != fresh.Hash() || tick > 0 && uint32(one.Hash()) != hashes[tick-1] {
			t.Errorf("tick %d is not as it was", tick)
		}
	}
	if rec.WorldAt(one, 1501) {
		t.Error("there is a tick behind the last one")
	}
	cut, err := Load(bytes.NewReader(file[:len(file)/2]))
	if err != nil || !cut.Truncated || cut.LastTick() == 0 || cut.LastTick() >= 1500 {
		t.Errorf("cut in half: %v, last tick %d", err, cut.LastTick())
	}
	file[len(file)/2] ^= 1
	if _, err := Load(bytes.NewReader(file)); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
}
