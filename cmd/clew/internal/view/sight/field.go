package sight

import (
	"bytes"
	"math"
	"slices"

	"clew/engine/maze"
)

// PerCell is how many samples of light a cell has along each side.
const PerCell = 6

// RGB is a light: 1 shows stone as it was painted, 2 twice as bright.
type RGB struct{ R, G, B float32 }

// Light is one torch, or anything else that shines.
type Light struct {
	Fan   *Fan
	Near  RGB     // its colour at its place
	Far   RGB     // and at its reach
	Power float32 // 1, or a little more or less for flicker
	Most  float32 // adds nothing where other lights are as bright as this
}

// Field is the light in a window of cells, sampled PerCell times along each
// side of a cell. Samples stay where they are in the maze when the window
// moves, so that light does not swim.
type Field struct {
	X, Y, W, H int // the window, in cells

	rgb   []float32 // the ambient light: three a sample, row by row
	lit   []float32 // what the lights add, likewise
	cells []float32 // ambient light by cell, with a border of one
	one   []float32 // the light that is being added, by sample of its own window
}

// Size is the number of samples in a row, and of rows.
func (f *Field) Size() (w, h int) { return f.W * PerCell, f.H * PerCell }

// Window moves the field to the cells from (x,y) on, and makes it dark.
func (f *Field) Window(x, y, w, h int) {
	f.X, f.Y, f.W, f.H = x, y, w, h
	n := 3 * w * h * PerCell * PerCell
	if cap(f.rgb) < n {
		f.rgb, f.lit = make([]float32, n), make([]float32, n)
	}
	f.rgb, f.lit = f.rgb[:n], f.lit[:n]
	clear(f.rgb)
	clear(f.lit)
}

// Ambient lays the night over the window: dark where one has never been,
// less so where one has, fading out in the rock outside of the maze.
func (f *Field) Ambient(m *maze.Maze, seen func(x, y int) float32, unknown, known RGB) {
	w := f.W + 2
	if n := 2 * w * (f.H + 2); cap(f.cells) < n {
		f.cells = make([]float32, n)
	}
	f.cells = f.cells[:2*w*(f.H+2)]
	for y := range f.H + 2 {
		for x := range w {
			cx, cy := f.X+x-1, f.Y+y-1
			i := 2 * (y*w + x)
			f.cells[i] = seen(cx, cy)
			f.cells[i+1] = rock(m, cx, cy)
		}
	}
	for y := range f.H * PerCell {
		for x := range f.W * PerCell {
			s, k := f.between(x, y, w)
			o := 3 * (y*f.W*PerCell + x)
			f.rgb[o+0] = (unknown.R + (known.R-unknown.R)*s) * k
			f.rgb[o+1] = (unknown.G + (known.G-unknown.G)*s) * k
			f.rgb[o+2] = (unknown.B + (known.B-unknown.B)*s) * k
		}
	}
}

// rock is how bright the rock outside of the maze is, by distance.
func rock(m *maze.Maze, x, y int) float32 {
	out := max(-x, x-m.Width()+1, -y, y-m.Height()+1, 0)
	return max(1-0.28*float32(out), 0.12)
}

// between is what the cells around a sample hold, weighted by distance.
func (f *Field) between(x, y, w int) (a, b float32) {
	fx := (float32(x)+0.5)/PerCell + 0.5
	fy := (float32(y)+0.5)/PerCell + 0.5
	ix, iy := int(fx), int(fy)
	fx -= float32(ix)
	fy -= float32(iy)
	i := 2 * (iy*w + ix)
	j := i + 2*w
	c := f.cells
	a = (c[i]*(1-fx)+c[i+2]*fx)*(1-fy) + (c[j]*(1-fx)+c[j+2]*fx)*fy
	b = (c[i+1]*(1-fx)+c[i+3]*fx)*(1-fy) + (c[j+1]*(1-fx)+c[j+3]*fx)*fy
	return a, b
}

// Bytes writes the light as pixels, 4 bytes each: the square root of a
// quarter of it, which leaves the dark part more steps than the bright one.
func (f *Field) Bytes(dst []byte) {
	for i, o := 0, 0; i < len(f.rgb); i, o = i+3, o+4 {
		dst[o+0] = encode(f.rgb[i] + f.lit[i])
		dst[o+1] = encode(f.rgb[i+1] + f.lit[i+1])
		dst[o+2] = encode(f.rgb[i+2] + f.lit[i+2])
		dst[o+3] = 0xFF
	}
}

func encode(v float32) byte {
	return byte(min(float32(math.Sqrt(float64(v*0.25)))*255+0.5, 255))
}

// Even tells of each cell of the window, row by row, whether the light is the
// same all over it, by the pixels from Bytes: then there is nothing between two
// samples there. The cells at the edges, which have samples beyond the window
// beside them, never count. The list is even's, where that is long enough.
func (f *Field) Even(pixels []byte, even []bool) []bool {
	even = slices.Grow(even[:0], f.W*f.H)[:f.W*f.H]
	clear(even)
	for y := 1; y < f.H-1; y++ {
		for x := 1; x < f.W-1; x++ {
			even[y*f.W+x] = f.isEven(pixels, x*PerCell-1, y*PerCell-1)
		}
	}
	return even
}

// isEven compares the samples of a cell and those around it, the first of which
// is at (x,y).
func (f *Field) isEven(pixels []byte, x, y int) bool {
	const n = PerCell + 2
	row := 4 * f.W * PerCell
	first := pixels[y*row+4*x:][:4*n]
	for i := 4; i < len(first); i++ {
		if first[i] != first[i-4] {
			return false
		}
	}
	for i := 1; i < n; i++ {
		if !bytes.Equal(first, pixels[(y+i)*row+4*x:][:4*n]) {
			return false
		}
	}
	return true
}
