package authority

import (
	"slices"
	"testing"

	"clew/net/wire"
)

// Events tell who everybody is, in each level again, and each new name and
// appearance.
func TestPlayerInfoEvents(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	a.Events()
	c.Handle(&wire.Rename{ID: w.ID, Name: "Inês"})
	c.Handle(&wire.SetAppearance{ID: w.ID, Appearance: wire.Appearance{Colour: 2, Shape: 3}})
	a.SetLevel(corridor(t), 3)
	a.Tick()
	var got []wire.Appearance
	events, _ := a.Events()
	for _, e := range events {
		m := e.Info
		if m == nil {
			continue
		}
		if m.ID != w.ID || m.Name != "Inês" || m.Avatar != w.Avatar {
			t.Errorf("%+v", m)
		}
		got = append(got, m.Appearance)
	}
	if look := (wire.Appearance{Colour: 2, Shape: 3}); !slices.Equal(got, []wire.Appearance{{}, look, look}) {
		t.Errorf("appearances %v, want one for each of the name, the appearance and the level", got)
	}
}
