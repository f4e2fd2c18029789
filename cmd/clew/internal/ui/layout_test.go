package ui

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
)

// randomUser performs random actions on a harness, the same ones for the same
// seed.
type randomUser struct {
	*harness
	r        *rand.Rand
	covering *Panel
	shift    int // of the panel, px
	n        int // ticks so far
}

func newRandomUser(seed uint64) *randomUser {
	f := &randomUser{harness: newHarness(true, 90), r: rand.New(rand.NewPCG(seed, 1))}
	f.panel.Place = func(_ Viewport, w, h int) image.Rectangle {
		return image.Rect(100, 60, 100+w, 60+min(h, 90)).Add(image.Pt(f.shift, f.shift))
	}
	f.covering = &Panel{Padding: 6, Modal: true, Place: func(fr Viewport, w, h int) image.Rectangle { return fr.Anchor(w, h, 0.3, 0.3, 0) }}
	f.root.Add(f.covering, func(m *Builder) {
		m.Text(120, 20, Body, borderColour, func() string { return fmt.Sprint(f.n/9, i18n.T("osk.space")) })
		m.Button(90, 30, "over", func() { f.covering.Hide() })
		m.Selector(120, 24, 3, func() int { return f.second % 3 }, func(i int) { f.second = i }, func(i int) string { return fmt.Sprint(i) })
	})
	f.panel.Show(true)
	return f
}

// do performs one random action, or none.
func (f *randomUser) do() {
	keys := []ebiten.Key{ebiten.KeyTab, ebiten.KeyUp, ebiten.KeyDown, ebiten.KeyLeft, ebiten.KeyRight, ebiten.KeyEnter, ebiten.KeySpace,
		ebiten.KeyHome, ebiten.KeyEnd, ebiten.KeyBackspace, ebiten.KeyDelete, ebiten.KeyPageUp, ebiten.KeyEscape}
	deeds := []func(){
		func() { f.input.TapKeys(keys[f.r.IntN(len(keys))]) },
		func() { f.input.TapButtons(input.Button(f.r.IntN(int(input.ButtonCount)))) },
		func() { f.input.Type(string(rune('a' + f.r.IntN(26)))) },
		func() { f.input.MoveMouse(90+f.r.IntN(240), 50+f.r.IntN(130)) },
		func() { f.input.MouseDown() }, func() { f.input.MouseUp() },
		func() { f.input.Scroll(float64(f.r.IntN(5) - 2)) },
		func() { f.panel.Scroll(float64(f.r.IntN(99) - 49)) },
		func() { f.panel.Show(f.r.IntN(2) > 0) }, func() { f.panel.Hide() },
		func() { f.covering.Show(f.r.IntN(2) > 0) }, func() { f.covering.Hide() },
		func() { f.panel.Focus(f.r.IntN(5)) },
		func() { f.panel.Rebuild() },
		func() { f.shift = f.r.IntN(3) * 7 },
		func() { f.value = f.r.IntN(100) },
		func() { f.field.SetText("seven") },
		func() { f.root.Resize(FitViewport(640, 360, 1+float64(f.r.IntN(2))/8)) },
		func() { i18n.SetLanguage(i18n.Languages()[f.r.IntN(len(i18n.Languages()))].Code) },
	}
	if f.r.IntN(3) > 0 {
		deeds[f.r.IntN(len(deeds))]()
	}
}

// tick runs a tick and returns what was drawn and what was done.
func (f *randomUser) tick(lay bool) ([]byte, string) {
	f.n++
	f.do()
	f.root.Resize(f.root.Viewport())
	f.root.Update()
	f.img.Clear()
	if lay {
		f.panel.laidOut = !f.panel.shown
	}
	f.root.Draw(f.img)
	f.input.NextTick()
	pix := make([]byte, 4*640*360)
	f.img.ReadPixels(pix)
	return pix, fmt.Sprint(f.field.text, f.field.caret, f.entered, f.gone, f.pressed, f.second, f.value, f.on, f.panel.focus, f.covering.focus)
}

// A root that redoes its layout only when needed looks and behaves like one
// that does so every frame.
func TestValidLayoutLooksLaidOut(t *testing.T) {
	const ticks = 120
	defer i18n.SetLanguage(i18n.Language())
	defer SetGamepadActive(GamepadActive())
	for seed := range uint64(6) {
		var pictures [][]byte
		var states []string
		for _, lay := range []bool{true, false} {
			i18n.SetLanguage(i18n.English)
			SetGamepadActive(false)
			f := newRandomUser(seed)
			for i := range ticks {
				pix, state := f.tick(lay)
				if lay {
					pictures, states = append(pictures, pix), append(states, state)
					continue
				}
				if state != states[i] || !bytes.Equal(pix, pictures[i]) {
					t.Fatalf("seed %d, tick %d: %s, want %s; the same picture: %v", seed, i, state, states[i], bytes.Equal(pix, pictures[i]))
				}
			}
			f.img.Deallocate()
		}
	}
}

// An idle root does not redo its layout.
func TestIdleRootKeepsItsLayout(t *testing.T) {
	f := newRandomUser(1)
	f.covering.Show(false)
	for range 3 {
		f.root.Update()
		f.root.Draw(f.img)
	}
	if !f.root.layoutValid() {
		t.Error("it is not settled")
	}
}

// Two roots shown in turn get the mouse in turn.
func TestRootsTakeTurns(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(false)
	b.run()
	b.run()
	other := newHarness(false, 400)
	other.panel.Modal = true
	other.panel.Show(false)
	other.run()
	other.click(other.middle(1))
	b.click(b.middle(1))
	if b.pressed != 1 || other.pressed != 1 {
		t.Errorf("pressed %d times here and %d times there", b.pressed, other.pressed)
	}
}

// The cursor shape fits what is below it, even if that appears or goes under a
// resting mouse.
func TestTheCursorFollows(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(false)
	b.run()
	b.run()
	at := b.middle(1)
	for _, c := range []struct {
		what string
		do   func()
		want ebiten.CursorShapeType
	}{
		{"on a button", func() { b.input.MoveMouse(at.X, at.Y) }, ebiten.CursorShapePointer},
		{"beside it", func() { b.input.MoveMouse(0, 0) }, ebiten.CursorShapeDefault},
		{"in a field", func() { b.input.MoveMouse(b.middle(0).X, b.middle(0).Y) }, ebiten.CursorShapeText},
		{"the field has gone", func() { b.panel.Hide() }, ebiten.CursorShapeDefault},
		{"it is back", func() { b.panel.Show(false) }, ebiten.CursorShapeText},
		{"the panel has moved", func() {
			b.panel.Place = func(_ Viewport, w, h int) image.Rectangle { return image.Rect(300, 200, 300+w, 200+h) }
		}, ebiten.CursorShapeDefault},
	} {
		c.do()
		for range 3 {
			b.run()
		}
		if got := ebiten.CursorShape(); got != c.want {
			t.Errorf("%s: it is %v, want %v", c.what, got, c.want)
		}
	}
}
