package render

import (
	"image"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
)

// near counts the pixels within r of a place in units that are as wanted.
func (s *stage) near(img *image.RGBA, at replica.Point, r int, wanted func(r, g, b uint8) bool) (n int) {
	fx, fy := s.r.frame.toScreen(at.X, at.Y)
	for y := int(fy) - r; y <= int(fy)+r; y++ {
		for x := int(fx) - r; x <= int(fx)+r; x++ {
			if c := img.RGBAAt(x, y); wanted(c.R, c.G, c.B) {
				n++
			}
		}
	}
	return n
}

func pale(r, g, b uint8) bool      { return min(r, g, b) > 175 }
func vermilion(r, g, b uint8) bool { return r > 190 && g > 50 && g < 110 && b < 80 }

// From the back of a room one sees the ghost, what is pending, and a correction with
// its size and its cause, for a second.
func TestPresenterStyle(t *testing.T) {
	s, path := explored(t)
	s.rest(60)
	place := func(i int) replica.Point {
		return replica.Point{X: int32(path[i].X)*sim.CellUnits + sim.CellUnits/2, Y: int32(path[i].Y)*sim.CellUnits + sim.CellUnits/2}
	}
	ghost, dot, body := place(24), place(26), place(29)
	s.view.HasServerPosition, s.view.ServerPosition = true, ghost
	s.view.PendingPath = []replica.Point{dot}
	s.view.Corrections = []replica.Correction{{From: replica.Point{X: body.X + 180, Y: body.Y}, To: body, Size: 180, At: s.now}}
	asked := 0
	o := Options{Ghost: true, ReducedMotion: true}
	loud := o
	loud.Presenter, loud.ServerLabel = true, "server"
	loud.CorrectionText = func(c *replica.Correction) string {
		asked++
		return "0.18 cells: an input was lost"
	}
	usual := s.shot("presenter-off", 1280, 720, o)
	shown := s.shot("presenter-on", 1280, 720, loud)
	if a, b := s.near(usual, ghost, 20, pale), s.near(shown, ghost, 20, pale); b < 2*a || b < 200 {
		t.Errorf("the ghost has %d pale pixels, usually %d", b, a)
	}
	if a, b := s.near(usual, dot, 9, pale), s.near(shown, dot, 9, pale); b < 2*a {
		t.Errorf("a pending input has %d pale pixels, usually %d", b, a)
	}
	if a, b := s.near(usual, body, 50, vermilion), s.near(shown, body, 50, vermilion); b < 2*a {
		t.Errorf("a correction has %d vermilion pixels, usually %d", b, a)
	}
	below := replica.Point{X: body.X, Y: body.Y + 1450}
	if a, b := s.near(usual, below, 16, pale), s.near(shown, below, 16, pale); asked == 0 || b < a+30 {
		t.Errorf("the text at the correction was asked for %d times and has %d pale pixels, without it %d", asked, b, a)
	}
	s.now += 900 * time.Millisecond
	if n := s.near(s.shot("presenter-late", 1280, 720, loud), body, 60, func(r, g, b uint8) bool { return r > g+25 && g < 100 && b < 90 }); n < 20 {
		t.Errorf("after 0.9 s, %d pixels of the correction are left", n)
	}
	s.now += 200 * time.Millisecond
	if n := s.near(s.shot("presenter-over", 1280, 720, loud), body, 50, vermilion); n > 3 {
		t.Errorf("after 1.1 s, %d pixels of the correction are left", n)
	}
}

// In a fast series of corrections, a text stays for long enough to be read.
func TestCorrectionTextStays(t *testing.T) {
	s, _ := explored(t)
	self := s.view.Players[0]
	texts := map[string]bool{}
	o := Options{Ghost: true, Presenter: true, CorrectionText: func(c *replica.Correction) string {
		return string(rune('a' + c.Size))
	}}
	for i := range 36 { // 0.6 s
		s.tick()
		s.view.Corrections = []replica.Correction{{From: replica.Point{X: self.X, Y: self.Y}, To: replica.Point{X: self.X + 90, Y: self.Y}, Size: int32(i % 26), At: s.now}}
		o.Now = s.now
		s.r.frame.opts = o
		s.r.updateCorrectionLabel(&s.view)
		texts[s.r.shownText.text] = true
	}
	if len(texts) < 2 || len(texts) > 3 {
		t.Errorf("%d texts in 0.6 s", len(texts))
	}
}

// In a game without a server, each other player has a ghost where its known inputs have
// led, and dots for the guess from there on; no more is drawn of the own one.
func TestGhostsOfPeers(t *testing.T) {
	s, path := explored(t)
	s.rest(60)
	place := func(i int) replica.Point {
		return replica.Point{X: int32(path[i].X)*sim.CellUnits + sim.CellUnits/2, Y: int32(path[i].Y)*sim.CellUnits + sim.CellUnits/2}
	}
	ghost, body := place(24), place(27)
	s.add(2, "Rui", path[27].X, path[27].Y)
	s.rest(30)
	o := Options{Ghost: true, ReducedMotion: true}
	before := s.shot("ghosts-none", 1280, 720, o)
	rui := s.view.Player(2)
	rui.Ghost, rui.HasGhost = ghost, true
	var dots []replica.Point
	for i := 25; i < 27; i++ {
		for k := range int32(8) {
			a, b := place(i), place(i+1)
			dots = append(dots, replica.Point{X: a.X + (b.X-a.X)*k/8, Y: a.Y + (b.Y-a.Y)*k/8})
		}
	}
	rui.GuessedPath = append(dots, body)
	after := s.shot("ghosts", 1280, 720, o)
	if a, b := s.near(before, ghost, 20, pale), s.near(after, ghost, 20, pale); b < a+60 {
		t.Errorf("the ghost has %d pale pixels, without it there are %d", b, a)
	}
	for _, at := range []replica.Point{place(25), place(26)} {
		if a, b := s.near(before, at, 9, pale), s.near(after, at, 9, pale); b < a+8 {
			t.Errorf("the guess has %d pale pixels at %v, without it there are %d", b, at, a)
		}
	}
	if off := s.shot("ghosts-off", 1280, 720, Options{ReducedMotion: true}); s.near(off, ghost, 20, pale) > s.near(before, ghost, 20, pale) {
		t.Error("the ghost is shown without being asked for")
	}
}
