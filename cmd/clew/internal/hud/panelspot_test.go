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
	now := 0
	check := func(what string, hides func(image.Rectangle) bool, want image.Rectangle, opacity float64) {
		t.Helper()
		now++
		if r, f := p.place(panelUse{now: now, still: true}, spots, hides); r != want || f != opacity {
			t.Errorf("%s: it is at %v, opacity %v, want %v, %v", what, r, f, want, opacity)
		}
	}
	check("nothing in the way", hiding(), usual, 1)
	check("the usual place hides something", hiding(usual), other, 1)
	check("it no longer does", hiding(), other, 1)
	check("both places do", hiding(usual, other), usual, faintPanel)
	check("still", hiding(usual, other), usual, faintPanel)
	check("the other is free", hiding(usual), other, 1)
	for range panelReturnTicks + 2 {
		now++
		p.place(panelUse{now: now, still: true}, spots, hiding())
	}
	check("the usual place has been free for long", hiding(), usual, 1)
}

// A panel slides to its new place, unless motion is reduced, and does not move while
// it is in use.
func TestPanelSlides(t *testing.T) {
	usual, other := image.Rect(100, 100, 140, 140), image.Rect(0, 100, 40, 140)
	spots := []image.Rectangle{usual, other}
	for _, still := range []bool{false, true} {
		var p panelSpot
		free, taken := func(image.Rectangle) bool { return false }, usual.Overlaps
		use := panelUse{now: 1, still: still}
		p.place(use, spots, free)
		use.now, use.held = 2, true
		p.place(use, spots, free)
		for range 10 {
			use.now++
			if r, _ := p.place(use, spots, taken); r != usual {
				t.Fatalf("still %v: in use it goes to %v", still, r)
			}
		}
		use.held = false
		last := usual
		for range panelSlideTicks + 1 {
			use.now++
			r, _ := p.place(use, spots, taken)
			if step := last.Min.X - r.Min.X; !still && (step < 0 || step > 30) || still && r != other {
				t.Errorf("still %v: from %v it goes to %v", still, last, r)
			}
			last = r
		}
		if last != other {
			t.Errorf("still %v: in the end it is at %v", still, last)
		}
	}
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
	s.run(panelSlideTicks + 2)
	if r := s.hud.layout.net; r.Overlaps(exit) || !r.In(image.Rect(0, 0, s.state.W, s.state.H)) || r.Size() != usual.Size() {
		t.Errorf("the net graph is at %v, the exit at %v", r, exit)
	}
	s.state.KeepClear = nil
	s.run(panelReturnTicks + panelSlideTicks + 3)
	if r := s.hud.layout.net; r != usual {
		t.Errorf("later the net graph is at %v, usually at %v", r, usual)
	}
	s.state.SelfArea = exit
	s.run(panelSlideTicks + 2)
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

// In the smallest window the lag panel leaves no place for the net graph while it
// slides past: the graph is left out then, and comes back.
func TestNetGraphWithoutPlace(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 2)
	s.tap(ebiten.KeyF2, ebiten.KeyF3)
	left := 0
	for _, x := range []int{40, 320, 600, 320, 40} {
		s.state.SelfArea = image.Rect(x-20, 160, x+20, 200)
		for range panelReturnTicks + panelSlideTicks {
			s.run(1)
			if s.hud.layout.net.Empty() {
				left++
				s.draw()
			}
		}
	}
	if left == 0 {
		t.Error("it has a place at any time")
	}
	if s.draw(); s.hud.layout.net.Empty() {
		t.Error("it does not come back")
	}
}
