package lighting

import (
	"bytes"
	"math"
	"slices"

	"clew/engine/maze"
)

// SamplesPerCell is the number of light samples along each side of a cell.
const SamplesPerCell = 6

// RGB is a colour of light: at 1 stone looks as painted, at 2 twice as bright.
type RGB struct{ R, G, B float32 }

// Scale returns the light k times as bright.
func (c RGB) Scale(k float32) RGB { return RGB{c.R * k, c.G * k, c.B * k} }

// Light is a torch or any other light.
type Light struct {
	Shadows *ShadowMap
	Near    RGB     // its colour at its place
	Far     RGB     // and at its reach
	Power   float32 // 1, or a little more or less for flicker
	Max     float32 // adds nothing where other lights are as bright as this
}

// LightMap holds the light in a window of cells, sampled SamplesPerCell times
// along each side of a cell. Samples keep their places in the maze when the
// window moves, so that light does not swim.
type LightMap struct {
	X, Y, W, H int // the window, in cells

	ambient     []float32 // the ambient light: three a sample, row by row
	added       []float32 // what the lights add, likewise
	explored    []float32 // how well each sample is known, 0 to 1
	cellAmbient []float32 // ambient light by cell, with a border of one
	scratch     []float32 // the light that is being added, by sample of its own window
}

// Size returns the number of samples in a row, and of rows.
func (lm *LightMap) Size() (w, h int) { return lm.W * SamplesPerCell, lm.H * SamplesPerCell }

// SetWindow moves the window to the cells from (x,y) on and clears it.
func (lm *LightMap) SetWindow(x, y, w, h int) {
	lm.X, lm.Y, lm.W, lm.H = x, y, w, h
	n := 3 * w * h * SamplesPerCell * SamplesPerCell
	if cap(lm.ambient) < n {
		lm.ambient, lm.added, lm.explored = make([]float32, n), make([]float32, n), make([]float32, n/3)
	}
	lm.ambient, lm.added, lm.explored = lm.ambient[:n], lm.added[:n], lm.explored[:n/3]
	clear(lm.ambient)
	clear(lm.added)
}

// SetAmbient fills the window with ambient light: dark where unexplored, brighter
// where explored, fading out in the rock outside the maze.
func (lm *LightMap) SetAmbient(m *maze.Maze, seen func(x, y int) float32, unknown, known RGB) {
	w := lm.W + 2
	if n := 2 * w * (lm.H + 2); cap(lm.cellAmbient) < n {
		lm.cellAmbient = make([]float32, n)
	}
	lm.cellAmbient = lm.cellAmbient[:2*w*(lm.H+2)]
	for y := range lm.H + 2 {
		for x := range w {
			cx, cy := lm.X+x-1, lm.Y+y-1
			i := 2 * (y*w + x)
			lm.cellAmbient[i] = seen(cx, cy)
			lm.cellAmbient[i+1] = outsideBrightness(m, cx, cy)
		}
	}
	for y := range lm.H * SamplesPerCell {
		for x := range lm.W * SamplesPerCell {
			s, k := lm.cellAverage(x, y, w)
			o := 3 * (y*lm.W*SamplesPerCell + x)
			lm.ambient[o+0] = (unknown.R + (known.R-unknown.R)*s) * k
			lm.ambient[o+1] = (unknown.G + (known.G-unknown.G)*s) * k
			lm.ambient[o+2] = (unknown.B + (known.B-unknown.B)*s) * k
			lm.explored[o/3] = s
		}
	}
}

// HideUnexplored takes the lights away that have been added where SetAmbient found
// nothing explored.
func (lm *LightMap) HideUnexplored() {
	for i, s := range lm.explored {
		if s < 1 {
			p := lm.added[3*i : 3*i+3]
			p[0], p[1], p[2] = p[0]*s, p[1]*s, p[2]*s
		}
	}
}

// outsideBrightness returns the brightness of rock outside the maze, by distance.
func outsideBrightness(m *maze.Maze, x, y int) float32 {
	out := max(-x, x-m.Width()+1, -y, y-m.Height()+1, 0)
	return max(1-0.28*float32(out), 0.12)
}

// cellAverage interpolates between the cells around a sample.
func (lm *LightMap) cellAverage(x, y, w int) (a, b float32) {
	fx := (float32(x)+0.5)/SamplesPerCell + 0.5
	fy := (float32(y)+0.5)/SamplesPerCell + 0.5
	ix, iy := int(fx), int(fy)
	fx -= float32(ix)
	fy -= float32(iy)
	i := 2 * (iy*w + ix)
	j := i + 2*w
	c := lm.cellAmbient
	a = (c[i]*(1-fx)+c[i+2]*fx)*(1-fy) + (c[j]*(1-fx)+c[j+2]*fx)*fy
	b = (c[i+1]*(1-fx)+c[i+3]*fx)*(1-fy) + (c[j+1]*(1-fx)+c[j+3]*fx)*fy
	return a, b
}

// EncodePixels writes the light as pixels of 4 bytes: the square root of a
// quarter of it, which leaves more steps to dark colours.
func (lm *LightMap) EncodePixels(dst []byte) {
	for i, o := 0, 0; i < len(lm.ambient); i, o = i+3, o+4 {
		dst[o+0] = encode(lm.ambient[i] + lm.added[i])
		dst[o+1] = encode(lm.ambient[i+1] + lm.added[i+1])
		dst[o+2] = encode(lm.ambient[i+2] + lm.added[i+2])
		dst[o+3] = 0xFF
	}
}

func encode(v float32) byte {
	return byte(min(float32(math.Sqrt(float64(v*0.25)))*255+0.5, 255))
}

// CellLight says how the light on a cell varies.
type CellLight uint8

// The ways, from the costliest to draw to the cheapest.
const (
	Varied  CellLight = iota // each sample counts
	Smooth                   // the light at its corners is enough
	Uniform                  // it is the same all over
)

// smoothTolerance is by how much a sample of a Smooth cell may differ from what
// its corners say, in steps of EncodePixels: at most a few percent of the light.
const smoothTolerance = 3

// ClassifyCells tells for each cell of the window, row by row, how the light varies
// in the pixels from EncodePixels. Cells at the edge count as Varied. It reuses
// cells if that is long enough.
func (lm *LightMap) ClassifyCells(pixels []byte, cells []CellLight) []CellLight {
	cells = slices.Grow(cells[:0], lm.W*lm.H)[:lm.W*lm.H]
	clear(cells)
	for y := 1; y < lm.H-1; y++ {
		for x := 1; x < lm.W-1; x++ {
			switch c := &cells[y*lm.W+x]; {
			case lm.isUniform(pixels, x*SamplesPerCell-1, y*SamplesPerCell-1):
				*c = Uniform
			case lm.isSmooth(pixels, x*SamplesPerCell, y*SamplesPerCell):
				*c = Smooth
			}
		}
	}
	return cells
}

// Corner returns the light of pixels at the point above and left of a sample: the
// sum of the four samples around it, for red, green and blue.
func (lm *LightMap) Corner(pixels []byte, x, y int) (sum [3]int) {
	row := 4 * lm.W * SamplesPerCell
	below := y*row + 4*x
	p, q := pixels[below-row-4:below-row+4], pixels[below-4:below+4]
	for c := range sum {
		sum[c] = int(p[c]) + int(p[c+4]) + int(q[c]) + int(q[c+4])
	}
	return sum
}

// isSmooth compares the light inside a cell, whose first sample is at (x,y), with
// what its corners say.
func (lm *LightMap) isSmooth(pixels []byte, x, y int) bool {
	const n = SamplesPerCell
	a, b := lm.Corner(pixels, x, y), lm.Corner(pixels, x+n, y)
	c, d := lm.Corner(pixels, x, y+n), lm.Corner(pixels, x+n, y+n)
	for j := range n + 1 {
		for i := range n + 1 {
			at := lm.Corner(pixels, x+i, y+j)
			for k := range at {
				says := (a[k]*(n-i)+b[k]*i)*(n-j) + (c[k]*(n-i)+d[k]*i)*j
				if e := n*n*at[k] - says; e > 4*n*n*smoothTolerance || e < -4*n*n*smoothTolerance {
					return false
				}
			}
		}
	}
	return true
}

// isUniform compares the samples of a cell and those around it, the first of
// which is at (x,y).
func (lm *LightMap) isUniform(pixels []byte, x, y int) bool {
	const n = SamplesPerCell + 2
	row := 4 * lm.W * SamplesPerCell
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
