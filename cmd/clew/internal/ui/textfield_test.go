package ui

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// withField returns a harness with its field focused, and the field.
func withField() (*harness, *textFieldView) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	return b, b.panel.content.Children()[0].(*textFieldView)
}

// A text that is too long scrolls with the caret.
func TestLongTextFollowsTheCaret(t *testing.T) {
	b, v := withField()
	b.input.Type(strings.Repeat("W", 60))
	b.run()
	end := v.scrollX
	if caret := int(b.root.skin.TextWidth(b.field.Text(), Body)); end == 0 || caret-end > v.inner().Dx() {
		t.Errorf("shifted by %d px, with the caret at %d, in a view of %d", end, caret, v.inner().Dx())
	}
	b.tap(ebiten.KeyArrowLeft)
	if v.scrollX != end {
		t.Error("the text moves while the caret is in view")
	}
	b.tap(ebiten.KeyHome)
	if v.scrollX != 0 {
		t.Errorf("Home: shifted by %d px", v.scrollX)
	}
	b.tap(ebiten.KeyEnd)
	b.field.SetText("W")
	b.run()
	if v.scrollX != 0 {
		t.Errorf("a short text is shifted by %d px", v.scrollX)
	}
}

// The caret blinks by ticks, and is shown while typing.
func TestTheCaretBlinks(t *testing.T) {
	b, v := withField()
	seen := 0
	for range 4 * blinkInterval {
		if b.run(); v.caretShown() {
			seen++
		}
	}
	if seen != 2*blinkInterval {
		t.Errorf("it is there in %d of %d ticks", seen, 4*blinkInterval)
	}
	for range 2 * blinkInterval {
		b.input.Type("W")
		if b.run(); !v.caretShown() {
			t.Fatal("it goes while one types")
		}
	}
}

// Pressing the knob without moving it leaves the value alone.
func TestPressTheKnob(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(false)
	b.value = 63
	b.run()
	b.run()
	b.click(b.panel.content.Children()[2].(*sliderView).knobRect().Min)
	if b.value != 63 {
		t.Errorf("63 became %d", b.value)
	}
}

// A masked field shows one dot per character and no characters.
func TestMasked(t *testing.T) {
	f := TextField{Masked: true}
	f.SetText("sésame")
	if got := f.display(f.text); got != "••••••" {
		t.Errorf("it shows %q", got)
	}
	if got := f.display(f.text[:3]); got != "••" {
		t.Errorf("up to the caret it shows %q", got)
	}
	f = TextField{MaskFrom: func(string) int { return 3 }}
	f.SetText("ab sésame")
	for part, want := range map[string]string{"a": "a", "ab ": "ab ", "ab sé": "ab ••", "ab sésame": "ab ••••••"} {
		if got := f.display(part); got != want {
			t.Errorf("behind its beginning it shows %q of %q", got, part)
		}
	}
	f = TextField{}
	f.SetText("sésame")
	if f.display(f.text) != "sésame" {
		t.Errorf("it shows %q", f.display(f.text))
	}
}
