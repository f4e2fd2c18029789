package menu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
)

// FullMap draws a maze and its players as a plain map, for mazes too large to
// be rendered as a whole.
type FullMap struct {
	thumb  thumbnail
	shapes ui.Shapes
}

// Draw draws the map of v into dst, with a small margin.
func (m *FullMap) Draw(dst *ebiten.Image, v *replica.View) {
	b := dst.Bounds()
	r := b.Inset(min(b.Dx(), b.Dy()) / 24)
	if v.Maze == nil {
		return
	}
	m.thumb.show(v.Maze)
	m.thumb.draw(dst, r)
	g := &m.thumb.op.GeoM
	dot := max(4, int(math.Round(float64(r.Dy())/80)))
	for i := range v.Players {
		f := &v.Players[i]
		x, y := g.Apply(float64(f.X)/sim.CellUnits, float64(f.Y)/sim.CellUnits)
		mark := theme.MarkOf(f.Avatar, f.ID, f.Appearance)
		m.shapes.Shape(dst, mark.Shape, true, int(x), int(y), dot+1, theme.Background)
		m.shapes.Shape(dst, mark.Shape, true, int(x), int(y), dot, mark.Fill)
	}
}
