package ui

import (
	"clew/cmd/clew/internal/windowtest"
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// harness is a root with one panel: a field, two buttons side by side, a slider
// and a toggle.
type harness struct {
	root  *Root
	input *FakeInput
	panel *Panel
	img   *ebiten.Image

	field           TextField
	entered, gone   int
	pressed, second int
	value           int
	on              bool
}

func newHarness(scrolls bool, height int) *harness {
	b := &harness{input: NewFakeInput(), img: windowtest.NewImage(640, 360), value: 7}
	b.root = NewRoot(b.input)
	b.panel = &Panel{Padding: 8, Spacing: 8, Scrollable: scrolls, OnEscape: func() { b.gone++; b.panel.Hide() }}
	b.panel.Place = func(_ Viewport, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+min(h, height)) }
	b.root.Add(b.panel, func(m *Builder) {
		m.TextField(200, 30, &b.field, func() { b.entered++ })
		m.Row(10, func() {
			m.Button(90, 30, "first", func() { b.pressed++ })
			m.Button(90, 30, "second", func() { b.second++ })
		})
		m.Slider(200, 22, Slider{Max: 100, Step: 5, Get: func() int { return b.value }, Set: func(v int) { b.value = v }})
		m.Toggle(200, "a switch", func() bool { return b.on }, func() { b.on = !b.on })
	})
	b.run()
	b.run()
	return b
}

// run runs one tick and draws a frame.
func (b *harness) run() {
	b.root.Update()
	b.root.Draw(b.img)
	windowtest.Drawn()
	b.input.NextTick()
}

func (b *harness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		b.input.TapKeys(k)
		b.run()
	}
}

func (b *harness) click(p image.Point) {
	b.input.Click(p, b.run)
	b.run()
}

func (b *harness) middle(stop int) image.Point {
	r := b.panel.stops[stop].rect()
	return r.Min.Add(r.Size().Div(2))
}

// Ctrl+A selects the whole text: typing replaces it.
func TestSelectAll(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	all := func() {
		b.input.HoldKeys(ebiten.KeyControl)
		b.run()
		b.tap(ebiten.KeyA)
		b.input.ReleaseKeys(ebiten.KeyControl)
		b.run()
	}
	b.field.SetText("localhost:8856")
	all()
	b.input.Type("maze")
	b.run()
	if b.field.Text() != "maze" {
		t.Errorf("typed over: %q", b.field.Text())
	}
	all()
	b.tap(ebiten.KeyHome)
	b.input.Type("a")
	b.run()
	if b.field.Text() != "amaze" {
		t.Errorf("after Home nothing is chosen: %q", b.field.Text())
	}
	all()
	b.tap(ebiten.KeyBackspace)
	if b.field.Text() != "" {
		t.Errorf("deleted: %q", b.field.Text())
	}
}

func TestKeysWorkEveryWidget(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	b.input.Type("añb")
	b.run()
	b.tap(ebiten.KeyArrowLeft, ebiten.KeyBackspace)
	b.input.Type("xy")
	b.tap(ebiten.KeyHome, ebiten.KeyDelete, ebiten.KeyEnd, ebiten.KeyEnter)
	if b.field.Text() != "xyb" || b.entered != 1 {
		t.Errorf("field %q, entered %d times", b.field.Text(), b.entered)
	}
	b.tap(ebiten.KeyArrowDown, ebiten.KeyEnter, ebiten.KeyArrowRight, ebiten.KeySpace)
	if b.pressed != 1 || b.second != 1 {
		t.Errorf("pressed %d and %d times, want once each", b.pressed, b.second)
	}
	b.tap(ebiten.KeyTab, ebiten.KeyArrowRight)
	if b.value != 10 {
		t.Errorf("one step up from 7: %d, want 10", b.value)
	}
	b.tap(ebiten.KeyArrowLeft, ebiten.KeyPageUp, ebiten.KeyArrowLeft)
	if b.value != 50 {
		t.Errorf("10, a step down, ten up, a step down: %d, want 50", b.value)
	}
	b.tap(ebiten.KeyEnd)
	if b.value != 100 {
		t.Errorf("End: %d", b.value)
	}
	b.tap(ebiten.KeyHome)
	if b.value != 0 {
		t.Errorf("Home: %d", b.value)
	}
	b.tap(ebiten.KeyArrowDown, ebiten.KeyEnter)
	if !b.on {
		t.Error("Enter on the switch: still off")
	}
	b.tap(ebiten.KeyEscape)
	if b.gone != 1 || b.root.WantsKeyboard() {
		t.Errorf("Esc: called %d times, keyboard %v", b.gone, b.root.WantsKeyboard())
	}
}

func TestHeldKeyRepeats(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.panel.Focus(3)
	b.input.HoldKeys(ebiten.KeyArrowRight)
	for range 31 {
		b.run()
	}
	if b.value != 25 {
		t.Errorf("after half a second: %d, want 10 and three repeats, 25", b.value)
	}
}

// A key held since before the panel took the keyboard, such as a walking key,
// does not move the focus.
func TestAKeyHeldFromBeforeDoesNotRepeat(t *testing.T) {
	b := newHarness(false, 400)
	b.input.HoldKeys(ebiten.KeyArrowDown)
	for range repeatDelay {
		b.run()
	}
	b.panel.Show(true)
	for range 2 * repeatDelay {
		b.run()
	}
	if at := b.panel.FocusIndex(); at != 0 {
		t.Errorf("the focus is on stop %d, want 0", at)
	}
	b.input.ReleaseKeys(ebiten.KeyArrowDown)
	b.run()
	if b.tap(ebiten.KeyArrowDown); b.panel.FocusIndex() != 1 {
		t.Errorf("pressed again: the focus is on stop %d, want 1", b.panel.FocusIndex())
	}
}

func TestMouseWorksEveryWidget(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(false)
	b.run()
	b.run()
	b.click(b.middle(1))
	b.click(b.middle(2))
	if b.pressed != 1 || b.second != 1 {
		t.Errorf("pressed %d and %d times, want once each", b.pressed, b.second)
	}
	b.click(b.middle(4))
	if !b.on {
		t.Error("the switch is still off")
	}
	b.click(b.middle(3))
	if b.value != 50 {
		t.Errorf("a click in the middle of the dial: %d, want 50", b.value)
	}
	if b.root.WantsKeyboard() {
		t.Error("the mouse has given the keyboard away")
	}
	b.click(b.middle(0))
	if !b.panel.HasKeyboard() || b.panel.FocusIndex() != 0 {
		t.Error("a click into the field does not give it the keyboard")
	}
}

func TestAClickSetsTheCaret(t *testing.T) {
	b := newHarness(false, 400)
	b.field.SetText("iiiiiiiiWWWWWWWW")
	b.panel.Show(true)
	b.run()
	b.run()
	r := b.panel.stops[0].rect()
	b.click(image.Pt(r.Min.X+1, r.Min.Y+9))
	b.input.Type("x")
	b.run()
	half := r.Min.X + 8 + int(b.root.skin.TextWidth("xiiiiiiii", Body))
	b.click(image.Pt(half, r.Min.Y+9))
	b.input.Type("y")
	b.run()
	if want := "xiiiiiiiiyWWWWWWWW"; b.field.Text() != want {
		t.Errorf("%q, want %q", b.field.Text(), want)
	}
}

func TestDraggingTheKnob(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(false)
	b.value = 50
	b.run()
	b.run()
	p := b.middle(3)
	b.input.MoveMouse(p.X, p.Y)
	b.run()
	b.input.MouseDown()
	b.run()
	for range 20 {
		p.X += 3
		b.input.MoveMouse(p.X, p.Y)
		b.run()
		b.run()
	}
	if b.value < 75 || b.value > 90 || b.value%5 != 0 {
		t.Errorf("pulled by 60 of 188 px: %d, want about 80, a multiple of 5", b.value)
	}
	b.input.MouseUp()
	b.run()
	old := b.value
	b.input.MoveMouse(0, 0)
	b.run()
	b.run()
	if b.value != old {
		t.Errorf("let go, and yet it moved from %d to %d", old, b.value)
	}
}

func TestOutOfRangeValueStays(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.value = 63
	for range 5 {
		b.run()
	}
	if b.value != 63 {
		t.Errorf("a value between two steps became %d", b.value)
	}
	b.value = 5000
	b.run()
	b.run()
	if b.value != 5000 {
		t.Errorf("a value beyond the top became %d", b.value)
	}
}

func TestHoverMovesTheFocusOnlyWhenTheMouseMoves(t *testing.T) {
	b := newHarness(false, 400)
	p := b.middle(2)
	b.panel.Show(true)
	b.run()
	p = b.middle(2)
	b.input.MoveMouse(p.X, p.Y)
	b.run()
	b.run()
	if b.panel.FocusIndex() != 2 {
		t.Fatalf("focus on %d, want the hovered 2", b.panel.FocusIndex())
	}
	b.tap(ebiten.KeyArrowUp)
	for range 3 {
		b.run()
	}
	if b.panel.FocusIndex() != 0 {
		t.Errorf("the resting mouse has taken the focus: %d", b.panel.FocusIndex())
	}
}

func TestFunctionKeysAreFree(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	b.input.TapKeys(ebiten.KeyF3, ebiten.KeyTab)
	b.root.Update()
	if !b.root.JustPressed(ebiten.KeyF3) || b.root.JustPressed(ebiten.KeyTab) {
		t.Error("want F3 free and Tab taken while a panel has the keyboard")
	}
}

func TestModalKeepsTheMouse(t *testing.T) {
	b := newHarness(false, 400)
	modal := &Panel{Modal: true, Place: func(Viewport, int, int) image.Rectangle { return image.Rect(500, 300, 600, 340) }}
	b.root.Add(modal, func(m *Builder) { m.Button(90, 30, "over", func() {}) })
	b.panel.Show(false)
	modal.Show(true)
	b.run()
	b.run()
	b.click(b.middle(1))
	if b.pressed != 0 {
		t.Error("a click has gone through a modal panel")
	}
	modal.Hide()
	b.run()
	b.run()
	b.click(b.middle(1))
	if b.pressed != 1 {
		t.Error("a click does not arrive after the modal panel has gone")
	}
}

func TestScrollFollowsTheFocus(t *testing.T) {
	b := newHarness(true, 70)
	b.panel.Show(true)
	b.run()
	b.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab)
	b.run()
	view := b.panel.view.rect
	if r := b.panel.FocusRect(); b.panel.FocusIndex() != 4 || !r.In(view) {
		t.Errorf("the focused %d is at %v, out of the view %v", b.panel.FocusIndex(), r, view)
	}
	p := b.middle(1) // out of view
	if p.In(view) {
		t.Fatal("the test needs the first button out of view")
	}
	b.click(p)
	if b.pressed != 0 {
		t.Error("a button that is scrolled out of view takes clicks")
	}
	b.input.MoveMouse(view.Min.X+5, view.Min.Y+5)
	for range 9 {
		b.input.Scroll(1)
		b.run()
	}
	if r := b.panel.stops[0].rect(); !r.In(view) {
		t.Errorf("the wheel does not scroll back: the field is at %v, the view %v", r, view)
	}
}

func TestScaleKeepsState(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	b.input.Type("Inês")
	b.run()
	b.root.Resize(FitViewport(1280, 720, 2))
	b.run()
	b.input.Type("!")
	b.run()
	if b.field.Text() != "Inês!" {
		t.Errorf("the field has %q", b.field.Text())
	}
}

func TestTextFieldLimits(t *testing.T) {
	f := TextField{MaxBytes: 5, MaxRunes: 4}
	f.SetText("a\x1b\u202e\u2028éüx")
	if f.Text() != "aéü" {
		t.Errorf("%q, want the plain characters that fit 5 bytes", f.Text())
	}
	f = TextField{MaxBytes: 60, MaxRunes: 4}
	f.SetText(strings.Repeat("é", 9))
	if f.Text() != "éééé" {
		t.Errorf("%q, want 4 characters", f.Text())
	}
}

// A window that opens under the pointer, as most do, leaves the meaning of
// Enter alone.
func TestRestingPointerChoosesNothing(t *testing.T) {
	hands, img := NewFakeInput(), ebiten.NewImage(640, 360)
	hands.MoveMouse(150, 165)
	root, panel, pressed := NewRoot(hands), &Panel{}, ""
	panel.Place = func(_ Viewport, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+h) }
	root.Add(panel, func(m *Builder) {
		m.Button(90, 40, "upper", func() { pressed += "upper " })
		m.Button(90, 40, "lower", func() { pressed += "lower " })
	})
	panel.Show(true)
	run := func() {
		root.Update()
		root.Draw(img)
		hands.NextTick()
	}
	root.Draw(img) // a window is drawn before its first tick
	run()
	run()
	hands.TapKeys(ebiten.KeyEnter)
	run()
	hands.MoveMouse(151, 165)
	run()
	hands.TapKeys(ebiten.KeyEnter)
	run()
	if pressed != "upper lower " {
		t.Errorf("Enter with a pointer at rest over the lower button, then after it has moved there: %q", pressed)
	}
}

// A focus key pressed before new widgets are laid out still counts.
func TestMoveRightAfterARebuild(t *testing.T) {
	hands := NewFakeInput()
	d := NewRoot(hands)
	s := &Panel{Place: func(f Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.5, 0) }}
	d.Add(s, func(b *Builder) {
		for range 4 {
			b.Button(100, 30, "x", func() {})
		}
	})
	s.Show(true)
	img := ebiten.NewImage(640, 360)
	tick := func(keys ...ebiten.Key) {
		hands.TapKeys(keys...)
		d.Resize(FitViewport(640, 360, 1))
		d.Update()
		hands.NextTick()
	}
	tick()
	d.Draw(img)
	tick(ebiten.KeyDown)
	s.Rebuild()
	tick(ebiten.KeyDown)
	d.Draw(img)
	tick()
	if s.FocusIndex() != 2 {
		t.Errorf("two strokes lead to %d", s.FocusIndex())
	}
}
