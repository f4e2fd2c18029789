package hud

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/uitest"
)

func TestPanelSpot(t *testing.T) {
	usual, other := image.Rect(100, 100, 140, 140), image.Rect(0, 0, 40, 40)
	spots := []image.Rectangle{usual, other}
	var p panelSpot
	hiding := func(r ...image.Rectangle) func(image.Rectangle) bool {
		return func(at image.Rectangle) bool {
			for _, x := range r {
				if at.Overlaps(x) {
					return true
				}
			}
			return false
		}
	}
	check := func(what string, hides func(image.Rectangle) bool, want image.Rectangle, faint bool) {
		t.Helper()
		if r, f := p.choose(spots, hides); r != want || f != faint {
			t.Errorf("%s: it is at %v, faint %v, want %v, %v", what, r, f, want, faint)
		}
	}
	check("nothing in the way", hiding(), usual, false)
	check("the usual place hides something", hiding(usual), other, false)
	check("it no longer does", hiding(), other, false)
	check("both places do", hiding(usual, other), usual, true)
	check("still", hiding(usual, other), usual, true)
	check("the other is free", hiding(usual), other, false)
	for range panelReturnTicks + 2 {
		p.choose(spots, hiding())
	}
	check("the usual place has been free for long", hiding(), usual, false)
}

// The net graph gives way to the own player, to exits and to starts.
func TestNetGraphGivesWay(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 2)
	s.tap(ebiten.KeyF3)
	s.run(5)
	usual := s.hud.layout.net
	centre := usual.Min.Add(usual.Size().Div(2))
	exit := image.Rectangle{Min: centre, Max: centre.Add(image.Pt(50, 50))}
	s.state.KeepClear = []image.Rectangle{exit}
	s.run(2)
	if r := s.hud.layout.net; r.Overlaps(exit) || !r.In(image.Rect(0, 0, s.state.W, s.state.H)) || r.Size() != usual.Size() {
		t.Errorf("the net graph is at %v, the exit at %v", r, exit)
	}
	s.state.KeepClear = nil
	s.run(panelReturnTicks + 3)
	if r := s.hud.layout.net; r != usual {
		t.Errorf("later the net graph is at %v, usually at %v", r, usual)
	}
	s.state.SelfArea = exit
	s.run(2)
	if r := s.hud.layout.net; r.Overlaps(exit) {
		t.Errorf("the net graph is at %v, the player at %v", r, exit)
	}
}

// The badge is large in presenter style.
func TestLargeBadge(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 2)
	s.state.Netem = lagged
	s.run(3)
	usual := s.hud.badge.height(s.hud.root.Viewport())
	s.state.Presenter = true
	s.run(3)
	if h := s.hud.badge.height(s.hud.root.Viewport()); 2*h < 3*usual {
		t.Errorf("the badge is %d px high, usually %d", h, usual)
	}
}
