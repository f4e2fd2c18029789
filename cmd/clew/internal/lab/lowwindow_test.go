package lab

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
)

// emptySidePanel is a SidePanel as wide as a lesson in a small window.
type emptySidePanel struct{}

func (emptySidePanel) Width() float64                                { return 272 }
func (emptySidePanel) Update(*Lab)                                   {}
func (emptySidePanel) Draw(*ebiten.Image, *ui.Skin, image.Rectangle) {}

// In the smallest window, which is laid out like 1280×720 at 200 %, the game is
// large enough, alone and beside a lesson. Nothing overlaps, and the lanes stay
// put when something is selected.
func TestLowWindow(t *testing.T) {
	for _, c := range []struct {
		name   string
		side   SidePanel
		keys   []ebiten.Key
		least  int // px of a pane's image
		detail bool
	}{
		{"plays", nil, nil, 110, true},
		{"a packet", nil, []ebiten.Key{ebiten.KeyTab}, 110, true},
		{"compared", nil, []ebiten.Key{ebiten.KeyM}, 110, false},
		{"a fault, compared", nil, []ebiten.Key{ebiten.KeyM, ebiten.KeyBackspace}, 24, true},
		{"a lesson", emptySidePanel{}, nil, 120, false},
		{"a lesson's packet", emptySidePanel{}, []ebiten.Key{ebiten.KeyTab}, 30, true},
		{"a lesson's packet, going on", emptySidePanel{}, []ebiten.Key{ebiten.KeyTab, ebiten.KeySpace}, 120, false},
		{"a lesson, compared", emptySidePanel{}, []ebiten.Key{ebiten.KeyTab, ebiten.KeyM}, 110, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newHarness(t, "3-loss", ui.MinWidth, ui.MinHeight)
			s.side = c.side
			s.run(60)
			line := s.layout.timeline
			s.tap(c.keys...)
			if p := s.layout; !s.comparing && p.timeline != line {
				t.Errorf("the timeline moves from %v to %v", line, p.timeline)
			}
			for _, r := range s.layout.panes {
				if high := r.Dy() - paneHeaderHeight; high < c.least {
					t.Errorf("a pane's picture is %d px high, want %d", high, c.least)
				}
			}
			if s.layout.detail.Empty() == c.detail {
				t.Errorf("the detail is %v", s.layout.detail)
			}
			overlap(t, s)
		})
	}
}

// overlap looks for parts of the window that overlap or cross its edge.
func overlap(t *testing.T, s *harness) {
	t.Helper()
	p := s.layout
	parts := append([]image.Rectangle{p.side, p.head, p.timeline, p.detail, p.help}, p.panes...)
	for i, a := range parts {
		if !a.In(s.img.Bounds()) {
			t.Errorf("%v is beyond the edge", a)
		}
		for _, b := range parts[:i] {
			if a.Overlaps(b) {
				t.Errorf("%v lies on %v", a, b)
			}
		}
	}
	if !p.text.In(p.detail) || !p.actions.In(p.detail) || p.text.Overlaps(p.actions) {
		t.Errorf("in the detail %v: words %v, buttons %v", p.detail, p.text, p.actions)
	}
	if !p.values.In(p.timeline) || !p.lanes.In(p.timeline) || p.values.Overlaps(p.lanes) {
		t.Errorf("in the line %v: lanes %v, numbers %v", p.timeline, p.lanes, p.values)
	}
}

// When the window is resized, the current tick stays visible.
func TestResize(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(200)
	s.tap(ebiten.KeySpace)
	s.img = windowtest.NewImage(ui.MinWidth, ui.MinHeight)
	s.run(1)
	if x := s.timeline.x(float64(s.player.Tick())); !image.Pt(int(x), s.layout.lanes.Min.Y).In(s.layout.lanes) {
		t.Errorf("tick %d is at %v of %v", s.player.Tick(), x, s.layout.lanes)
	}
}
