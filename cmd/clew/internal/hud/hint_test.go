package hud

import (
	"image"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// The hint covers neither the player nor the chat nor anything else.
func TestHintCoversNothing(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		for _, c := range []struct{ loud, open bool }{{}, {loud: true}, {open: true}, {true, true}} {
			for _, y := range []int{1, 4, 6, 8, 11} {
				s := newHarness(w, 3)
				s.hud.hint.on = true
				if s.run(2); c.loud {
					s.hud.ShowBanner("A large sentence in the middle")
					s.hud.AddLine("Somebody joined")
					s.hud.Toast("No sound device")
				}
				if c.open {
					s.tap(ebiten.KeyF3)
				}
				cell := w.H / 12
				s.state.SelfArea = image.Rect(w.W/2-cell/2, y*w.H/12-cell, w.W/2+cell/2, y*w.H/12+cell/2)
				s.run(20)
				s.draw()
				box := s.hud.hint.box
				crowded := (c.loud || c.open) && float64(w.H)/w.Scale < 480
				if box.Empty() && !crowded {
					t.Errorf("%+v, player at %d: there is no hint", c, y)
				}
				if box.Empty() {
					continue
				}
				if !box.In(s.img.Bounds()) || box.Overlaps(s.state.SelfArea) || slices.ContainsFunc(s.hud.occupied, box.Overlaps) {
					t.Errorf("%+v, player at %d: the hint at %v hides something", c, y, box)
				}
				if c.loud && s.hud.banner.alpha() == 0 {
					t.Error("there is no notice to be hidden")
				}
			}
		}
	})
}

// It stays where it is as long as that is free.
func TestHintStaysInPlace(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.hud.hint.on = true
	s.state.SelfArea = image.Rect(600, 300, 650, 350)
	s.run(2)
	s.draw()
	at := s.hud.hint.box
	s.state.SelfArea = image.Rect(600, 400, 650, 450)
	s.run(1)
	if s.draw(); s.hud.hint.box != at {
		t.Errorf("from %v it goes to %v", at, s.hud.hint.box)
	}
}

// texts returns the keys that the hint names.
func (h *hint) texts() (keys []string) {
	for _, k := range h.keys {
		keys = append(keys, k.key)
	}
	return keys
}

// The hint names the keys as bound, or the buttons once one has been used.
func TestHintNamesTheDeviceInUse(t *testing.T) {
	ui.SetGamepadActive(false)
	defer ui.SetGamepadActive(false)
	keys, buttons := input.DefaultKeys(), input.DefaultButtons()
	hands := ui.NewFakeInput()
	s := newHarness(uitest.DefaultWindow, 3)
	s.input, s.hud = hands, New(Options{Input: hands, Keys: &keys, Buttons: &buttons, Hint: true})
	check := func(when string, want ...string) {
		t.Helper()
		s.run(1)
		if s.draw(); !slices.Equal(s.hud.hint.texts(), want) {
			t.Errorf("%s: %q, want %q", when, s.hud.hint.texts(), want)
		}
	}
	check("at first", "W A S D", "Enter", "Tab", "F1", "Esc")
	keys[input.MoveUp], keys[input.ActionChat] = []ebiten.Key{ebiten.KeyI}, []ebiten.Key{ebiten.KeyT}
	check("with keys of one's own", "I A S D", "T", "Tab", "F1", "Esc")
	hands.TapButtons(input.ButtonDpadUp)
	check("with a gamepad", "left stick", "View", "X", "Y", "Start")
	i18n.SetLanguage(i18n.Portuguese)
	check("in Portuguese", "manípulo esq.", "View", "X", "Y", "Start")
	i18n.SetLanguage(i18n.English)
	buttons[input.ActionChat], buttons[input.MoveUp] = []input.Button{input.ButtonRightStick}, []input.Button{input.RightStickUp}
	check("with buttons of one's own", "right stick", "R3", "X", "Y", "Start")
	buttons[input.ActionChat] = nil
	check("where a key has no button", "right stick", "T", "X", "Y", "Start")
	hands.TapKeys(ebiten.KeyD)
	check("with the keyboard again", "I A S D", "T", "Tab", "F1", "Esc")
}

// So do the other hints in a game.
func TestOtherHintsNameTheDeviceInUse(t *testing.T) {
	ui.SetGamepadActive(false)
	defer ui.SetGamepadActive(false)
	s := newHarness(uitest.DefaultWindow, 3)
	s.state.Spectating = Spectating{Active: true}
	s.run(2)
	s.tap(ebiten.KeyF2)
	for _, c := range []struct {
		do               func()
		whom, lag, panel string
	}{
		{func() { s.input.TapKeys(ebiten.KeyW) }, "Whole maze · A, D or click: next player", "F2", "Tab: use the keyboard here"},
		{func() { s.input.TapButtons(input.LeftStickLeft) }, "Whole maze · Pad ←, Pad →: next player", "LT", "A: use the keyboard here"},
		{func() { s.input.TapButtons(input.ButtonSouth) }, "Whole maze · Pad ←, Pad →: next player", "LT", "B: back to walking"},
		{func() { s.input.TapKeys(ebiten.KeyDown) }, "Whole maze · A, D or click: next player", "F2", "Esc: back to walking"},
	} {
		c.do()
		s.run(2)
		if got := s.hud.spectator.followText; got != c.whom {
			t.Errorf("who watches reads %q, want %q", got, c.whom)
		}
		if got := s.hud.KeyName(input.ActionLag); got != c.lag {
			t.Errorf("the panel has the sign %q, want %q", got, c.lag)
		}
		if got := s.hud.lag.hint(); got != c.panel {
			t.Errorf("the panel reads %q, want %q", got, c.panel)
		}
	}
}

// The hint is not shown while a page covers the game.
func TestHintAvoidsPanels(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.hud.hint.on = true
	s.run(20)
	shows := func() bool { // whether the hint makes a difference
		pictures := [2][]byte{}
		for i, on := range []bool{true, false} {
			s.hud.hint.on = on
			s.draw()
			pictures[i] = windowtest.ReadPixels(s.img).Pix
		}
		return !slices.Equal(pictures[0], pictures[1])
	}
	if !shows() {
		t.Error("it is not there at all")
	}
	if s.hud.scoreboardOpen = true; shows() {
		t.Error("it is there beside who is here")
	}
	if s.hud.scoreboardOpen, s.hud.legendOpen = false, true; shows() {
		t.Error("it is there beside all keys")
	}
}

// The lag panel and the legend are never open together.
func TestTheLagPanelAndTheLegend(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	for _, step := range []struct {
		key         ebiten.Key
		legend, lag bool
	}{
		{ebiten.KeyF1, true, false}, {ebiten.KeyF2, false, true}, // one replaces the other
		{ebiten.KeyF1, true, false}, {ebiten.KeyEscape, false, true}, {ebiten.KeyF1, true, false}, {ebiten.KeyF1, false, true}, // and reopens
		{ebiten.KeyF2, false, false}, {ebiten.KeyF1, true, false}, {ebiten.KeyF1, false, false}, // but only if it was open
	} {
		if s.tap(step.key); s.hud.legendOpen != step.legend || s.hud.lag.panel.Shown() != step.lag {
			t.Fatalf("after %v: legend %v, lag %v; want %v, %v", step.key, s.hud.legendOpen, s.hud.lag.panel.Shown(), step.legend, step.lag)
		}
	}
}
