package kit

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// withField is a bench whose field has the focus, and the field.
func withField() (*bench, *field) {
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.run()
	return b, b.sheet.box.Children()[0].(*field)
}

// A text that is too long is seen where the caret is.
func TestALongTextFollowsTheCaret(t *testing.T) {
	b, v := withField()
	b.hands.Type(strings.Repeat("W", 60))
	b.run()
	end := v.shift
	if caret := int(b.desk.skin.Width(b.field.Text(), Body)); end == 0 || caret-end > v.inner().Dx() {
		t.Errorf("shifted by %d px, with the caret at %d, in a view of %d", end, caret, v.inner().Dx())
	}
	b.tap(ebiten.KeyArrowLeft)
	if v.shift != end {
		t.Error("the text moves while the caret is in view")
	}
	b.tap(ebiten.KeyHome)
	if v.shift != 0 {
		t.Errorf("Home: shifted by %d px", v.shift)
	}
	b.tap(ebiten.KeyEnd)
	b.field.SetText("W")
	b.run()
	if v.shift != 0 {
		t.Errorf("a short text is shifted by %d px", v.shift)
	}
}

// The caret blinks by ticks, and is there while one types.
func TestTheCaretBlinks(t *testing.T) {
	b, v := withField()
	seen := 0
	for range 4 * blink {
		if b.run(); v.caretShown() {
			seen++
		}
	}
	if seen != 2*blink {
		t.Errorf("it is there in %d of %d ticks", seen, 4*blink)
	}
	for range 2 * blink {
		b.hands.Type("W")
		if b.run(); !v.caretShown() {
			t.Fatal("it goes while one types")
		}
	}
}

// Who presses the knob and does not move it leaves the value as it is.
func TestPressingTheKnob(t *testing.T) {
	b := newBench(false, 400)
	b.sheet.Show(false)
	b.value = 63
	b.run()
	b.run()
	b.click(b.sheet.box.Children()[2].(*dial).knob().Min)
	if b.value != 63 {
		t.Errorf("63 became %d", b.value)
	}
}

// A masked field shows as many dots as there are characters, and not one of them.
func TestMasked(t *testing.T) {
	f := Field{Masked: true}
	f.SetText("sésame")
	if got := f.seen(f.text); got != "••••••" {
		t.Errorf("it shows %q", got)
	}
	if got := f.seen(f.text[:3]); got != "••" {
		t.Errorf("up to the caret it shows %q", got)
	}
	f = Field{Secret: func(string) int { return 3 }}
	f.SetText("ab sésame")
	for part, want := range map[string]string{"a": "a", "ab ": "ab ", "ab sé": "ab ••", "ab sésame": "ab ••••••"} {
		if got := f.seen(part); got != want {
			t.Errorf("behind its beginning it shows %q of %q", got, part)
		}
	}
	f = Field{}
	f.SetText("sésame")
	if f.seen(f.text) != "sésame" {
		t.Errorf("it shows %q", f.seen(f.text))
	}
}
