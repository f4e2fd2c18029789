package panel

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
)

func (s *stage) push(buttons ...pad.Button) {
	for _, b := range buttons {
		s.hands.Push(b)
		s.run(1)
	}
}

// TestAGamepadInTheGame opens and closes everything that a game has.
func TestAGamepadInTheGame(t *testing.T) {
	s := newStage(window{640, 360, 1}, 3)
	s.run(2)
	for name, c := range map[string]struct {
		button pad.Button
		open   *bool
	}{
		"legend": {pad.North, &s.hud.legendOpen}, "net graph": {pad.LeftShoulder, &s.hud.netOpen}, "ghost": {pad.RightShoulder, &s.hud.ghost},
	} {
		if s.push(c.button); !*c.open {
			t.Errorf("%s: %v does not open it", name, c.button)
		}
		if s.push(c.button); *c.open {
			t.Errorf("%s: %v does not close it", name, c.button)
		}
	}
	s.push(pad.North, pad.East)
	if s.hud.legendOpen || s.hud.Keyboard() {
		t.Error("East does not close the legend, or does more")
	}
	s.hands.Keep(pad.West)
	s.run(3)
	if !s.hud.rosterOpen {
		t.Error("who is here is not shown while West is held")
	}
	s.hands.Free(pad.West)
	if s.run(1); s.hud.rosterOpen {
		t.Error("who is here stays")
	}
	if s.push(pad.East, pad.PadUp, pad.StickLeft); s.hud.Keyboard() {
		t.Error("what walks, or goes back, opens something")
	}
}

// TestAGamepadInThePanels: into the panel for lag and back, and out of the game.
func TestAGamepadInThePanels(t *testing.T) {
	s := newStage(window{640, 360, 1}, 3)
	s.run(2)
	s.push(pad.LeftTrigger)
	if !s.hud.lag.sheet.Shown() || s.hud.Keyboard() {
		t.Error("the trigger does not open the panel, or takes the keyboard along")
	}
	if s.push(pad.South); !s.hud.lag.sheet.HasKeyboard() {
		t.Error("South does not lead into it")
	}
	s.push(pad.PadDown, pad.PadDown, pad.South)
	if s.push(pad.East); s.hud.Keyboard() || s.hud.pause.Shown() {
		t.Error("East does not lead out of it, or opens the menu")
	}
	s.push(pad.Start)
	if !s.hud.pause.Shown() {
		t.Fatal("Start does not open the menu")
	}
	if s.push(pad.Start); s.hud.pause.Shown() {
		t.Error("Start does not close it")
	}
	s.push(pad.Start)
	s.draw()            // gives the entries their places
	s.push(pad.StickUp) // past the first to the last
	if s.push(pad.South); !s.wish.Leave {
		t.Error("the last entry does not leave")
	}
}

// TestSayingSomethingWithAGamepad types on the board and sends.
func TestSayingSomethingWithAGamepad(t *testing.T) {
	s := newStage(window{640, 360, 1}, 3)
	s.run(2)
	s.push(pad.Select, pad.South)
	s.run(1)
	s.draw()
	s.push(pad.PadRight, pad.South, pad.PadRight, pad.South)                                                          // w, e
	s.push(pad.PadDown, pad.PadDown, pad.PadDown, pad.PadDown, pad.PadDown, pad.PadRight, pad.PadRight, pad.PadRight) // the key that sends
	if s.push(pad.South); s.wish.Say != "we" || s.hud.Keyboard() {
		t.Errorf("said %q, keyboard %v", s.wish.Say, s.hud.Keyboard())
	}
}

// screenUnderTest is a screen of which a test moves the focus.
type screenUnderTest struct {
	sheet *kit.Sheet
	hands *kit.Script
	img   *ebiten.Image
	tick  func()
}

// TestFocusIsSeen goes through all that can have the focus on each screen, by
// gamepad: it is in the window, and one sees where it is.
func TestFocusIsSeen(t *testing.T) {
	w := window{640, 360, 1}
	of := func(p *page, sheet *kit.Sheet) screenUnderTest {
		return screenUnderTest{sheet, p.hands, p.img, func() { p.run(1) }}
	}
	game := func(sheet func(*stage) *kit.Sheet, buttons ...pad.Button) screenUnderTest {
		s := newStage(w, 3)
		s.run(2)
		s.push(buttons...)
		return screenUnderTest{sheet(s), s.hands, s.img, func() { s.run(1); s.draw() }}
	}
	hands := kit.NewScript()
	title := NewTitle(TitleOptions{Hands: hands, Calm: true})
	solo, join, host := newSoloStage(t, w), newJoinStage(w, JoinOptions{Name: "Rui"}), newHostStage(w, "Attic")
	lobby, form, _ := newLobbyStage(w)
	screens := map[string]screenUnderTest{
		"title": of(set(w, hands, func(w, h int, want float64) { title.Update(w, h, want) }, title.Draw), title.menu),
		"solo":  of(solo.page, solo.solo.sheet), "join": of(join.page, join.form.sheet), "host": of(host.page, host.form.sheet),
		"lobby": of(lobby, form.sheet),
		"menu":  game(func(s *stage) *kit.Sheet { return s.hud.pause }, pad.Start),
		"lag":   game(func(s *stage) *kit.Sheet { return s.hud.lag.sheet }, pad.LeftTrigger, pad.South),
	}
	for i, name := range sections {
		d := openSettings(w, i)
		screens[name] = screenUnderTest{d.form.sheet, d.hands, d.img, d.tick}
	}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) { s.walk(t) })
	}
}

// walk goes once around.
func (s screenUnderTest) walk(t *testing.T) {
	s.tick()
	begun := s.sheet.Focused()
	for n := range 200 {
		r := s.sheet.FocusRect()
		if !s.sheet.HasKeyboard() || r.Empty() || !r.Overlaps(s.img.Bounds()) {
			t.Fatalf("stop %d is at %v, and has the focus: %v", s.sheet.Focused(), r, s.sheet.HasKeyboard())
		}
		r = r.Inset(-3).Intersect(s.img.Bounds())
		with := part(s.img, r)
		s.sheet.Drop()
		s.tick()
		if bytes.Equal(with, part(s.img, r)) {
			t.Errorf("one does not see that stop %d has the focus, at %v", s.sheet.Focused(), r)
		}
		s.sheet.Take()
		s.hands.Push(pad.RightShoulder)
		s.tick()
		s.tick()
		if s.sheet.Focused() == begun {
			if n == 0 {
				t.Error("there is one stop only")
			}
			return
		}
	}
	t.Error("the focus does not come around")
}

// part are the pixels of a part of a picture.
func part(img *ebiten.Image, r image.Rectangle) []byte {
	pix := make([]byte, 4*r.Dx()*r.Dy())
	img.SubImage(r).(*ebiten.Image).ReadPixels(pix)
	return pix
}
