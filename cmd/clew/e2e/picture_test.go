//go:build linux

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"

	"github.com/jezek/xgb/xproto"

	"clew/cmd/clew/internal/render/camera"
)

// picture is what a window showed at one time.
type picture struct{ *image.RGBA }

// grab takes a picture of a window.
func (s *screen) grab(w xproto.Window) (picture, error) {
	d := xproto.Drawable(w)
	g, err := xproto.GetGeometry(s.x, d).Reply()
	if err != nil {
		return picture{}, err
	}
	r, err := xproto.GetImage(s.x, xproto.ImageFormatZPixmap, d, 0, 0, g.Width, g.Height, 0xFFFFFFFF).Reply()
	if err != nil {
		return picture{}, err
	}
	img := image.NewRGBA(image.Rect(0, 0, int(g.Width), int(g.Height)))
	if len(r.Data) != len(img.Pix) {
		return picture{}, fmt.Errorf("%d bytes for a picture of %v", len(r.Data), img.Rect.Size())
	}
	for i := 0; i < len(r.Data); i += 4 { // blue, green, red, nothing
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = r.Data[i+2], r.Data[i+1], r.Data[i], 0xFF
	}
	return picture{img}, nil
}

// same tells whether there is no difference at all.
func (p picture) same(q picture) bool {
	return p.Rect == q.Rect && bytes.Equal(p.Pix, q.Pix)
}

// clear is by how much a colour must change for it to be something else that
// one sees there; the flicker of a torch changes it by less.
const clear = 48

// changed counts the pixels in r that clearly differ between two pictures.
func (p picture) changed(q picture, r image.Rectangle) (n int) {
	r = r.Intersect(p.Rect).Intersect(q.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if apart(p.RGBAAt(x, y), q.RGBAAt(x, y)) > clear {
				n++
			}
		}
	}
	return n
}

// count counts the pixels in r that are of a colour.
func (p picture) count(r image.Rectangle, c color.RGBA, tolerance int) (n int) {
	r = r.Intersect(p.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if apart(p.RGBAAt(x, y), c) <= tolerance {
				n++
			}
		}
	}
	return n
}

// apart returns the difference of two colours in the channel in which they
// differ most.
func apart(a, b color.RGBA) int {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

// ground is how a level that a window shows whole lies in it.
type ground struct {
	cell   float64 // the side of a cell, in pixels
	ox, oy float64 // where the level's corner is
}

func (p picture) ground(level image.Point) ground {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	c := float64(camera.CellSize(w, h, 1))
	return ground{c, (float64(w) - c*float64(level.X)) / 2, (float64(h) - c*float64(level.Y)) / 2}
}

// spot is a place in cells: (1.5, 1.5) is the middle of the cell (1,1).
type spot struct{ x, y float64 }

func (g ground) spot(px, py float64) spot { return spot{(px - g.ox) / g.cell, (py - g.oy) / g.cell} }

// around returns the part of the window that shows n cells on each side of s.
func (g ground) around(s spot, n float64) image.Rectangle {
	x, y, r := g.ox+s.x*g.cell, g.oy+s.y*g.cell, n*g.cell
	return image.Rect(int(x-r), int(y-r), int(x+r), int(y+r))
}
