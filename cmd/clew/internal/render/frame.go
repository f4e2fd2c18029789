package render

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/camera"
	"clew/engine/sim"
)

// frame holds the placement of the maze on the screen in the current frame.
type frame struct {
	dst    *ebiten.Image
	bounds image.Rectangle // of dst
	opts   Options
	cell   int     // the side of a cell, in pixels
	scale  float32 // cell size relative to the usual one
	clock  float64 // the renderer's clock
	dt     float64 // time since the last frame, in seconds
	ox, oy float64 // where the maze's top-left corner is, in pixels
	cells  image.Rectangle
}

// set lays out the frame for the camera.
func (f *frame) set(dst *ebiten.Image, r *Renderer, opts Options) {
	f.dst, f.opts, f.bounds = dst, opts, dst.Bounds()
	f.dt, f.clock = max(r.clock-f.clock, 0), r.clock
	w, h := f.bounds.Dx(), f.bounds.Dy()
	f.cell = camera.CellSize(w, h, opts.Scale)
	f.scale = float32(f.cell) / 56
	c := float64(f.cell)
	x, y := r.camera.X, r.camera.Y
	if opts.LookAt != nil {
		x, y = cells(opts.LookAt.X), cells(opts.LookAt.Y)
	}
	x = camera.ClampCenter(x, float64(w)/c, float64(r.maze.Width()))
	y = camera.ClampCenter(y, float64(h)/c, float64(r.maze.Height()))
	f.ox = float64(f.bounds.Min.X) + float64(w)/2 - x*c
	f.oy = float64(f.bounds.Min.Y) + float64(h)/2 - y*c
	// Every frame has the same number of cells, wherever the camera is, so that
	// buffers of that size can be kept.
	left, top := f.column(f.bounds.Min.X), f.row(f.bounds.Min.Y)
	f.cells = image.Rect(left, top, left+(w+f.cell-1)/f.cell+1, top+(h+f.cell-1)/f.cell+1)
}

// column returns the cell at a pixel's x; row, at its y.
func (f *frame) column(x int) int { return int(math.Floor((float64(x) - f.ox) / float64(f.cell))) }
func (f *frame) row(y int) int    { return int(math.Floor((float64(y) - f.oy) / float64(f.cell))) }

// toScreen converts a position in units to the screen.
func (f *frame) toScreen(x, y int32) (float32, float32) {
	return f.toScreenF(float32(x), float32(y))
}

func (f *frame) toScreenF(x, y float32) (float32, float32) {
	k := float64(f.cell) / sim.CellUnits
	return float32(f.ox + float64(x)*k), float32(f.oy + float64(y)*k)
}

// onScreen reports whether anything within r of (x,y) is on the screen.
func (f *frame) onScreen(x, y, r float32) bool {
	b := f.bounds
	return x+r >= float32(b.Min.X) && x-r <= float32(b.Max.X) &&
		y+r >= float32(b.Min.Y) && y-r <= float32(b.Max.Y)
}

// clip returns the part of the maze on the screen, in units, with a margin of a
// cell.
func (f *frame) clip() clipRect {
	k := sim.CellUnits / float64(f.cell)
	return clipRect{
		X0: (float64(f.bounds.Min.X)-f.ox)*k - sim.CellUnits, Y0: (float64(f.bounds.Min.Y)-f.oy)*k - sim.CellUnits,
		X1: (float64(f.bounds.Max.X)-f.ox)*k + sim.CellUnits, Y1: (float64(f.bounds.Max.Y)-f.oy)*k + sim.CellUnits,
	}
}

// dark reports whether only what has been found is shown.
func (f *frame) dark() bool { return f.opts.Dark && !f.opts.Reveal }

// brightness returns the brightness left behind a menu.
func (f *frame) brightness() float32 { return float32(1 - f.opts.Dim) }
