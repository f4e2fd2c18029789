package ui

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// expectDevice runs a tick in which the player does something, and checks the
// active device.
func expectDevice(d *Root, h *FakeInput, do func()) {
	do()
	d.Resize(d.Viewport())
	d.Update()
	h.NextTick()
}

// Hints name the device used last, at once.
func TestKeyHintsFollowTheDevice(t *testing.T) {
	SetGamepadActive(false)
	defer SetGamepadActive(false)
	h := NewFakeInput()
	d := NewRoot(h)
	for i, c := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Esc: back"},
		{func() { h.TapButtons(input.ButtonDpadUp) }, "B: back"},
		{func() {}, "B: back"},
		{func() { h.MoveMouse(40, 40) }, "B: back"}, // a shaking table moves the mouse
		{func() { h.TapKeys(ebiten.KeyF7) }, "Esc: back"},
		{func() { h.HoldButtons(input.LeftStickLeft) }, "B: back"},
		{func() { h.MouseDown() }, "Esc: back"}, // while the stick is still held
		{func() { h.MouseUp() }, "Esc: back"},
	} {
		expectDevice(d, h, c.do)
		if got := d.ExpandKeys("{Escape}: back"); got != c.want {
			t.Errorf("step %d: %q, want %q", i, got, c.want)
		}
	}
}

func TestExpandKeys(t *testing.T) {
	defer SetGamepadActive(false)
	d := NewRoot(NewFakeInput())
	for _, c := range []struct{ text, keys, buttons, loose string }{
		{"no key", "no key", "no key", "no key"},
		{"{F9} helps", "F9 helps", "F9 helps", "L3 helps"},
		{"Help  {F9}", "Help  F9", "Help", "Help  L3"},
		{"{Enter} chooses", "Enter chooses", "A chooses", "A chooses"},
		{"{Comma} {Period} one tick  ·  {Home} first  ·  Shift: back  ·  {Escape} back", ", . one tick  ·  Home first  ·  Shift: back  ·  Esc back",
			"B back", "Pad ← Pad → one tick  ·  B back"},
		{"{W} {A} {S} {D} walk", "W A S D walk", "W A S D walk", "LS walk"},
	} {
		SetGamepadActive(false)
		if got := d.ExpandKeys(c.text); got != c.keys {
			t.Errorf("%q is %q, want %q", c.text, got, c.keys)
		}
		SetGamepadActive(true)
		d.Shortcuts = nil
		if got := d.expandKeys(c.text); got != c.buttons {
			t.Errorf("with a gamepad %q is %q, want %q", c.text, got, c.buttons)
		}
		d.Shortcuts = []GamepadShortcut{
			{Button: input.ButtonDpadLeft, Key: ebiten.KeyComma}, {Button: input.ButtonDpadRight, Key: ebiten.KeyPeriod},
			{Button: input.ButtonEast, Key: ebiten.KeyEscape}, {Button: input.ButtonLeftStick, Key: ebiten.KeyF9},
			{Button: input.LeftStickUp, Key: ebiten.KeyW}, {Button: input.LeftStickDown, Key: ebiten.KeyS},
			{Button: input.LeftStickLeft, Key: ebiten.KeyA}, {Button: input.LeftStickRight, Key: ebiten.KeyD},
		}
		if got := d.expandKeys(c.text); got != c.loose {
			t.Errorf("with a grip of its own %q is %q, want %q", c.text, got, c.loose)
		}
	}
}

// A panel is rebuilt when the player switches to a gamepad, but not under a
// mouse button that is being pressed.
func TestPanelsAreRebuiltForGamepad(t *testing.T) {
	SetGamepadActive(false)
	defer SetGamepadActive(false)
	h := NewFakeInput()
	d := NewRoot(h)
	built := 0
	names := false
	d.Add(&Panel{}, func(*Builder) {
		if built++; names {
			d.ExpandKeys("{Escape}")
		}
	})
	expectDevice(d, h, func() { h.TapButtons(input.ButtonSouth) })
	if expectDevice(d, h, func() { h.TapKeys(ebiten.KeyA) }); built != 1 {
		t.Error("a panel that names no key is rebuilt")
	}
	expectDevice(d, h, func() {})
	names = true
	d.rebuild()
	before := built
	expectDevice(d, h, func() { h.TapButtons(input.ButtonSouth) })
	if expectDevice(d, h, func() {}); built != before+1 {
		t.Errorf("for a gamepad it was built %d times", built-before)
	}
	expectDevice(d, h, func() { h.MouseDown() })
	if expectDevice(d, h, func() {}); built != before+1 {
		t.Error("it is rebuilt under the mouse")
	}
	h.MouseUp()
	if expectDevice(d, h, func() {}); built != before+2 {
		t.Error("it still names buttons")
	}
}
