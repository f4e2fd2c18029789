package replay

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"clew/engine/sim"
)

// A recording tells who everybody was, and what they were called when.
func TestPlayerInfo(t *testing.T) {
	ines := PlayerInfo{ID: 1, Avatar: 'A', Name: "Inês", Colour: 3, Shape: 8}
	minos := PlayerInfo{ID: 1, Avatar: 'A', Name: "Minos"}
	rui := PlayerInfo{ID: 2, Avatar: 'Ω', Name: "Rui"}
	g := newGame(t, hall(t), 3)
	g.step(sim.Command{ID: 1, Kind: sim.Join})
	g.rec.WritePlayer(ines)
	g.crowd(2, 100)
	g.rec.WritePlayer(rui)
	g.crowd(2, 30)
	g.rec.WritePlayer(minos)
	file := g.done(t)
	rec, err := Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		id   sim.ID
		tick sim.Tick
		want PlayerInfo
	}{{1, 0, ines}, {1, 1, ines}, {1, 130, ines}, {1, 131, minos}, {1, 999, minos}, {2, 0, rui}, {2, 131, rui}} {
		if got, ok := rec.PlayerAt(tc.id, tc.tick); !ok || got != tc.want {
			t.Errorf("player %d after tick %d is %+v, want %+v", tc.id, tc.tick, got, tc.want)
		}
	}
	if p, ok := rec.PlayerAt(3, 50); ok {
		t.Errorf("nobody told of %+v", p)
	}
	if r, err := Verify(bytes.NewReader(file)); err != nil || r.Ticks != 131 {
		t.Errorf("%v after %d ticks", err, r.Ticks)
	}
}

// A name is longer in a file than any can be.
func TestPlayerInfoTooLong(t *testing.T) {
	g := newGame(t, hall(t), 3)
	g.rec.WritePlayer(PlayerInfo{ID: 1, Name: strings.Repeat("x", maxNameLen+1)})
	g.crowd(1, 10)
	if _, err := Load(bytes.NewReader(g.done(t))); !errors.Is(err, ErrDamaged) {
		t.Errorf("read with %v", err)
	}
}
