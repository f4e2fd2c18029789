package ui

import (
	"image"
	"math"
)

// The smallest window in which everything has its place at 100 % scale.
const (
	MinWidth  = 640
	MinHeight = 360
)

// Viewport is the window that things are laid out in.
type Viewport struct {
	W, H  int     // in px
	Scale float64 // px per pixel at 100 %
}

// FitViewport is the frame for a window of w×h px in which the person wants a scale;
// 0 leaves it to the size of the window. A scale that is too large for the
// window is reduced so that MinWidth×MinHeight still fit.
func FitViewport(w, h int, want float64) Viewport {
	w, h = max(w, 1), max(h, 1)
	limit := floorToEighth(min(float64(w)/MinWidth, float64(h)/MinHeight))
	if want <= 0 {
		want = DefaultScale(h)
	}
	return Viewport{W: w, H: h, Scale: max(0.5, min(floorToEighth(want), limit, 4))}
}

// DefaultScale is the scale that suits a window of h px.
func DefaultScale(h int) float64 { return max(1, math.Floor(float64(h)/720*4)/4) }

// floorToEighth rounds down to a multiple of 1/8, so that dragging the edge of a
// window does not remake every image at every pixel.
func floorToEighth(v float64) float64 { return math.Floor(v*8+1e-9) / 8 }

// Px is a length in px.
func (f Viewport) Px(v float64) int { return int(math.Round(v * f.Scale)) }

// Bounds is the whole window, in px.
func (f Viewport) Bounds() image.Rectangle { return image.Rect(0, 0, f.W, f.H) }

// Width is the width of the window in pixels at 100 % scale, at least about
// MinWidth.
func (f Viewport) Width() float64 { return float64(f.W) / f.Scale }

// Height is the height of the window in pixels at 100 % scale, at least about
// MinHeight.
func (f Viewport) Height() float64 { return float64(f.H) / f.Scale }

// Anchor puts a box of w×h px into the window: ax and ay are 0 for the left
// and the top, 0.5 for the middle, 1 for the right and the bottom; margin, in
// pixels at 100 %, stays free all around. A box that is too large is cut to
// what is left.
func (f Viewport) Anchor(w, h int, ax, ay, margin float64) image.Rectangle {
	m := f.Px(margin)
	w, h = min(w, f.W-2*m), min(h, f.H-2*m)
	x := m + int(math.Round(ax*float64(f.W-2*m-w)))
	y := m + int(math.Round(ay*float64(f.H-2*m-h)))
	return image.Rect(x, y, x+w, y+h)
}

// Centre is the middle of r.
func Centre(r image.Rectangle) (x, y int) { return (r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2 }
