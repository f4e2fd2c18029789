package hud

import (
	"image"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

// drawnTexts is a TextProbe that records drawn text.
type drawnTexts []string

func (w *drawnTexts) TextDrawn(words string, _, _ image.Rectangle) { *w = append(*w, words) }
func (w *drawnTexts) AreaCovered(image.Rectangle)                  {}
func (w *drawnTexts) TextOverflows(string, float64, float64)       {}
func (w *drawnTexts) TextTruncated(string)                         {}

// says returns the texts of a frame.
func (s *harness) says() (words drawnTexts) {
	ui.SetTextProbe(&words)
	defer ui.SetTextProbe(nil)
	s.draw()
	return words
}

// What a menu, a card or a page would half hide is not drawn meanwhile.
func TestPartlyCoveredPanelsAreNotDrawn(t *testing.T) {
	for name, tc := range map[string]struct {
		open, close func(*harness)
		plate, log  bool // not drawn
	}{
		"legend": {func(s *harness) { s.tap(ebiten.KeyF1) }, func(s *harness) { s.tap(ebiten.KeyF1) }, true, true},
		"menu":   {func(s *harness) { s.tap(ebiten.KeyEscape) }, func(s *harness) { s.tap(ebiten.KeyEscape) }, true, true},
		"exit":   {func(s *harness) { s.hud.ShowFinish(Finish{Time: 90}) }, func(s *harness) { s.tap(ebiten.KeyEscape) }, true, false},
		"roster": {func(s *harness) { s.input.HoldKeys(ebiten.KeyTab) }, func(s *harness) { s.input.ReleaseKeys(ebiten.KeyTab) }, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newHarness(uitest.SmallWindow, 10)
			withMap(s, 41, 31)
			s.state.View.Level = "Attic"
			s.hud.AddLine("Rui joined")
			s.run(5)
			plate := func() bool { return slices.Contains(s.says(), "Attic") }
			log := func() bool { s.draw(); return s.hud.covered(s.hud.chat.area) }
			small := func() bool { r := s.smallMap(); return r.Empty() }
			if !plate() || log() || small() {
				t.Fatalf("at first: plate %v, log covered %v, no map %v", plate(), log(), small())
			}
			tc.open(s)
			s.run(5)
			s.draw() // lays it out
			if plate() == tc.plate || log() != tc.log || small() != (name != "menu") {
				t.Errorf("plate %v, log covered %v, no map %v", plate(), log(), small())
			}
			tc.close(s)
			s.run(5)
			if !plate() || log() || small() {
				t.Errorf("afterwards: plate %v, log covered %v, no map %v", plate(), log(), small())
			}
		})
	}
}

// smallMap returns where the minimap is drawn, or an empty rectangle.
func (s *harness) smallMap() image.Rectangle {
	s.draw()
	return s.hud.minimap.area
}

// The minimap is level with the header or, with a badge of simulated lag, below
// that.
func TestMapBelowTheBadge(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	withMap(s, 41, 31)
	s.run(5)
	if r := s.smallMap(); r.Min.Y != edgeMargin {
		t.Errorf("without a badge it is at %v", r)
	}
	s.state.Netem.Up.Loss = 5
	s.run(5)
	if r := s.smallMap(); r.Min.Y < badgeTop+badgeLine {
		t.Errorf("with a badge it is at %v", r)
	}
}

// OccupiedAreas covers what the HUD draws, and no more.
func TestOccupiedAreas(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	told := func(r image.Rectangle) bool {
		return slices.ContainsFunc(s.hud.OccupiedAreas(), func(c image.Rectangle) bool { return !c.Empty() && c.Overlaps(r) })
	}
	card, corner := legendBox(s.hud.root.Viewport()), image.Rect(1180, 20, 1240, 40)
	if s.draw(); told(card.Inset(100)) {
		t.Errorf("something is in the middle of the window: %v", s.hud.OccupiedAreas())
	}
	s.state.Netem.Up.Loss = 5
	s.tap(ebiten.KeyM, ebiten.KeyF1)
	s.run(5)
	if s.draw(); !slices.Contains(s.hud.OccupiedAreas(), card) || !told(corner) || told(corner.Sub(image.Pt(500, 0))) {
		t.Errorf("with the page of keys at %v and a badge: %v", card, s.hud.OccupiedAreas())
	}
}

// A banner does not cover the own player.
func TestBannerAbovePlayer(t *testing.T) {
	f := ui.FitViewport(1280, 720, 1)
	s := ui.NewSkin(1)
	dst := ebiten.NewImage(1280, 720)
	for _, self := range []image.Rectangle{{}, image.Rect(612, 440, 668, 524), image.Rect(612, 500, 668, 560), image.Rect(612, 100, 668, 160)} {
		var n banner
		n.show("No word from the server for 3 s …", false, 0)
		for range bannerFadeIn {
			n.tick()
		}
		draw := func(self image.Rectangle) image.Rectangle {
			return n.draw(dst, f, s, 0, f.W, panelUse{now: n.now, still: true}, self.Overlaps)
		}
		r := draw(self)
		if r.Overlaps(self) || r.Min.Y < 300 {
			t.Errorf("the player is at %v, the sentence at %v", self, r)
		}
		near := self.Sub(image.Pt(0, 3))
		if again := draw(near); !near.Overlaps(r) && again != r {
			t.Errorf("it jumps from %v to %v", r, again)
		}
		within := image.Rect(612, r.Min.Y+4, 668, r.Max.Y+50)
		if again := draw(within); again.Overlaps(within) {
			t.Errorf("the player walked to %v, and it is still at %v", within, again)
		}
	}
}

// Toasts wrap instead of being truncated, and keep clear of what is left of
// them.
func TestToastsBreak(t *testing.T) {
	var o toasts
	o.add("Screenshot: 2026-05-04-120000.png is in /home/ines/Pictures/Clew")
	f := ui.FitViewport(640, 360, 1)
	s := ui.NewSkin(1)
	var words drawnTexts
	ui.SetTextProbe(&words)
	r := o.draw(ebiten.NewImage(640, 360), f, s, 270, 640, 16, 1, true)
	ui.SetTextProbe(nil)
	if len(words) != 2 || r.Min.X < 270 || r.Max.X > 640 {
		t.Errorf("%q at %v", words, r)
	}
}
