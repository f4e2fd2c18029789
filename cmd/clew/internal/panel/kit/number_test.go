package kit

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// dials is a desk with a sheet of numbers, one below the other.
type dials struct {
	desk    *Desk
	hands   *Script
	sheet   *Sheet
	img     *ebiten.Image
	values  []int
	numbers []*dial
	gone    int
}

func newDials(t *testing.T, height int, list ...Dial) *dials {
	b := &dials{hands: NewScript(), img: ebiten.NewImage(640, 360), values: make([]int, len(list))}
	t.Cleanup(b.img.Deallocate)
	b.desk = NewDesk(b.hands)
	b.sheet = &Sheet{Pad: 8, Gap: 8, Scrolls: true, Escape: func() { b.gone++ }}
	b.sheet.Place = func(_ Frame, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+min(h, height)) }
	b.desk.Add(b.sheet, func(m *Builder) {
		for i, d := range list {
			d.Get, d.Set = func() int { return b.values[i] }, func(v int) { b.values[i] = v }
			b.numbers = append(b.numbers, m.number(300, 60, 22, d))
		}
	})
	b.sheet.Show(true)
	b.run(2)
	return b
}

func (b *dials) run(n int) {
	for range n {
		b.desk.Update()
		b.desk.Draw(b.img)
		b.hands.Next()
	}
}

func (b *dials) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		b.hands.Tap(k)
		b.run(1)
	}
}

func (b *dials) write(text string) {
	b.hands.Type(text)
	b.run(1)
}

// slider and number are where the i-th of them is clicked.
func (b *dials) slider(i int) image.Point {
	r := b.sheet.stops[i].rect()
	return r.Min.Add(r.Size().Div(2))
}

func (b *dials) number(i int) image.Point {
	r := b.sheet.stops[i].rect()
	return image.Pt(r.Max.X+numberGap+30, (r.Min.Y+r.Max.Y)/2)
}

func (b *dials) click(p image.Point) { b.hands.Click(p, func() { b.run(1) }); b.run(1) }

func (b *dials) refused() string {
	for _, n := range b.numbers {
		if n.refusal != "" {
			return n.refusal
		}
	}
	return ""
}

var latency = Dial{Max: 1000, Step: 10, Unit: " ms"}

// Enter or a digit edits the number of a slider; Enter sets it, Esc does not.
func TestANumberIsTyped(t *testing.T) {
	b := newDials(t, 300, latency, latency)
	b.sheet.Focus(0)
	b.tap(ebiten.KeyEnter)
	b.write("150")
	b.tap(ebiten.KeyEnter)
	if b.values[0] != 150 || b.sheet.stops[0].editing() {
		t.Fatalf("Enter, 150, Enter: %d", b.values[0])
	}
	b.write("4")
	b.write("7 ms")
	b.tap(ebiten.KeyEnter)
	if b.values[0] != 47 {
		t.Fatalf("4, 7 ms, Enter: %d", b.values[0])
	}
	b.tap(ebiten.KeyEnter)
	b.write("99")
	b.tap(ebiten.KeyEscape)
	if b.values[0] != 47 || b.gone != 0 || b.sheet.stops[0].editing() {
		t.Fatalf("Esc sets %d, and was the sheet's: %d", b.values[0], b.gone)
	}
	if b.tap(ebiten.KeyEscape); b.gone != 1 {
		t.Fatal("a second Esc is not the sheet's")
	}
	b.tap(ebiten.KeyEnter)
	b.write("250")
	if b.tap(ebiten.KeyArrowDown); b.values[0] != 250 || b.sheet.Focused() != 1 {
		t.Fatalf("who goes on with the arrow has %d, at %d", b.values[0], b.sheet.Focused())
	}
	b.sheet.Focus(0)
	b.hands.Push(pad.South)
	b.run(1)
	b.hands.Push(pad.South)
	if b.run(2); b.values[0] != 250 || b.sheet.stops[0].editing() || !b.sheet.HasKeyboard() {
		t.Fatal("a gamepad does not come out of the number again")
	}
}

// What can't be set is refused, with what can; it stays to be mended.
func TestABadNumberIsRefused(t *testing.T) {
	odd := Dial{Min: 11, Max: 151, Step: 2, Whole: true}
	for _, tc := range []struct {
		of          Dial
		text, wants string
	}{
		{latency, "1001", "0 to 1000"}, {latency, "-1", "0 to 1000"}, {latency, "abc", "0 to 1000"}, {latency, "", "0 to 1000"},
		{latency, "99999999999999999999", "0 to 1000"}, {latency, "1.5", "0 to 1000"}, {odd, "40", "11, 13 … 151"}, {odd, "9", "11, 13 … 151"},
		{Dial{Min: 1, Max: 32, Step: 1}, "0", "1 to 32"},
	} {
		b := newDials(t, 300, tc.of, latency)
		b.values[0] = tc.of.Min + 2
		b.tap(ebiten.KeyEnter, ebiten.KeyBackspace)
		b.write(tc.text)
		b.tap(ebiten.KeyEnter)
		if b.values[0] != tc.of.Min+2 || b.refused() != tc.wants {
			t.Errorf("%q sets %d, and what is allowed is %q; want %q", tc.text, b.values[0], b.refused(), tc.wants)
		}
		b.write("21")
		b.run(1)
		if b.refused() != "" {
			t.Errorf("%q: while one types it still says %q", tc.text, b.refused())
		}
		if b.tap(ebiten.KeyEnter); b.values[0] != 21 {
			t.Errorf("%q, then 21: %d", tc.text, b.values[0])
		}
		b.tap(ebiten.KeyEnter, ebiten.KeyBackspace)
		b.write("x")
		if b.tap(ebiten.KeyTab); b.values[0] != 21 || b.refused() != "" {
			t.Errorf("%q: who goes away from a bad number has %d, %q", tc.text, b.values[0], b.refused())
		}
	}
}

// A click on the number edits it, and takes the keyboard only for that; the mouse
// may lie anywhere meanwhile.
func TestANumberIsClicked(t *testing.T) {
	b := newDials(t, 300, latency, latency)
	b.sheet.Drop()
	b.click(b.number(1))
	b.hands.Point(b.slider(0).X, b.slider(0).Y)
	b.run(1)
	b.write("150")
	b.tap(ebiten.KeyEnter)
	if b.values[1] != 150 || b.sheet.HasKeyboard() {
		t.Fatalf("%v, and the sheet has the keyboard: %v", b.values, b.sheet.HasKeyboard())
	}
	b.click(b.number(0))
	b.write("7")
	b.click(b.number(1)) // from one to the next
	b.write("8")
	b.click(image.Pt(20, 20)) // and away
	if b.values[0] != 7 || b.values[1] != 8 || b.sheet.HasKeyboard() {
		t.Fatalf("%v, and the sheet has the keyboard: %v", b.values, b.sheet.HasKeyboard())
	}
}

// The wheel turns the slider under the mouse by steps, with Shift by ten.
func TestTheWheelTurnsASlider(t *testing.T) {
	b := newDials(t, 300, latency, Dial{Min: 1, Max: 32, Step: 1})
	b.values[1] = 16
	b.hands.Point(b.slider(0).X, b.slider(0).Y)
	b.run(1)
	turn := func(by float64) {
		b.hands.Turn(by)
		b.run(1)
	}
	turn(1)
	turn(2)
	if b.values[0] != 30 {
		t.Errorf("three notches up: %d", b.values[0])
	}
	turn(-1)
	b.hands.Hold(ebiten.KeyShiftLeft)
	turn(1)
	b.hands.Release(ebiten.KeyShiftLeft)
	if b.values[0] != 120 {
		t.Errorf("one down, and ten up: %d", b.values[0])
	}
	for range 4 {
		turn(0.25) // a touchpad
	}
	if b.values[0] != 130 {
		t.Errorf("four quarters: %d", b.values[0])
	}
	b.hands.Point(b.slider(1).X, b.slider(1).Y)
	b.run(1)
	turn(-40)
	if b.values[0] != 130 || b.values[1] != 1 {
		t.Errorf("far down: %v", b.values)
	}
}

// Who scrolls a sheet goes past its sliders, and turns none of them.
func TestScrollingTurnsNoSlider(t *testing.T) {
	list := make([]Dial, 12)
	for i := range list {
		list[i] = latency
	}
	b := newDials(t, 150, list...)
	at := b.slider(1)
	b.hands.Point(at.X, at.Y+15) // between two
	b.run(1)
	for range 4 {
		b.hands.Turn(-1)
		b.run(3)
	}
	for i, v := range b.values {
		if v != 0 {
			t.Errorf("number %d is %d", i, v)
		}
	}
	if b.sheet.view.offset == 0 {
		t.Fatal("nothing was scrolled")
	}
	r := b.sheet.stops[5].rect()
	b.hands.Point(r.Min.X+20, r.Min.Y+11)
	b.run(1)
	b.hands.Turn(1)
	if b.run(1); b.values[5] != 10 {
		t.Errorf("after the mouse has moved: %v", b.values)
	}
}

// Shift makes ten steps of one, and PageUp and PageDown are ten; counted from the
// least value.
func TestStepsOfADial(t *testing.T) {
	b := newDials(t, 300, Dial{Min: 1, Max: 32, Step: 1})
	b.values[0] = 1
	b.tap(ebiten.KeyPageUp, ebiten.KeyArrowRight)
	b.hands.Hold(ebiten.KeyShiftLeft)
	b.tap(ebiten.KeyArrowRight)
	b.hands.Release(ebiten.KeyShiftLeft)
	if b.values[0] != 22 {
		t.Errorf("ten, one and ten up from 1: %d", b.values[0])
	}
	if b.tap(ebiten.KeyEnd); b.values[0] != 32 {
		t.Errorf("End: %d", b.values[0])
	}
	if b.tap(ebiten.KeyHome); b.values[0] != 1 {
		t.Errorf("Home: %d", b.values[0])
	}
	r := b.sheet.stops[0].rect()
	b.click(image.Pt(r.Max.X-3, r.Min.Y+11))
	if b.values[0] != 32 {
		t.Errorf("a click at the right end: %d", b.values[0])
	}
}
