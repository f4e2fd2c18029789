package ui

import (
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Shape draws a shape of radius r px around (x,y), filled or as an outline.
func (m *Shapes) Shape(dst *ebiten.Image, shape theme.Shape, filled bool, x, y, r int, c color.NRGBA) {
	kind := fillOutline
	if filled {
		kind = fillSolid
	}
	m.drawMask(dst, shapeKey{shape, kind, r}, x, y, c)
}
