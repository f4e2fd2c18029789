package hud

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/uitest"
)

// The header shows the players, and that a capture is running while it is.
func TestHeader(t *testing.T) {
	var p levelHeader
	for _, tc := range []struct {
		there, out int
		captured   bool
		want       string
	}{
		{2, 0, false, " · 2 playing"},
		{2, 0, true, " · 2 playing · REC"},
		{2, 1, true, " · 2 playing · 1 finished · REC"},
		{2, 1, false, " · 2 playing · 1 finished"},
		{0, 1, false, " · 1 finished"},
	} {
		p.set(7, tc.there, tc.out, tc.captured)
		if p.details != tc.want || p.clock != "0:07" {
			t.Errorf("%+v: the plate says %q%q", tc, p.clock, p.details)
		}
	}
}

// The header moves aside for the own player if the middle is free, and comes
// back.
func TestHeaderMakesWay(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	at := func(free bool) image.Rectangle {
		return s.hud.header.draw(s.img, s.hud.root.Viewport(), s.hud.root.Skin(), "Attic", s.state.SelfArea, free, notCovered)
	}
	s.run(5)
	home := at(true)
	s.state.SelfArea = home.Inset(8)
	if s.run(40); at(false) != home {
		t.Error("it has made way, though the middle is not free")
	}
	for range 2 * headerShiftTicks {
		at(true)
		s.hud.header.animate()
	}
	if r := at(true); r.Overlaps(s.state.SelfArea) || r.Dx() != home.Dx() || r.Min.Y != home.Min.Y {
		t.Errorf("it is at %v, over the player at %v", r, s.state.SelfArea)
	}
	s.state.SelfArea = image.Rect(600, 300, 650, 350)
	for range 2 * headerShiftTicks {
		at(true)
		s.hud.header.animate()
	}
	if r := at(true); r != home {
		t.Errorf("the player has gone, and it is at %v, not %v", r, home)
	}
}

// notCovered reports that nothing is covered.
func notCovered(image.Rectangle) bool { return false }
