package panel

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
	"clew/net/replica"
)

// WholeMap draws a maze as a plain map, with all who are in it, where the maze is
// too large to be shown as it looks.
type WholeMap struct {
	sight thumbnail
	marks kit.Marks
}

// Draw draws the map of what a view shows into dst, a little away from its edges.
func (m *WholeMap) Draw(dst *ebiten.Image, v *replica.View) {
	b := dst.Bounds()
	r := b.Inset(min(b.Dx(), b.Dy()) / 24)
	if v.Maze == nil {
		return
	}
	m.sight.show(v.Maze)
	m.sight.draw(dst, r)
	g := &m.sight.op.GeoM
	dot := max(4, int(math.Round(float64(r.Dy())/80)))
	for i := range v.Figures {
		f := &v.Figures[i]
		x, y := g.Apply(float64(f.X)/sim.CellUnits, float64(f.Y)/sim.CellUnits)
		mark := theme.MarkOf(f.Avatar, f.ID, f.Look)
		m.marks.Shape(dst, mark.Shape, true, int(x), int(y), dot+1, theme.Night)
		m.marks.Shape(dst, mark.Shape, true, int(x), int(y), dot, mark.Fill)
	}
}
