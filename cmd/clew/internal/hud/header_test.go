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

// The header moves aside for the own player, to where nothing else is, and comes
// back.
func TestHeaderMakesWay(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.state.View.Level = "Attic"
	at := func() image.Rectangle {
		s.draw()
		return s.hud.header.spot.at
	}
	s.run(5)
	home := at()
	s.state.SelfArea = home.Inset(8)
	s.run(1)
	at() // sees the player
	s.run(panelSlideTicks / 2)
	if r := at(); r.Min.X <= home.Min.X || 2*r.Min.X >= s.state.W-r.Dx() {
		t.Errorf("on its way it is at %v", r)
	}
	s.run(panelSlideTicks)
	if r := at(); r.Overlaps(s.state.SelfArea) || r.Dx() != home.Dx() || r.Min.Y != home.Min.Y {
		t.Errorf("it is at %v, over the player at %v", r, s.state.SelfArea)
	}
	s.state.KeepClear = []image.Rectangle{image.Rect(600, 20, 680, 60)}
	for range 2 * panelSlideTicks {
		s.run(1)
		at()
	}
	if r := at(); r.Overlaps(s.state.KeepClear[0]) || r.Overlaps(s.state.SelfArea) {
		t.Errorf("the middle is not free, and it is at %v", r)
	}
	s.state.SelfArea, s.state.KeepClear = image.Rect(600, 300, 650, 350), nil
	for range panelReturnTicks + 2*panelSlideTicks {
		s.run(1)
		at()
	}
	if r := at(); r != home {
		t.Errorf("the player has gone, and it is at %v, not %v", r, home)
	}
}
