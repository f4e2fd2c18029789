package hud

import (
	"testing"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

func (s *harness) tapButtons(buttons ...input.Button) {
	for _, b := range buttons {
		s.input.TapButtons(b)
		s.run(1)
	}
}

// Opens and closes everything a game has, with a gamepad.
func TestAGamepadInTheGame(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	for name, c := range map[string]struct {
		button input.Button
		open   *bool
	}{
		"legend": {input.ButtonNorth, &s.hud.legendOpen}, "net graph": {input.ButtonLeftShoulder, &s.hud.netOpen}, "ghost": {input.ButtonRightShoulder, &s.hud.ghost},
	} {
		if s.tapButtons(c.button); !*c.open {
			t.Errorf("%s: %v does not open it", name, c.button)
		}
		if s.tapButtons(c.button); *c.open {
			t.Errorf("%s: %v does not close it", name, c.button)
		}
	}
	s.tapButtons(input.ButtonNorth, input.ButtonEast)
	if s.hud.legendOpen || s.hud.WantsKeyboard() {
		t.Error("East does not close the legend, or does more")
	}
	s.input.HoldButtons(input.ButtonWest)
	s.run(3)
	if !s.hud.scoreboardOpen {
		t.Error("who is here is not shown while West is held")
	}
	s.input.ReleaseButtons(input.ButtonWest)
	if s.run(1); s.hud.scoreboardOpen {
		t.Error("who is here stays")
	}
	if s.tapButtons(input.ButtonEast, input.ButtonDpadUp, input.LeftStickLeft); s.hud.WantsKeyboard() {
		t.Error("what walks, or goes back, opens something")
	}
}

// Into the lag panel and back, and out of the game.
func TestAGamepadInThePanels(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tapButtons(input.ButtonLeftTrigger)
	if !s.hud.lag.panel.Shown() || s.hud.WantsKeyboard() {
		t.Error("the trigger does not open the panel, or takes the keyboard along")
	}
	if s.tapButtons(input.ButtonSouth); !s.hud.lag.panel.HasKeyboard() {
		t.Error("South does not lead into it")
	}
	s.tapButtons(input.ButtonDpadDown, input.ButtonDpadDown, input.ButtonSouth)
	if s.tapButtons(input.ButtonEast); s.hud.WantsKeyboard() || s.hud.pauseMenu.Shown() {
		t.Error("East does not lead out of it, or opens the menu")
	}
	s.tapButtons(input.ButtonStart)
	if !s.hud.pauseMenu.Shown() {
		t.Fatal("Start does not open the menu")
	}
	if s.tapButtons(input.ButtonStart); s.hud.pauseMenu.Shown() {
		t.Error("Start does not close it")
	}
	s.tapButtons(input.ButtonStart)
	s.draw()                        // lays the entries out
	s.tapButtons(input.LeftStickUp) // past the first to the last
	if s.tapButtons(input.ButtonSouth); !s.actions.Leave {
		t.Error("the last entry does not leave")
	}
}

// Types on the on-screen keyboard and sends.
func TestSayingSomethingWithAGamepad(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tapButtons(input.ButtonSelect, input.ButtonSouth)
	s.run(1)
	s.draw()
	s.tapButtons(input.ButtonDpadRight, input.ButtonSouth, input.ButtonDpadRight, input.ButtonSouth)                                                                                                // w, e
	s.tapButtons(input.ButtonDpadDown, input.ButtonDpadDown, input.ButtonDpadDown, input.ButtonDpadDown, input.ButtonDpadDown, input.ButtonDpadRight, input.ButtonDpadRight, input.ButtonDpadRight) // the key that sends
	if s.tapButtons(input.ButtonSouth); s.actions.Chat != "we" || s.hud.WantsKeyboard() {
		t.Errorf("said %q, keyboard %v", s.actions.Chat, s.hud.WantsKeyboard())
	}
}

// The focus is visible in all panels of a game.
func TestFocusIsSeen(t *testing.T) {
	w := uitest.SmallWindow
	game := func(sheet func(*harness) *ui.Panel, buttons ...input.Button) uitest.FocusCycle {
		s := newHarness(w, 3)
		s.run(2)
		s.tapButtons(buttons...)
		return uitest.FocusCycle{Panel: sheet(s), Input: s.input, Image: s.img, Tick: func() { s.run(1); s.draw() }}
	}
	for name, s := range map[string]uitest.FocusCycle{
		"menu": game(func(s *harness) *ui.Panel { return s.hud.pauseMenu }, input.ButtonStart),
		"lag":  game(func(s *harness) *ui.Panel { return s.hud.lag.panel }, input.ButtonLeftTrigger, input.ButtonSouth),
	} {
		t.Run(name, func(t *testing.T) { s.Check(t) })
	}
}
