package kit

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/words"
)

// onBoard is a bench whose field has the focus, with the board open on it.
func onBoard(t *testing.T) *bench {
	t.Helper()
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.tick()
	b.push(pad.South)
	b.tick()
	if b.desk.board == nil || !b.desk.board.sheet.HasKeyboard() {
		t.Fatal("the button does not open the board")
	}
	return b
}

// tick runs one tick as the window does, in which the desk may build anew.
func (b *bench) tick() {
	b.desk.Resize(b.desk.frame)
	b.run()
}

// TestTypingWithAGamepad writes a word, mends it, and goes back to the field.
func TestTypingWithAGamepad(t *testing.T) {
	b := onBoard(t)
	for _, of := range []pad.Button{
		pad.South, pad.PadRight, pad.South, pad.PadDown, pad.South, // q w s
		pad.West,                          // not the s
		pad.StickUp, pad.PadUp, pad.South, // 2
	} {
		b.hands.Push(of)
		b.tick()
	}
	if got := b.field.Text(); got != "qw2" {
		t.Errorf("written: %q, want qw2", got)
	}
	if b.entered != 0 {
		t.Error("the button that presses keys was Enter in the field as well")
	}
	b.push(pad.East)
	if !b.sheet.HasKeyboard() || b.sheet.Focused() != 0 || b.gone != 0 {
		t.Errorf("after East the sheet has the keyboard: %v, on stop %d, and was left %d times",
			b.sheet.HasKeyboard(), b.sheet.Focused(), b.gone)
	}
	b.push(pad.East)
	if b.gone != 1 {
		t.Error("East does not leave the sheet then")
	}
}

func TestCapitalsAndAKeyboardBesides(t *testing.T) {
	b := onBoard(t)
	b.desk.board.shift()
	b.tick()
	b.push(pad.South)
	b.hands.Type("ué")
	b.tick()
	b.tap(ebiten.KeyBackspace)
	if got := b.field.Text(); got != "Qu" {
		t.Errorf("written: %q, want Qu", got)
	}
}

// Done does what Enter does where the field is all that there is, and only there.
func TestDone(t *testing.T) {
	b := onBoard(t)
	b.desk.board.done()
	if b.entered != 0 || !b.sheet.HasKeyboard() {
		t.Errorf("entered %d times in a form of several", b.entered)
	}
	var f Field
	sent := 0
	alone := &Sheet{Place: b.sheet.Place}
	b.desk.Add(alone, func(m *Builder) { m.Field(200, 30, &f, func() { sent++ }) })
	alone.Show(true)
	b.tick()
	b.push(pad.South)
	b.tick()
	b.desk.board.field.insert('x')
	b.desk.board.done()
	if sent != 1 || f.Text() != "x" {
		t.Errorf("sent %d times, with %q", sent, f.Text())
	}
	if last := b.desk.sheets[len(b.desk.sheets)-1]; last != b.desk.board.sheet {
		t.Error("the board lies below a sheet")
	}
}

// A sheet that goes takes the board with it.
func TestTheBoardGoesWithItsSheet(t *testing.T) {
	b := onBoard(t)
	b.sheet.Hide()
	b.tick()
	if b.desk.Keyboard() || b.desk.board.sheet.Shown() {
		t.Error("the board stays without its field")
	}
}

// The board fits into the smallest window, in every language.
func TestTheBoardFits(t *testing.T) {
	defer words.Set(words.Language())
	for _, lang := range words.Languages() {
		words.Set(lang.Code)
		b := onBoard(t)
		r := b.desk.board.sheet.GetWidget().Rect
		if !r.In(b.img.Bounds()) || r.Dx() < 300 {
			t.Errorf("%s: it is at %v", lang.Code, r)
		}
	}
}
