package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// SubImage is a part of a picture, kept from frame to frame, because Ebitengine
// makes a new one whenever it is asked. Keep one for each part.
type SubImage struct {
	parent, part *ebiten.Image
	bounds       image.Rectangle
}

// Of is the part r of dst. What is drawn on it beyond r is not seen.
func (c *SubImage) Of(dst *ebiten.Image, r image.Rectangle) *ebiten.Image {
	if c.parent != dst || c.bounds != r {
		c.parent, c.bounds = dst, r
		c.part = dst.SubImage(r).(*ebiten.Image)
	}
	return c.part
}
