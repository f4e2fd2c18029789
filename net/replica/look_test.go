package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// hello is the Hello that a replica begins with.
func hello(t *testing.T, r *Replica) *wire.Hello {
	t.Helper()
	r.Begin()
	h, ok := r.Next().(*wire.Hello)
	if !ok {
		t.Fatal("it begins without a Hello")
	}
	return h
}

// The look that one wishes for is told to the server, and what it says of
// everybody's is shown, in the maze and beside what they say.
func TestLook(t *testing.T) {
	mine, hers := wire.Look{Colour: 7}, wire.Look{Colour: 2, Shape: 3}
	if h := hello(t, New(Config{Look: mine})); h.Look != mine {
		t.Errorf("%+v", h)
	}
	r := begin(t, 1536, 1536)
	for r.Next() != nil {
	}
	r.Dress(mine)
	if m, ok := r.Next().(*wire.Dress); !ok || *m != (wire.Dress{ID: 1, Look: mine}) {
		t.Errorf("%+v", m)
	}
	if h := hello(t, r); h.Look != mine {
		t.Errorf("on the next connection: %+v", h)
	}
	r = begin(t, 1536, 1536)
	r.Receive(0, &wire.Who{ID: 1, Avatar: 'A', Name: "Ana", Look: mine})
	r.Receive(0, &wire.Who{ID: 2, Avatar: 'B', Name: "Rui", Look: hers})
	r.Receive(0, snapshot(12, 0, 1536, 1536, wire.Body{Player: sim.Player{ID: 2, X: 2000, Y: 2048, Facing: sim.Up}, Avatar: 'B'}))
	r.Receive(0, &wire.Chat{ID: 2, Text: "olá"})
	var v View
	r.View(time.Second, &v)
	if len(v.Figures) != 2 || v.Figures[0].Look != mine || v.Figures[1].Look != hers {
		t.Errorf("%+v", v.Figures)
	}
	if n := r.News(); n[len(n)-1].Look != hers {
		t.Errorf("%+v", n)
	}
}
