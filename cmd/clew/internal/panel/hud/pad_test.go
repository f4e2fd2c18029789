package hud

import (
	"testing"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
)

func (s *stage) push(buttons ...pad.Button) {
	for _, b := range buttons {
		s.hands.Push(b)
		s.run(1)
	}
}

// TestAGamepadInTheGame opens and closes everything that a game has.
func TestAGamepadInTheGame(t *testing.T) {
	s := newStage(paneltest.Small, 3)
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
	s := newStage(paneltest.Small, 3)
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
	s := newStage(paneltest.Small, 3)
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

// TestFocusIsSeen in the sheets that open in a game.
func TestFocusIsSeen(t *testing.T) {
	w := paneltest.Small
	game := func(sheet func(*stage) *kit.Sheet, buttons ...pad.Button) paneltest.Screen {
		s := newStage(w, 3)
		s.run(2)
		s.push(buttons...)
		return paneltest.Screen{Sheet: sheet(s), Hands: s.hands, Image: s.img, Tick: func() { s.run(1); s.draw() }}
	}
	for name, s := range map[string]paneltest.Screen{
		"menu": game(func(s *stage) *kit.Sheet { return s.hud.pause }, pad.Start),
		"lag":  game(func(s *stage) *kit.Sheet { return s.hud.lag.sheet }, pad.LeftTrigger, pad.South),
	} {
		t.Run(name, func(t *testing.T) { s.Walk(t) })
	}
}
