package kit

import (
	"image"
	"testing"
)

// What has the focus is in view where the scale changes, and where little is
// left to an end, the sheet goes there.
func TestFocusStaysInView(t *testing.T) {
	b := newBench(true, 100)
	b.sheet.Show(true)
	b.run()
	b.sheet.Focus(4)
	b.run()
	if at := b.sheet.FocusRect(); !at.In(b.sheet.view.rect) || b.sheet.view.offset != b.sheet.view.height-b.sheet.view.rect.Dy() {
		t.Errorf("the last stop is at %v in %v, %d px down of %d", at, b.sheet.view.rect, b.sheet.view.offset, b.sheet.view.height)
	}
	for range 3 {
		b.desk.Resize(Fit(1280, 720, 2))
		b.run()
	}
	if at := b.sheet.FocusRect(); !at.In(b.sheet.view.rect) {
		t.Errorf("at twice the scale the last stop is at %v in %v", at, b.sheet.view.rect)
	}
	b.sheet.Focus(1)
	b.run()
	if b.sheet.view.offset != 0 {
		t.Errorf("on the second row, %d px of the first one are hidden", b.sheet.view.offset)
	}
}

// It stays in view where only the window becomes lower.
func TestFocusStaysInViewOfALowerWindow(t *testing.T) {
	b := newBench(true, 100)
	high := 200
	b.sheet.Place = func(_ Frame, w, h int) image.Rectangle { return image.Rect(100, 100, 100+w, 100+min(h, high)) }
	b.sheet.Show(true)
	b.run()
	b.sheet.Focus(4)
	b.run()
	high = 80
	for range 3 {
		b.desk.Resize(Fit(640, 380, 1))
		b.run()
	}
	if at := b.sheet.FocusRect(); !at.In(b.sheet.view.rect) {
		t.Errorf("the last stop is at %v in %v", at, b.sheet.view.rect)
	}
}
