package lab

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

func (s *harness) tapButtons(buttons ...input.Button) {
	for _, b := range buttons {
		s.input.TapButtons(b)
		s.run(1)
	}
}

func TestAGamepadInTheLab(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(99)
	for _, c := range []struct {
		button input.Button
		at     int
	}{
		{input.ButtonWest, 100}, {input.ButtonDpadLeft, 99}, {input.ButtonDpadRight, 100}, {input.ButtonRightShoulder, 110}, {input.ButtonLeftShoulder, 100},
	} {
		if s.tapButtons(c.button); s.player.Tick() != c.at || s.player.Playing {
			t.Errorf("%v leads to %d, want %d", c.button, s.player.Tick(), c.at)
		}
	}
	s.tapButtons(input.ButtonDpadDown)
	first := s.player.Selected()
	s.tapButtons(input.ButtonDpadDown, input.ButtonDpadUp)
	if s.player.Selected() != first || first.Kind != playback.Packet {
		t.Errorf("down, down, up picks %+v, want %+v", s.player.Selected(), first)
	}
	if s.tapButtons(input.ButtonRightTrigger); s.player.Selected().Kind != playback.Correction {
		t.Errorf("the trigger picks %+v", s.player.Selected())
	}
	if s.tapButtons(input.ButtonLeftTrigger); s.player.Selected().Kind != playback.Input {
		t.Errorf("the other trigger picks %+v", s.player.Selected())
	}
	zoom := s.timeline.zoom
	if s.tapButtons(input.RightStickUp); s.timeline.zoom <= zoom {
		t.Error("the right stick does not zoom")
	}
	if s.tapButtons(input.ButtonEast); !s.closed {
		t.Error("East does not leave")
	}
}

// Drops a packet and undoes that with a gamepad alone.
func TestPacketEditsByGamepad(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(299)
	s.tapButtons(input.ButtonWest, input.ButtonDpadDown, input.ButtonSouth)
	s.Draw(s.img)
	if !s.actions.packet.HasKeyboard() || s.actions.packet.FocusRect().Empty() {
		t.Fatal("South does not lead to the buttons for the packet")
	}
	sheet := s.img.SubImage(s.actions.packet.GetWidget().Rect).(*ebiten.Image)
	before := windowtest.ReadPixels(sheet)
	s.tapButtons(input.ButtonDpadRight)
	s.Draw(s.img)
	if bytes.Equal(before.Pix, windowtest.ReadPixels(sheet).Pix) {
		t.Error("one does not see where the focus is")
	}
	if s.tapButtons(input.ButtonSouth); len(s.player.ChangeTexts()) != 1 || s.errText != "" {
		t.Errorf("the packet is as it was: %v, %q", s.player.ChangeTexts(), s.errText)
	}
	s.tapButtons(input.LeftStickDown, input.LeftStickDown, input.LeftStickLeft, input.ButtonSouth)
	if len(s.player.ChangeTexts()) != 0 {
		t.Errorf("not taken back: %v", s.player.ChangeTexts())
	}
	if s.tapButtons(input.ButtonEast); s.closed || s.root.WantsKeyboard() {
		t.Error("East leaves more than the buttons")
	}
	if s.tapButtons(input.ButtonNorth); !s.params.panel.HasKeyboard() {
		t.Error("North does not open the settings")
	}
	if s.tapButtons(input.ButtonEast); s.params.panel.Shown() || s.closed {
		t.Error("East does not close just these")
	}
}

// The left stick walks.
func TestWalkingInTheLabByGamepad(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	if s.tapButtons(input.ButtonLeftStick); s.player.Controller(0).Kind != playback.Human {
		t.Fatal("the left stick, pressed, does not hand the player over")
	}
	s.input.HoldButtons(input.LeftStickRight, input.LeftStickDown)
	if got := s.heldInput(0); got != sim.Right|sim.Down {
		t.Errorf("the stick walks %04b", got)
	}
}

// While a gamepad is active, the Lab names its buttons, and nothing that they
// can't do.
func TestTheLabNamesButtons(t *testing.T) {
	ui.SetGamepadActive(false)
	defer ui.SetGamepadActive(false)
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(2)
	if help := s.root.ExpandKeys(s.help()); !strings.HasPrefix(help, "Esc back  ·  Space pause  ·  , . one tick") || !strings.Contains(help, "F6 F7 who plays") {
		t.Errorf("for the keyboard: %q", help)
	}
	s.tapButtons(input.ButtonDpadDown)
	if want := "B back  ·  X pause  ·  Pad ← Pad → one tick  ·  LB RB ten ticks  ·  Pad ↓ packet  ·  LT input  ·  RT correction  ·  A its start  ·  R3 play on  ·  View server  ·  Y settings  ·  Start compare  ·  RS ↑ RS ↓ zoom  ·  RS ← RS → scroll"; s.root.ExpandKeys(s.help()) != want {
		t.Errorf("for a gamepad: %q, want %q", s.root.ExpandKeys(s.help()), want)
	}
	if got := s.controllerText(0); !strings.HasPrefix(got, "L3: ") {
		t.Errorf("who plays: %q", got)
	}
	s.tap(ebiten.KeyTab)
	if help := s.root.ExpandKeys(s.help()); !strings.HasPrefix(help, "Esc back") {
		t.Errorf("for the keyboard again: %q", help)
	}
}
