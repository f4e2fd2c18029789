package ui

import (
	"image"
	"math"
)

// The smallest supported window, in logical pixels.
const (
	MinWidth  = 640
	MinHeight = 360
)

// Viewport is the size and scale of the window.
type Viewport struct {
	W, H  int     // in px
	Scale float64 // px per logical pixel
}

// FitViewport returns the viewport of a window of w×h px at the given scale, 0
// for the default. The scale is reduced so that MinWidth×MinHeight fit.
func FitViewport(w, h int, scale float64) Viewport {
	w, h = max(w, 1), max(h, 1)
	limit := floorToEighth(min(float64(w)/MinWidth, float64(h)/MinHeight))
	if scale <= 0 {
		scale = DefaultScale(h)
	}
	return Viewport{W: w, H: h, Scale: max(0.5, min(floorToEighth(scale), limit, 4))}
}

// DefaultScale returns the scale for a window of h px.
func DefaultScale(h int) float64 { return max(1, math.Floor(float64(h)/720*4)/4) }

// floorToEighth rounds down to a multiple of 1/8, so that dragging a window's
// edge does not rerender every image at each pixel.
func floorToEighth(v float64) float64 { return math.Floor(v*8+1e-9) / 8 }

// Px converts logical pixels to px.
func (vp Viewport) Px(v float64) int { return int(math.Round(v * vp.Scale)) }

// Bounds returns the whole window in px.
func (vp Viewport) Bounds() image.Rectangle { return image.Rect(0, 0, vp.W, vp.H) }

// Width returns the window's width in logical pixels.
func (vp Viewport) Width() float64 { return float64(vp.W) / vp.Scale }

// Height returns the window's height in logical pixels.
func (vp Viewport) Height() float64 { return float64(vp.H) / vp.Scale }

// Anchor places a box of w×h px: ax and ay are 0 for left and top, 0.5 for the
// middle, 1 for right and bottom. A margin in logical pixels stays free all
// around; a box that is too large is cropped to it.
func (vp Viewport) Anchor(w, h int, ax, ay, margin float64) image.Rectangle {
	m := vp.Px(margin)
	w, h = min(w, vp.W-2*m), min(h, vp.H-2*m)
	x := m + int(math.Round(ax*float64(vp.W-2*m-w)))
	y := m + int(math.Round(ay*float64(vp.H-2*m-h)))
	return image.Rect(x, y, x+w, y+h)
}

// Centre returns the centre of r.
func Centre(r image.Rectangle) (x, y int) { return (r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2 }
