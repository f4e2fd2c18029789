package hud

import (
	"testing"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
)

func (s *harness) tapButtons(buttons ...pad.Button) {
	for _, b := range buttons {
		s.input.TapButtons(b)
		s.run(1)
	}
}

// TestAGamepadInTheGame opens and closes everything that a game has.
func TestAGamepadInTheGame(t *testing.T) {
	s := newHarness(paneltest.SmallWindow, 3)
	s.run(2)
	for name, c := range map[string]struct {
		button pad.Button
		open   *bool
	}{
		"legend": {pad.ButtonNorth, &s.hud.legendOpen}, "net graph": {pad.ButtonLeftShoulder, &s.hud.netOpen}, "ghost": {pad.ButtonRightShoulder, &s.hud.ghost},
	} {
		if s.tapButtons(c.button); !*c.open {
			t.Errorf("%s: %v does not open it", name, c.button)
		}
		if s.tapButtons(c.button); *c.open {
			t.Errorf("%s: %v does not close it", name, c.button)
		}
	}
	s.tapButtons(pad.ButtonNorth, pad.ButtonEast)
	if s.hud.legendOpen || s.hud.WantsKeyboard() {
		t.Error("East does not close the legend, or does more")
	}
	s.input.HoldButtons(pad.ButtonWest)
	s.run(3)
	if !s.hud.scoreboardOpen {
		t.Error("who is here is not shown while West is held")
	}
	s.input.ReleaseButtons(pad.ButtonWest)
	if s.run(1); s.hud.scoreboardOpen {
		t.Error("who is here stays")
	}
	if s.tapButtons(pad.ButtonEast, pad.ButtonDpadUp, pad.LeftStickLeft); s.hud.WantsKeyboard() {
		t.Error("what walks, or goes back, opens something")
	}
}

// TestAGamepadInThePanels: into the panel for lag and back, and out of the game.
func TestAGamepadInThePanels(t *testing.T) {
	s := newHarness(paneltest.SmallWindow, 3)
	s.run(2)
	s.tapButtons(pad.ButtonLeftTrigger)
	if !s.hud.lag.panel.Shown() || s.hud.WantsKeyboard() {
		t.Error("the trigger does not open the panel, or takes the keyboard along")
	}
	if s.tapButtons(pad.ButtonSouth); !s.hud.lag.panel.HasKeyboard() {
		t.Error("South does not lead into it")
	}
	s.tapButtons(pad.ButtonDpadDown, pad.ButtonDpadDown, pad.ButtonSouth)
	if s.tapButtons(pad.ButtonEast); s.hud.WantsKeyboard() || s.hud.pauseMenu.Shown() {
		t.Error("East does not lead out of it, or opens the menu")
	}
	s.tapButtons(pad.ButtonStart)
	if !s.hud.pauseMenu.Shown() {
		t.Fatal("Start does not open the menu")
	}
	if s.tapButtons(pad.ButtonStart); s.hud.pauseMenu.Shown() {
		t.Error("Start does not close it")
	}
	s.tapButtons(pad.ButtonStart)
	s.draw()                      // gives the entries their places
	s.tapButtons(pad.LeftStickUp) // past the first to the last
	if s.tapButtons(pad.ButtonSouth); !s.actions.Leave {
		t.Error("the last entry does not leave")
	}
}

// TestSayingSomethingWithAGamepad types on the board and sends.
func TestSayingSomethingWithAGamepad(t *testing.T) {
	s := newHarness(paneltest.SmallWindow, 3)
	s.run(2)
	s.tapButtons(pad.ButtonSelect, pad.ButtonSouth)
	s.run(1)
	s.draw()
	s.tapButtons(pad.ButtonDpadRight, pad.ButtonSouth, pad.ButtonDpadRight, pad.ButtonSouth)                                                                                        // w, e
	s.tapButtons(pad.ButtonDpadDown, pad.ButtonDpadDown, pad.ButtonDpadDown, pad.ButtonDpadDown, pad.ButtonDpadDown, pad.ButtonDpadRight, pad.ButtonDpadRight, pad.ButtonDpadRight) // the key that sends
	if s.tapButtons(pad.ButtonSouth); s.actions.Chat != "we" || s.hud.WantsKeyboard() {
		t.Errorf("said %q, keyboard %v", s.actions.Chat, s.hud.WantsKeyboard())
	}
}

// TestFocusIsSeen in the sheets that open in a game.
func TestFocusIsSeen(t *testing.T) {
	w := paneltest.SmallWindow
	game := func(sheet func(*harness) *kit.Panel, buttons ...pad.Button) paneltest.FocusCycle {
		s := newHarness(w, 3)
		s.run(2)
		s.tapButtons(buttons...)
		return paneltest.FocusCycle{Panel: sheet(s), Input: s.input, Image: s.img, Tick: func() { s.run(1); s.draw() }}
	}
	for name, s := range map[string]paneltest.FocusCycle{
		"menu": game(func(s *harness) *kit.Panel { return s.hud.pauseMenu }, pad.ButtonStart),
		"lag":  game(func(s *harness) *kit.Panel { return s.hud.lag.panel }, pad.ButtonLeftTrigger, pad.ButtonSouth),
	} {
		t.Run(name, func(t *testing.T) { s.Check(t) })
	}
}
