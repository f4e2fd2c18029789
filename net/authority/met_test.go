package authority

import (
	"slices"
	"testing"

	"clew/net/wire"
)

// Whoever writes the game down is told who everybody is, anew in each level, and
// what they are called and look like from then on.
func TestMet(t *testing.T) {
	a := newGame(t, 8)
	var met []wire.Who
	a.cfg.Met = func(w *wire.Who) { met = append(met, *w) }
	c, w := enter(t, a, "")
	met = met[:0]
	c.Receive(&wire.Rename{ID: w.ID, Name: "Inês"})
	c.Receive(&wire.Dress{ID: w.ID, Look: wire.Look{Colour: 2, Shape: 3}})
	a.SetLevel(corridor(t), 3)
	a.Tick()
	var got []wire.Look
	for _, m := range met {
		if m.ID != w.ID || m.Name != "Inês" || m.Avatar != w.Avatar {
			t.Errorf("%+v", m)
		}
		got = append(got, m.Look)
	}
	if look := (wire.Look{Colour: 2, Shape: 3}); !slices.Equal(got, []wire.Look{{}, look, look}) {
		t.Errorf("looks %v: the name, the look and the level had to be told", got)
	}
}
