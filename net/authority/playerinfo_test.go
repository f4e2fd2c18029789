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
	var met []wire.PlayerInfo
	a.cfg.OnPlayerInfo = func(w *wire.PlayerInfo) { met = append(met, *w) }
	c, w := enter(t, a, "")
	met = met[:0]
	c.Handle(&wire.Rename{ID: w.ID, Name: "Inês"})
	c.Handle(&wire.SetAppearance{ID: w.ID, Appearance: wire.Appearance{Colour: 2, Shape: 3}})
	a.SetLevel(corridor(t), 3)
	a.Tick()
	var got []wire.Appearance
	for _, m := range met {
		if m.ID != w.ID || m.Name != "Inês" || m.Avatar != w.Avatar {
			t.Errorf("%+v", m)
		}
		got = append(got, m.Appearance)
	}
	if look := (wire.Appearance{Colour: 2, Shape: 3}); !slices.Equal(got, []wire.Appearance{{}, look, look}) {
		t.Errorf("looks %v: the name, the look and the level had to be told", got)
	}
}
