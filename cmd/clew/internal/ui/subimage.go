package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// SubImage caches a sub-image, because Ebitengine allocates a new one on each
// call. Keep one for each use.
type SubImage struct {
	parent, part *ebiten.Image
	bounds       image.Rectangle
}

// Of returns the part r of dst; drawing is clipped to it.
func (c *SubImage) Of(dst *ebiten.Image, r image.Rectangle) *ebiten.Image {
	if c.parent != dst || c.bounds != r {
		c.parent, c.bounds = dst, r
		c.part = dst.SubImage(r).(*ebiten.Image)
	}
	return c.part
}
