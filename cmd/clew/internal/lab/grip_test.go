package lab

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

func (s *stage) push(buttons ...pad.Button) {
	for _, b := range buttons {
		s.script.Push(b)
		s.run(1)
	}
}

func TestAGamepadInTheLab(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(99)
	for _, c := range []struct {
		button pad.Button
		at     int
	}{
		{pad.West, 100}, {pad.PadLeft, 99}, {pad.PadRight, 100}, {pad.RightShoulder, 110}, {pad.LeftShoulder, 100},
	} {
		if s.push(c.button); s.reel.At() != c.at || s.reel.Playing {
			t.Errorf("%v leads to %d, want %d", c.button, s.reel.At(), c.at)
		}
	}
	s.push(pad.PadDown)
	first := s.reel.Picked()
	s.push(pad.PadDown, pad.PadUp)
	if s.reel.Picked() != first || first.Kind != reel.Packet {
		t.Errorf("down, down, up picks %+v, want %+v", s.reel.Picked(), first)
	}
	if s.push(pad.RightTrigger); s.reel.Picked().Kind != reel.Correction {
		t.Errorf("the trigger picks %+v", s.reel.Picked())
	}
	if s.push(pad.LeftTrigger); s.reel.Picked().Kind != reel.Input {
		t.Errorf("the other trigger picks %+v", s.reel.Picked())
	}
	zoom := s.line.zoom
	if s.push(pad.LookUp); s.line.zoom <= zoom {
		t.Error("the right stick does not zoom")
	}
	if s.push(pad.East); !s.left {
		t.Error("East does not leave")
	}
}

// One drops a packet and takes that back, with nothing but a gamepad.
func TestWhatIfByGamepad(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(299)
	s.push(pad.West, pad.PadDown, pad.South)
	s.Draw(s.img)
	if !s.actions.packet.HasKeyboard() || s.actions.packet.FocusRect().Empty() {
		t.Fatal("South does not lead to the buttons for the packet")
	}
	sheet := s.img.SubImage(s.actions.packet.GetWidget().Rect).(*ebiten.Image)
	before := windowtest.Pixels(sheet)
	s.push(pad.PadRight)
	s.Draw(s.img)
	if bytes.Equal(before.Pix, windowtest.Pixels(sheet).Pix) {
		t.Error("one does not see where the focus is")
	}
	if s.push(pad.South); len(s.reel.Changes()) != 1 || s.fault != "" {
		t.Errorf("the packet is as it was: %v, %q", s.reel.Changes(), s.fault)
	}
	s.push(pad.StickDown, pad.StickDown, pad.StickLeft, pad.South)
	if len(s.reel.Changes()) != 0 {
		t.Errorf("not taken back: %v", s.reel.Changes())
	}
	if s.push(pad.East); s.left || s.desk.Keyboard() {
		t.Error("East leaves more than the buttons")
	}
	if s.push(pad.North); !s.tuner.sheet.HasKeyboard() {
		t.Error("North does not open the settings")
	}
	if s.push(pad.East); s.tuner.sheet.Shown() || s.left {
		t.Error("East does not close just these")
	}
}

// With the left stick a person walks.
func TestWalkingInTheLabByGamepad(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	if s.push(pad.LeftStick); s.reel.Hand(0).Kind != reel.ByPerson {
		t.Fatal("the left stick, pressed, does not hand the player over")
	}
	s.script.Keep(pad.StickRight, pad.StickDown)
	if got := s.held(0); got != sim.Right|sim.Down {
		t.Errorf("the stick walks %04b", got)
	}
}

// While a gamepad is used, the Lab names its buttons, and tells of nothing that
// they can't do.
func TestTheLabNamesButtons(t *testing.T) {
	kit.SetPadded(false)
	defer kit.SetPadded(false)
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(2)
	if help := s.help(); !strings.HasPrefix(help, "Esc back  ·  Space pause  ·  , . one tick") || !strings.Contains(help, "F6 F7 who plays") {
		t.Errorf("for the keyboard: %q", help)
	}
	s.push(pad.PadDown)
	if want := "B back  ·  X pause  ·  Pad ← Pad → one tick  ·  LB RB ten ticks  ·  Pad ↓ packet  ·  LT input  ·  RT correction  ·  A where it began  ·  R3 play anew  ·  View server  ·  Y settings  ·  Start compare  ·  RS ↑ RS ↓ zoom  ·  RS ← RS → scroll"; s.help() != want {
		t.Errorf("for a gamepad: %q, want %q", s.help(), want)
	}
	if got := s.handWords(0); !strings.HasPrefix(got, "L3: ") {
		t.Errorf("who plays: %q", got)
	}
	s.tap(ebiten.KeyTab)
	if help := s.help(); !strings.HasPrefix(help, "Esc back") {
		t.Errorf("for the keyboard again: %q", help)
	}
}
