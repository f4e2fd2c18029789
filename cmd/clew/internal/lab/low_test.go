package lab

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
)

// column is a Side as wide as a lesson is in a small window.
type column struct{}

func (column) Width() float64                                 { return 272 }
func (column) Update(*Lab)                                    {}
func (column) Draw(*ebiten.Image, *kit.Skin, image.Rectangle) {}

// In the smallest window, which is laid out as one of 1280×720 at 200 %, the game
// is seen well, alone and beside a lesson; nothing lies on anything else, and the
// lanes stay where they are when something is picked out.
func TestLowWindow(t *testing.T) {
	for _, c := range []struct {
		name   string
		side   Side
		keys   []ebiten.Key
		least  int // px of a pane's picture
		detail bool
	}{
		{"plays", nil, nil, 110, true},
		{"a packet", nil, []ebiten.Key{ebiten.KeyTab}, 110, true},
		{"compared", nil, []ebiten.Key{ebiten.KeyM}, 110, false},
		{"a fault, compared", nil, []ebiten.Key{ebiten.KeyM, ebiten.KeyBackspace}, 24, true},
		{"a lesson", column{}, nil, 120, false},
		{"a lesson's packet", column{}, []ebiten.Key{ebiten.KeyTab}, 30, true},
		{"a lesson's packet, going on", column{}, []ebiten.Key{ebiten.KeyTab, ebiten.KeySpace}, 120, false},
		{"a lesson, compared", column{}, []ebiten.Key{ebiten.KeyTab, ebiten.KeyM}, 110, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := stageOf(t, "3-loss", kit.MinWidth, kit.MinHeight)
			s.side = c.side
			s.run(60)
			line := s.places.line
			s.tap(c.keys...)
			if p := s.places; !s.compares && p.line != line {
				t.Errorf("the timeline moves from %v to %v", line, p.line)
			}
			for _, r := range s.places.panes {
				if high := r.Dy() - plateLine; high < c.least {
					t.Errorf("a pane's picture is %d px high, want %d", high, c.least)
				}
			}
			if s.places.detail.Empty() == c.detail {
				t.Errorf("the detail is %v", s.places.detail)
			}
			apart(t, s)
		})
	}
}

// apart looks for parts of the window that lie on each other, or beyond its edge.
func apart(t *testing.T, s *stage) {
	t.Helper()
	p := s.places
	parts := append([]image.Rectangle{p.side, p.head, p.line, p.detail, p.help}, p.panes...)
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
	if !p.told.In(p.detail) || !p.acts.In(p.detail) || p.told.Overlaps(p.acts) {
		t.Errorf("in the detail %v: words %v, buttons %v", p.detail, p.told, p.acts)
	}
	if !p.reads.In(p.line) || !p.lines.In(p.line) || p.reads.Overlaps(p.lines) {
		t.Errorf("in the line %v: lanes %v, numbers %v", p.line, p.lines, p.reads)
	}
}

// In a window of another size, the tick looked at stays in sight.
func TestAnotherSize(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(200)
	s.tap(ebiten.KeySpace)
	s.img = ebiten.NewImage(kit.MinWidth, kit.MinHeight)
	s.run(1)
	if x := s.line.x(float64(s.reel.At())); !image.Pt(int(x), s.places.lines.Min.Y).In(s.places.lines) {
		t.Errorf("tick %d is at %v of %v", s.reel.At(), x, s.places.lines)
	}
}
