package ui

import (
	"image"
	"testing"
)

// The focused widget stays in view when the scale changes, and the panel
// scrolls all the way if little is left.
func TestFocusStaysInView(t *testing.T) {
	b := newHarness(true, 100)
	b.panel.Show(true)
	b.run()
	b.panel.Focus(4)
	b.run()
	if at := b.panel.FocusRect(); !at.In(b.panel.view.rect) || b.panel.view.offset != b.panel.view.height-b.panel.view.rect.Dy() {
		t.Errorf("the last stop is at %v in %v, %d px down of %d", at, b.panel.view.rect, b.panel.view.offset, b.panel.view.height)
	}
	for range 3 {
		b.root.Resize(FitViewport(1280, 720, 2))
		b.run()
	}
	if at := b.panel.FocusRect(); !at.In(b.panel.view.rect) {
		t.Errorf("at twice the scale the last stop is at %v in %v", at, b.panel.view.rect)
	}
	b.panel.Focus(1)
	b.run()
	if b.panel.view.offset != 0 {
		t.Errorf("on the second row, %d px of the first one are hidden", b.panel.view.offset)
	}
}

// It stays in view when only the window height shrinks.
func TestFocusStaysInViewOfALowerWindow(t *testing.T) {
	b := newHarness(true, 100)
	high := 200
	b.panel.Place = func(_ Viewport, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+min(h, high)) }
	b.panel.Show(true)
	b.run()
	b.panel.Focus(4)
	b.run()
	high = 80
	for range 3 {
		b.root.Resize(FitViewport(640, 380, 1))
		b.run()
	}
	if at := b.panel.FocusRect(); !at.In(b.panel.view.rect) {
		t.Errorf("the last stop is at %v in %v", at, b.panel.view.rect)
	}
}
