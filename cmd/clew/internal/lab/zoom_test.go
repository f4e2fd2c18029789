package lab

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

// A pane is maximised by key and by double click, and goes back in the same way and
// with Esc, which does not leave the Lab then.
func TestMaximise(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(60)
	s.tap(ebiten.KeySpace)
	alone := func(p *pane) bool {
		return len(s.layout.panes) == 1 && s.shown()[0] == p && s.layout.panes[0].Dx() > 1200
	}
	all := func() bool { return len(s.layout.panes) == 3 && len(s.shown()) == 3 }
	doubleClick := func(pane int) {
		r := s.layout.panes[pane]
		at := image.Pt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2)
		s.click(at)
		s.click(at)
	}
	for _, c := range []struct {
		name string
		do   func()
		want func() bool
	}{
		{"X", func() { s.tap(ebiten.KeyX) }, func() bool { return alone(s.panes[0]) }},
		{"X again", func() { s.tap(ebiten.KeyX) }, all},
		{"X, Esc", func() { s.tap(ebiten.KeyX, ebiten.KeyEscape) }, all},
		{"double click on Bob", func() { doubleClick(2) }, func() bool { return alone(s.panes[1]) }},
		{"double click on Bob again", func() { doubleClick(0) }, all},
		{"double click on the server", func() { doubleClick(1) }, func() bool { return alone(s.server) }},
		{"Esc", func() { s.tap(ebiten.KeyEscape) }, all},
	} {
		following := s.server.following
		if c.do(); !c.want() || s.closed {
			t.Errorf("after %s %d panes are shown: %v; closed %v", c.name, len(s.layout.panes), s.layout.panes, s.closed)
		}
		if s.server.following != following {
			t.Errorf("%s changes what the server's pane shows", c.name)
		}
		s.Draw(s.img)
	}
	if s.tap(ebiten.KeyEscape); !s.closed {
		t.Error("then Esc does not leave")
	}
}

// The zoom shows a correction so large that its size can be seen and read off. It
// follows the selection, and is left by key and with Esc.
func TestZoom(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(200)
	s.tap(ebiten.KeySpace, ebiten.KeyZ)
	if s.zoom.shown || !strings.Contains(s.errText, "C") {
		t.Errorf("without a selection: %+v, %q", s.zoom, s.errText)
	}
	s.tap(ebiten.KeyC, ebiten.KeyZ)
	for range 4 {
		c := s.player.Trace().Corrections[s.player.Selected().Index]
		s.Draw(s.img)
		x0, y0, cell := s.zoom.pane.renderer.ScreenPosition(s.zoom.screen)
		x1, y1, _ := s.zoom.pane.renderer.ScreenPosition(s.zoom.server)
		px := math.Hypot(x1-x0, y1-y0)
		if s.zoom.units != c.Size || math.Abs(px-float64(c.Size)*cell/sim.CellUnits) > 1 || px < 24 {
			t.Errorf("a correction by %d units is %v px, labelled as %d", c.Size, px, s.zoom.units)
		}
		for _, at := range []image.Point{image.Pt(int(x0), int(y0)), image.Pt(int(x1), int(y1))} {
			if !at.In(s.layout.panes[0]) {
				t.Errorf("%v is not within %v", at, s.layout.panes[0])
			}
		}
		if s.player.Tick() != c.Tick || len(s.layout.panes) != 1 {
			t.Errorf("tick %d with %d panes, the correction was at %d", s.player.Tick(), len(s.layout.panes), c.Tick)
		}
		s.tap(ebiten.KeyC)
	}
	windowtest.KeepScreenshot(t, "zoom, correction", windowtest.ReadPixels(s.img))
	for _, k := range []ebiten.Key{ebiten.KeyI, ebiten.KeyTab, ebiten.KeyT} {
		s.tap(k)
		s.Draw(s.img)
		windowtest.KeepScreenshot(t, "zoom, "+k.String(), windowtest.ReadPixels(s.img))
		if !s.zoom.shown || !s.zoom.known || s.zoom.item.selection != s.player.Selected() {
			t.Errorf("%v: %+v", k, s.zoom)
		}
	}
	if s.tap(ebiten.KeyEscape); s.zoom.shown || len(s.layout.panes) != 3 || s.closed {
		t.Error("Esc does not lead back")
	}
	if s.tap(ebiten.KeyZ, ebiten.KeyZ); s.zoom.shown || s.isMaximised() {
		t.Error("Z does not lead back")
	}
}

// Hints are shown only for what can be done now.
func TestHints(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(200)
	has := func(words ...string) (found []bool) {
		text := strings.Join(s.layout.hints, " ")
		for _, w := range words {
			found = append(found, strings.Contains(text, w))
		}
		return found
	}
	words := []string{"drop", "its start", "zoom to it", "undo", "R play on"}
	check := func(when string, want ...bool) {
		t.Helper()
		s.run(1)
		for i, got := range has(words...) {
			if got != want[i] {
				t.Errorf("%s: hint %q is shown: %v", when, words[i], got)
			}
		}
	}
	height := s.layout.help
	check("at first", false, false, false, false, false)
	s.tap(ebiten.KeySpace, ebiten.KeyC)
	check("a correction", false, true, true, false, false)
	s.tap(ebiten.KeyTab)
	check("a packet", true, true, true, false, false)
	s.tap(ebiten.KeyDigit1)
	check("a change", true, true, true, true, false)
	s.tap(ebiten.KeyF6)
	check("a human", true, true, true, true, true)
	if s.layout.help != height {
		t.Errorf("the hints' place moves from %v to %v", height, s.layout.help)
	}
}
