package ui

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
)

// typeOnOSK returns a harness with the on-screen keyboard open on its field.
func typeOnOSK(t *testing.T) *harness {
	t.Helper()
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.tick()
	b.tapButtons(input.ButtonSouth)
	b.tick()
	if b.root.osk == nil || !b.root.osk.panel.HasKeyboard() {
		t.Fatal("the button does not open the board")
	}
	return b
}

// tick runs a tick as the window does, including a rebuild if needed.
func (b *harness) tick() {
	b.root.Resize(b.root.viewport)
	b.run()
}

// Types a word, corrects it, and returns to the field.
func TestTypingWithAGamepad(t *testing.T) {
	b := typeOnOSK(t)
	for _, of := range []input.Button{
		input.ButtonSouth, input.ButtonDpadRight, input.ButtonSouth, input.ButtonDpadDown, input.ButtonSouth, // q w s
		input.ButtonWest,                                         // not the s
		input.LeftStickUp, input.ButtonDpadUp, input.ButtonSouth, // 2
	} {
		b.input.TapButtons(of)
		b.tick()
	}
	if got := b.field.Text(); got != "qw2" {
		t.Errorf("written: %q, want qw2", got)
	}
	if b.entered != 0 {
		t.Error("the button that presses keys was Enter in the field as well")
	}
	b.tapButtons(input.ButtonEast)
	if !b.panel.HasKeyboard() || b.panel.FocusIndex() != 0 || b.gone != 0 {
		t.Errorf("after East the panel has the keyboard: %v, on stop %d, and was left %d times",
			b.panel.HasKeyboard(), b.panel.FocusIndex(), b.gone)
	}
	b.tapButtons(input.ButtonEast)
	if b.gone != 1 {
		t.Error("East does not leave the panel then")
	}
}

func TestOSKShiftAndKeyboard(t *testing.T) {
	b := typeOnOSK(t)
	b.root.osk.toggleShift()
	b.tick()
	b.tapButtons(input.ButtonSouth)
	b.input.Type("ué")
	b.tick()
	b.tap(ebiten.KeyBackspace)
	if got := b.field.Text(); got != "Qu" {
		t.Errorf("written: %q, want Qu", got)
	}
}

// Done acts as Enter if the field is the only tab stop.
func TestOSKDone(t *testing.T) {
	b := typeOnOSK(t)
	b.root.osk.done()
	if b.entered != 0 || !b.panel.HasKeyboard() {
		t.Errorf("entered %d times in a form of several", b.entered)
	}
	var f TextField
	sent := 0
	alone := &Panel{Place: b.panel.Place}
	b.root.Add(alone, func(m *Builder) { m.TextField(200, 30, &f, func() { sent++ }) })
	alone.Show(true)
	b.tick()
	b.tapButtons(input.ButtonSouth)
	b.tick()
	b.root.osk.field.insert('x')
	b.root.osk.done()
	if sent != 1 || f.Text() != "x" {
		t.Errorf("sent %d times, with %q", sent, f.Text())
	}
	if last := b.root.panels[len(b.root.panels)-1]; last != b.root.osk.panel {
		t.Error("the board lies below a panel")
	}
}

// Hiding a panel closes its on-screen keyboard.
func TestOSKClosesWithItsPanel(t *testing.T) {
	b := typeOnOSK(t)
	b.panel.Hide()
	b.tick()
	if b.root.WantsKeyboard() || b.root.osk.panel.Shown() {
		t.Error("the board stays without its field")
	}
}

// The keyboard fits into the smallest window in every language.
func TestOSKFits(t *testing.T) {
	defer i18n.SetLanguage(i18n.Language())
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		b := typeOnOSK(t)
		r := b.root.osk.panel.GetWidget().Rect
		if !r.In(b.img.Bounds()) || r.Dx() < 300 {
			t.Errorf("%s: it is at %v", lang.Code, r)
		}
	}
}
