package view

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/view/stone"
	"clew/engine/maze"
)

// sheet is a stone.Sheet as images, and lays stones with them.
type sheet struct {
	cell  int
	all   *ebiten.Image // what the others are parts of
	floor [stone.Floors]*ebiten.Image
	top   [stone.Tops]*ebiten.Image
	front [stone.Fronts]*ebiten.Image
	part  [stone.Parts]*ebiten.Image
	op    ebiten.DrawImageOptions
}

func newSheet(s *stone.Sheet) *sheet {
	all := ebiten.NewImageFromImage(s.Image)
	cut := func(r image.Rectangle) *ebiten.Image { return all.SubImage(r).(*ebiten.Image) }
	t := &sheet{cell: s.Cell, all: all}
	for i, r := range s.Floor {
		t.floor[i] = cut(r)
	}
	for i, r := range s.Top {
		t.top[i] = cut(r)
	}
	for i, r := range s.Front {
		t.front[i] = cut(r)
	}
	for i, r := range s.Part {
		t.part[i] = cut(r)
	}
	return t
}

// lay paints the stones of a rectangle of cells on dst.
func (t *sheet) lay(dst *ebiten.Image, m *maze.Maze, cells image.Rectangle) {
	for y := cells.Min.Y; y < cells.Max.Y; y++ {
		for x := cells.Min.X; x < cells.Max.X; x++ {
			t.op.GeoM.Reset()
			t.op.GeoM.Translate(float64((x-cells.Min.X)*t.cell), float64((y-cells.Min.Y)*t.cell))
			if m.Open(x, y) {
				t.layFloor(dst, m, x, y)
			} else {
				t.layWall(dst, m, x, y)
			}
		}
	}
}

// put paints one picture, a little darker or lighter.
func (t *sheet) put(dst, picture *ebiten.Image, shade float32) {
	t.op.ColorScale.Reset()
	t.op.ColorScale.Scale(shade, shade, shade, 1)
	dst.DrawImage(picture, &t.op)
}

// vary is the shade of the stone in a cell.
func vary(h uint32, by float32) float32 { return 1 + by*(float32(h>>16&0xFF)/127.5-1) }

func (t *sheet) layFloor(dst *ebiten.Image, m *maze.Maze, x, y int) {
	h := stone.Hash(x, y, 1)
	t.put(dst, t.floor[h%stone.Floors], vary(h, 0.09))
	if m.At(x, y) == maze.Start {
		t.put(dst, t.part[stone.Spiral], 1)
	}
	n, w, e := !m.Open(x, y-1), !m.Open(x-1, y), !m.Open(x+1, y)
	for _, p := range [...]struct {
		part stone.Part
		here bool
	}{
		{stone.ShadowN, n},
		{stone.ShadowW, w},
		{stone.ShadowE, e},
		{stone.ShadowS, !m.Open(x, y+1)},
		{stone.ShadowNW, !n && !w && !m.Open(x-1, y-1)},
		{stone.ShadowNE, !n && !e && !m.Open(x+1, y-1)},
	} {
		if p.here {
			t.put(dst, t.part[p.part], 1)
		}
	}
}

func (t *sheet) layWall(dst *ebiten.Image, m *maze.Maze, x, y int) {
	h := stone.Hash(x, y, 2)
	t.put(dst, t.top[h%stone.Tops], vary(h, 0.05))
	n, s, w, e := m.Open(x, y-1), m.Open(x, y+1), m.Open(x-1, y), m.Open(x+1, y)
	if s {
		t.put(dst, t.front[h>>8%stone.Fronts], vary(h>>4, 0.05))
	}
	for _, p := range [...]struct {
		part stone.Part
		here bool
	}{
		{stone.EdgeE, e},
		{stone.EdgeW, w},
		{stone.EdgeN, n},
		{stone.FrontEndW, s && w},
		{stone.FrontEndE, s && e},
		{stone.CornerNW, n && w},
		{stone.CornerNE, n && e},
	} {
		if p.here {
			t.put(dst, t.part[p.part], 1)
		}
	}
}
