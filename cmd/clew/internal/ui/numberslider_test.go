package ui

import (
	"clew/cmd/clew/internal/windowtest"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// sliderHarness is a root with a panel of number sliders.
type sliderHarness struct {
	root    *Root
	input   *FakeInput
	panel   *Panel
	img     *ebiten.Image
	values  []int
	numbers []*sliderView
	gone    int
}

func newSliderHarness(t *testing.T, height int, list ...Slider) *sliderHarness {
	b := &sliderHarness{input: NewFakeInput(), img: windowtest.NewImage(640, 360), values: make([]int, len(list))}
	t.Cleanup(b.img.Deallocate)
	b.root = NewRoot(b.input)
	b.panel = &Panel{Padding: 8, Spacing: 8, Scrollable: true, OnEscape: func() { b.gone++ }}
	b.panel.Place = func(_ Viewport, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+min(h, height)) }
	b.root.Add(b.panel, func(m *Builder) {
		for i, d := range list {
			d.Get, d.Set = func() int { return b.values[i] }, func(v int) { b.values[i] = v }
			b.numbers = append(b.numbers, m.newNumberSlider(300, 60, 22, d))
		}
	})
	b.panel.Show(true)
	b.run(2)
	return b
}

func (b *sliderHarness) run(n int) {
	for range n {
		b.root.Update()
		b.root.Draw(b.img)
		b.input.NextTick()
	}
}

func (b *sliderHarness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		b.input.TapKeys(k)
		b.run(1)
	}
}

func (b *sliderHarness) write(text string) {
	b.input.Type(text)
	b.run(1)
}

// slider and number return where to click the i-th of them.
func (b *sliderHarness) slider(i int) image.Point {
	r := b.panel.stops[i].rect()
	return r.Min.Add(r.Size().Div(2))
}

func (b *sliderHarness) number(i int) image.Point {
	r := b.panel.stops[i].rect()
	return image.Pt(r.Max.X+numberGap+30, (r.Min.Y+r.Max.Y)/2)
}

func (b *sliderHarness) click(p image.Point) { b.input.Click(p, func() { b.run(1) }); b.run(1) }

func (b *sliderHarness) refused() string {
	for _, n := range b.numbers {
		if n.errText != "" {
			return n.errText
		}
	}
	return ""
}

var latency = Slider{Max: 1000, Step: 10, Unit: " ms"}

// Enter or a digit edits the number of a slider; Enter sets it, Esc does not.
func TestANumberIsTyped(t *testing.T) {
	b := newSliderHarness(t, 300, latency, latency)
	b.panel.Focus(0)
	b.tap(ebiten.KeyEnter)
	b.write("150")
	b.tap(ebiten.KeyEnter)
	if b.values[0] != 150 || b.panel.stops[0].editing() {
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
	if b.values[0] != 47 || b.gone != 0 || b.panel.stops[0].editing() {
		t.Fatalf("Esc sets %d, and was the panel's: %d", b.values[0], b.gone)
	}
	if b.tap(ebiten.KeyEscape); b.gone != 1 {
		t.Fatal("a second Esc is not the panel's")
	}
	b.tap(ebiten.KeyEnter)
	b.write("250")
	if b.tap(ebiten.KeyArrowDown); b.values[0] != 250 || b.panel.FocusIndex() != 1 {
		t.Fatalf("who goes on with the arrow has %d, at %d", b.values[0], b.panel.FocusIndex())
	}
	b.panel.Focus(0)
	b.input.TapButtons(input.ButtonSouth)
	b.run(1)
	b.input.TapButtons(input.ButtonSouth)
	if b.run(2); b.values[0] != 250 || b.panel.stops[0].editing() || !b.panel.HasKeyboard() {
		t.Fatal("a gamepad does not come out of the number again")
	}
}

// An invalid number is rejected with the valid range, and can be corrected.
func TestABadNumberIsRefused(t *testing.T) {
	odd := Slider{Min: 11, Max: 151, Step: 2, Snap: true}
	for _, tc := range []struct {
		of          Slider
		text, wants string
	}{
		{latency, "1001", "0 to 1000"}, {latency, "-1", "0 to 1000"}, {latency, "abc", "0 to 1000"}, {latency, "", "0 to 1000"},
		{latency, "99999999999999999999", "0 to 1000"}, {latency, "1.5", "0 to 1000"}, {odd, "40", "11, 13 … 151"}, {odd, "9", "11, 13 … 151"},
		{Slider{Min: 1, Max: 32, Step: 1}, "0", "1 to 32"},
	} {
		b := newSliderHarness(t, 300, tc.of, latency)
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

// Clicking the number edits it and takes the keyboard only for that, wherever
// the mouse goes.
func TestANumberIsClicked(t *testing.T) {
	b := newSliderHarness(t, 300, latency, latency)
	b.panel.ReleaseKeyboard()
	b.click(b.number(1))
	b.input.MoveMouse(b.slider(0).X, b.slider(0).Y)
	b.run(1)
	b.write("150")
	b.tap(ebiten.KeyEnter)
	if b.values[1] != 150 || b.panel.HasKeyboard() {
		t.Fatalf("%v, and the panel has the keyboard: %v", b.values, b.panel.HasKeyboard())
	}
	b.click(b.number(0))
	b.write("7")
	b.click(b.number(1)) // from one to the next
	b.write("8")
	b.click(image.Pt(20, 20)) // and away
	if b.values[0] != 7 || b.values[1] != 8 || b.panel.HasKeyboard() {
		t.Fatalf("%v, and the panel has the keyboard: %v", b.values, b.panel.HasKeyboard())
	}
}

// The wheel moves the slider under the mouse by one step, with Shift by ten.
func TestTheWheelTurnsASlider(t *testing.T) {
	b := newSliderHarness(t, 300, latency, Slider{Min: 1, Max: 32, Step: 1})
	b.values[1] = 16
	b.input.MoveMouse(b.slider(0).X, b.slider(0).Y)
	b.run(1)
	turn := func(by float64) {
		b.input.Scroll(by)
		b.run(1)
	}
	turn(1)
	turn(2)
	if b.values[0] != 30 {
		t.Errorf("three notches up: %d", b.values[0])
	}
	turn(-1)
	b.input.HoldKeys(ebiten.KeyShiftLeft)
	turn(1)
	b.input.ReleaseKeys(ebiten.KeyShiftLeft)
	if b.values[0] != 120 {
		t.Errorf("one down, and ten up: %d", b.values[0])
	}
	for range 4 {
		turn(0.25) // a touchpad
	}
	if b.values[0] != 130 {
		t.Errorf("four quarters: %d", b.values[0])
	}
	b.input.MoveMouse(b.slider(1).X, b.slider(1).Y)
	b.run(1)
	turn(-40)
	if b.values[0] != 130 || b.values[1] != 1 {
		t.Errorf("far down: %v", b.values)
	}
}

// Scrolling past sliders does not move them.
func TestScrollingTurnsNoSlider(t *testing.T) {
	list := make([]Slider, 12)
	for i := range list {
		list[i] = latency
	}
	b := newSliderHarness(t, 150, list...)
	at := b.slider(1)
	b.input.MoveMouse(at.X, at.Y+15) // between two
	b.run(1)
	for range 4 {
		b.input.Scroll(-1)
		b.run(3)
	}
	for i, v := range b.values {
		if v != 0 {
			t.Errorf("number %d is %d", i, v)
		}
	}
	if b.panel.view.offset == 0 {
		t.Fatal("nothing was scrolled")
	}
	r := b.panel.stops[5].rect()
	b.input.MoveMouse(r.Min.X+20, r.Min.Y+11)
	b.run(1)
	b.input.Scroll(1)
	if b.run(1); b.values[5] != 10 {
		t.Errorf("after the mouse has moved: %v", b.values)
	}
}

// Shift multiplies a step by ten, PageUp and PageDown move by ten; steps count
// from the minimum.
func TestSliderSteps(t *testing.T) {
	b := newSliderHarness(t, 300, Slider{Min: 1, Max: 32, Step: 1})
	b.values[0] = 1
	b.tap(ebiten.KeyPageUp, ebiten.KeyArrowRight)
	b.input.HoldKeys(ebiten.KeyShiftLeft)
	b.tap(ebiten.KeyArrowRight)
	b.input.ReleaseKeys(ebiten.KeyShiftLeft)
	if b.values[0] != 22 {
		t.Errorf("ten, one and ten up from 1: %d", b.values[0])
	}
	if b.tap(ebiten.KeyEnd); b.values[0] != 32 {
		t.Errorf("End: %d", b.values[0])
	}
	if b.tap(ebiten.KeyHome); b.values[0] != 1 {
		t.Errorf("Home: %d", b.values[0])
	}
	r := b.panel.stops[0].rect()
	b.click(image.Pt(r.Max.X-3, r.Min.Y+11))
	if b.values[0] != 32 {
		t.Errorf("a click at the right end: %d", b.values[0])
	}
}
