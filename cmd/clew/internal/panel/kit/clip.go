package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// Clip is a part of a picture, kept from frame to frame, because Ebitengine
// makes a new one whenever it is asked. Keep one for each part.
type Clip struct {
	whole, part *ebiten.Image
	r           image.Rectangle
}

// Of is the part r of dst. What is drawn on it beyond r is not seen.
func (c *Clip) Of(dst *ebiten.Image, r image.Rectangle) *ebiten.Image {
	if c.whole != dst || c.r != r {
		c.whole, c.r = dst, r
		c.part = dst.SubImage(r).(*ebiten.Image)
	}
	return c.part
}
