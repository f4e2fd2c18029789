package kit

import (
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Shape draws a shape, r px around (x,y): filled, or its outline.
func (m *Marks) Shape(dst *ebiten.Image, shape theme.Shape, filled bool, x, y, r int, c color.NRGBA) {
	kind := ring
	if filled {
		kind = solid
	}
	m.stamp(dst, markKey{shape, kind, r}, x, y, c)
}
