package render

import (
	"image"
	"math"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// Eight in one place: each letter must stay visible, oneself in the middle.
func TestCrowdFansOut(t *testing.T) {
	m := generated(t, 12, 15, 11)
	s := newStage(t, m)
	start := m.Starts()[0]
	for id := range sim.ID(8) {
		s.add(id+1, "", start.X, start.Y)
	}
	s.frames(30, 640, 360)
	cell := float64(s.r.frame.cell)
	for i, a := range s.r.visible {
		for _, b := range s.r.visible[:i] {
			if d := math.Hypot(float64(a.sx-b.sx), float64(a.sy-b.sy)) / cell; d < 0.3 {
				t.Errorf("%c and %c are %.2f cells apart", a.avatar, b.avatar, d)
			}
		}
		if far := math.Hypot(a.spread.x, a.spread.y); far > 0.7 {
			t.Errorf("%c is drawn %.2f cells from its place", a.avatar, far)
		}
	}
	me := s.r.visible[len(s.r.visible)-1]
	if !me.self || me.spread != (offset{}) {
		t.Errorf("in front is %c, %v from its place", me.avatar, me.spread)
	}
}

func TestAloneNobodyIsMoved(t *testing.T) {
	s, _ := explored(t)
	s.frames(1, 640, 360)
	for _, a := range s.r.visible {
		if a.spread != (offset{}) || a.size != 1 {
			t.Errorf("%c is drawn %v from its place, at size %v", a.avatar, a.spread, a.size)
		}
	}
}

// Two who pass each other part gently, not from one frame to the next.
func TestPartingIsSmooth(t *testing.T) {
	m := generated(t, 12, 15, 11)
	s := newStage(t, m)
	start := m.Starts()[0]
	s.add(1, "", start.X, start.Y)
	s.add(2, "", start.X, start.Y)
	base := s.view.Players[1].X
	s.view.Players[1].X = base - 1000
	last := offset{}
	for range 60 {
		s.view.Players[1].X += 33
		s.frames(1, 320, 180)
		at := s.r.actors[2].spread
		if d := math.Hypot(at.x-last.x, at.y-last.y); d > 0.07 {
			t.Errorf("at %d the other jumps by %.2f cells", s.view.Players[1].X-base, d)
		}
		last = at
	}
}

func TestNamesCoverNeitherEachOtherNorBodies(t *testing.T) {
	m := generated(t, 12, 15, 11)
	s := newStage(t, m)
	start := m.Starts()[0]
	for id := range sim.ID(8) {
		s.add(id+1, "somebody", start.X, start.Y)
	}
	s.frames(30, 1280, 720)
	n := &s.r.labelPlacer
	if len(n.taken) < n.bodies+4 {
		t.Errorf("only %d of 8 names found a place", len(n.taken)-n.bodies)
	}
	for i := n.bodies; i < len(n.taken); i++ {
		for j := range n.taken[:i] {
			if n.taken[i].Inset(2).Overlaps(n.taken[j].Inset(2)) {
				t.Errorf("name %v covers %v", n.taken[i], n.taken[j])
			}
		}
	}
}

// A name keeps clear of what lies over the maze, and where there is no place for
// it, it is not written.
func TestNamesAreNotHalfHidden(t *testing.T) {
	m := generated(t, 12, 15, 11)
	s := newStage(t, m)
	start := m.Starts()[0]
	s.add(1, "somebody", start.X, start.Y)
	s.frames(1, 640, 360)
	a := s.r.actors[1]
	above := image.Rect(0, 0, 640, int(a.sy)-8)
	for _, c := range []struct {
		covered []image.Rectangle
		side    int
		alpha   float32
	}{{nil, 0, 1}, {[]image.Rectangle{above}, 1, 1}, {[]image.Rectangle{above, image.Rect(0, int(a.sy), 640, 360)}, 1, 0}} {
		dst := ebiten.NewImage(640, 360)
		for range 120 {
			s.tick()
			s.r.Draw(dst, &s.view, Options{Now: s.now, Overlays: c.covered})
		}
		dst.Deallocate()
		if name := a.label; name.side != c.side || math.Abs(float64(name.alpha-c.alpha)) > 0.01 {
			t.Errorf("with %v covered, the name is at side %d with alpha %.2f; want %d, %.0f", c.covered, name.side, name.alpha, c.side, c.alpha)
		}
	}
}

// The edge of the screen pushes a name in instead of cutting it.
func TestNamesStayOnTheScreen(t *testing.T) {
	const w, h, long, high = 640, 360, 120, 20
	p := labelPlacer{screen: image.Rect(0, 0, w, h)}
	for _, at := range []image.Point{{5, 200}, {w - 5, 200}, {300, 4}, {300, h - 4}, {2, 2}, {w - 2, h - 2}, {300, 200}} {
		for side := range labelSides {
			a := &actor{sx: float32(at.X), sy: float32(at.Y), size: 1}
			dx, dy := p.offset(a, side, long, high, 18)
			box := image.Rect(0, 0, long, high).Add(image.Pt(int(a.sx+dx), int(a.sy+dy)))
			if !box.In(p.screen) {
				t.Errorf("at %v, side %d: the name is at %v", at, side, box)
			}
			if wantX, wantY := labelOffset(side, long, high, 18); at.X == 300 && at.Y == 200 && (math.Abs(float64(dx-wantX)) > 0.01 || math.Abs(float64(dy-wantY)) > 0.01) {
				t.Errorf("in the middle, side %d: the name is at %v, %v", side, dx, dy)
			}
		}
	}
	if dx, _ := p.offset(&actor{sx: -30, sy: 200, size: 1}, 0, long, high, 18); dx != -long/2 {
		t.Errorf("of a player outside: %v", dx)
	}
}

func TestSeatsAreApart(t *testing.T) {
	for n := 1; n <= 7; n++ {
		for i := range n {
			a := spreadOffset(i, n, true)
			if math.Hypot(a.x, a.y) < 0.2 {
				t.Errorf("seat %d of %d covers the middle", i, n)
			}
			for j := range i {
				b := spreadOffset(j, n, true)
				if d := math.Hypot(a.x-b.x, a.y-b.y); d < 0.3 {
					t.Errorf("seats %d and %d of %d are %.2f cells apart", j, i, n, d)
				}
			}
		}
	}
}
