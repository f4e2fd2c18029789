package kit

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// uses lets a tick pass in which the person does something.
func uses(d *Desk, h *Script, do func()) {
	do()
	d.Resize(d.Frame())
	d.Update()
	h.Next()
}

// Hints name what the person has used last, at once.
func TestPromptsFollowTheHands(t *testing.T) {
	SetPadded(false)
	defer SetPadded(false)
	h := NewScript()
	d := NewDesk(h)
	for i, c := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Esc: back"},
		{func() { h.Push(pad.PadUp) }, "B: back"},
		{func() {}, "B: back"},
		{func() { h.Point(40, 40) }, "B: back"}, // a table that shakes moves the mouse
		{func() { h.Tap(ebiten.KeyF7) }, "Esc: back"},
		{func() { h.Keep(pad.StickLeft) }, "B: back"},
		{func() { h.Press() }, "Esc: back"}, // while the stick is still held
		{func() { h.Lift() }, "Esc: back"},
	} {
		uses(d, h, c.do)
		if got := d.Fill("{Escape}: back"); got != c.want {
			t.Errorf("step %d: %q, want %q", i, got, c.want)
		}
	}
}

func TestFill(t *testing.T) {
	defer SetPadded(false)
	d := NewDesk(NewScript())
	for _, c := range []struct{ text, keys, buttons, loose string }{
		{"no key", "no key", "no key", "no key"},
		{"{F9} helps", "F9 helps", "F9 helps", "L3 helps"},
		{"Help  {F9}", "Help  F9", "Help", "Help  L3"},
		{"{Enter} chooses", "Enter chooses", "A chooses", "A chooses"},
		{"{Comma} {Period} one tick  ·  {Home} first  ·  Shift: back  ·  {Escape} back", ", . one tick  ·  Home first  ·  Shift: back  ·  Esc back",
			"B back", "Pad ← Pad → one tick  ·  B back"},
		{"{W} {A} {S} {D} walk", "W A S D walk", "W A S D walk", "LS walk"},
	} {
		SetPadded(false)
		if got := d.Fill(c.text); got != c.keys {
			t.Errorf("%q is %q, want %q", c.text, got, c.keys)
		}
		SetPadded(true)
		d.Loose = nil
		if got := d.fill(c.text); got != c.buttons {
			t.Errorf("with a gamepad %q is %q, want %q", c.text, got, c.buttons)
		}
		d.Loose = []Chord{
			{Button: pad.PadLeft, Key: ebiten.KeyComma}, {Button: pad.PadRight, Key: ebiten.KeyPeriod},
			{Button: pad.East, Key: ebiten.KeyEscape}, {Button: pad.LeftStick, Key: ebiten.KeyF9},
			{Button: pad.StickUp, Key: ebiten.KeyW}, {Button: pad.StickDown, Key: ebiten.KeyS},
			{Button: pad.StickLeft, Key: ebiten.KeyA}, {Button: pad.StickRight, Key: ebiten.KeyD},
		}
		if got := d.fill(c.text); got != c.loose {
			t.Errorf("with a grip of its own %q is %q, want %q", c.text, got, c.loose)
		}
	}
}

// What a sheet says is built anew when the person goes over to a gamepad, but
// not under a mouse that is about to click.
func TestSheetsAreBuiltAnewForAGamepad(t *testing.T) {
	SetPadded(false)
	defer SetPadded(false)
	h := NewScript()
	d := NewDesk(h)
	built := 0
	names := false
	d.Add(&Sheet{}, func(*Builder) {
		if built++; names {
			d.Fill("{Escape}")
		}
	})
	uses(d, h, func() { h.Push(pad.South) })
	if uses(d, h, func() { h.Tap(ebiten.KeyA) }); built != 1 {
		t.Error("a sheet that names no key is built anew")
	}
	uses(d, h, func() {})
	names = true
	d.rebuild()
	before := built
	uses(d, h, func() { h.Push(pad.South) })
	if uses(d, h, func() {}); built != before+1 {
		t.Errorf("for a gamepad it was built %d times", built-before)
	}
	uses(d, h, func() { h.Press() })
	if uses(d, h, func() {}); built != before+1 {
		t.Error("it is built anew under the mouse")
	}
	h.Lift()
	if uses(d, h, func() {}); built != before+2 {
		t.Error("it still names buttons")
	}
}
