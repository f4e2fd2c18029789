package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// hello returns the Hello of a new handshake.
func hello(t *testing.T, r *Replica) *wire.Hello {
	t.Helper()
	r.StartHandshake()
	h, ok := r.Next().(*wire.Hello)
	if !ok {
		t.Fatal("it begins without a Hello")
	}
	return h
}

// The client sends the chosen appearance, and shows everybody's as the server
// has them, in the maze and in chat.
func TestAppearance(t *testing.T) {
	mine, hers := wire.Appearance{Colour: 7}, wire.Appearance{Colour: 2, Shape: 3}
	if h := hello(t, New(Config{Appearance: mine})); h.Appearance != mine {
		t.Errorf("%+v", h)
	}
	r := begin(t, 1536, 1536)
	for r.Next() != nil {
	}
	r.SetAppearance(mine)
	if m, ok := r.Next().(*wire.SetAppearance); !ok || *m != (wire.SetAppearance{ID: 1, Appearance: mine}) {
		t.Errorf("%+v", m)
	}
	if h := hello(t, r); h.Appearance != mine {
		t.Errorf("on the next connection: %+v", h)
	}
	r = begin(t, 1536, 1536)
	r.Receive(0, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Ana", Appearance: mine})
	r.Receive(0, &wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Rui", Appearance: hers})
	r.Receive(0, newSnapshot(12, 0, 1536, 1536, wire.Body{Player: sim.Player{ID: 2, X: 2000, Y: 2048, Facing: sim.Up}, Avatar: 'B'}))
	r.Receive(0, &wire.Chat{ID: 2, Text: "olá"})
	var v View
	r.View(time.Second, &v)
	if len(v.Players) != 2 || v.Players[0].Appearance != mine || v.Players[1].Appearance != hers {
		t.Errorf("%+v", v.Players)
	}
	if n := r.Events(); n[len(n)-1].Appearance != hers {
		t.Errorf("%+v", n)
	}
}
