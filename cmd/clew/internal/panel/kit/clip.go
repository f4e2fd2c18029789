package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// clip is a part of a picture, kept from frame to frame, because Ebitengine
// makes a new one whenever it is asked.
type clip struct {
	whole, part *ebiten.Image
	r           image.Rectangle
}

// of is the part r of dst. What is drawn on it beyond r is not seen.
func (c *clip) of(dst *ebiten.Image, r image.Rectangle) *ebiten.Image {
	if c.whole != dst || c.r != r {
		c.whole, c.r = dst, r
		c.part = dst.SubImage(r).(*ebiten.Image)
	}
	return c.part
}
