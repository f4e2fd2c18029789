package lighting

import (
	"math"
	"slices"
	"testing"
)

// A cell counts as Uniform where no pixel of it, which lies between four samples,
// could have another light than its first sample, and only there. It counts as
// Smooth where its corners tell the light of all points between samples, and only
// there.
func TestClassifyCells(t *testing.T) {
	m := generated(t, 3)
	start := m.Starts()[0]
	var fan ShadowMap
	fan.Cast(m, float64(start.X)+0.4, float64(start.Y)+0.6, 8)
	f := LightMap{}
	f.SetWindow(start.X-6, start.Y-9, 19, 15)
	f.SetAmbient(m, func(x, _ int) float32 { return float32(x & 4 / 4) }, RGB{0.2, 0.2, 0.3}, RGB{0.4, 0.4, 0.5})
	f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	w, h := f.Size()
	pixels := make([]byte, 4*w*h)
	f.EncodePixels(pixels)
	// A single sample that differs, in the corner between four cells.
	pixels[4*((2*SamplesPerCell)*w+16*SamplesPerCell)]++

	cells := f.ClassifyCells(pixels, nil)
	var found [3]int
	for y := range f.H {
		for x := range f.W {
			edge := x == 0 || y == 0 || x == f.W-1 || y == f.H-1
			want := Varied
			switch {
			case edge:
			case singleLight(pixels, w, x, y):
				want = Uniform
			case cornersTell(pixels, w, x, y):
				want = Smooth
			}
			got := cells[y*f.W+x]
			if got != want {
				t.Errorf("cell (%d,%d): %v, want %v", x, y, got, want)
			}
			found[got]++
		}
	}
	if slices.Min(found[:]) < 20 {
		t.Errorf("the cells were %v, which tries too little", found)
	}
	if n := testing.AllocsPerRun(5, func() { cells = f.ClassifyCells(pixels, cells) }); n > 0 {
		t.Errorf("it allocates %v times", n)
	}
}

// singleLight says whether all the samples on which a cell's pixels depend are the
// same.
func singleLight(pixels []byte, w, x, y int) bool {
	at := func(x, y int) [4]byte { return [4]byte(pixels[4*(y*w+x):]) }
	for dy := -1; dy <= SamplesPerCell; dy++ {
		for dx := -1; dx <= SamplesPerCell; dx++ {
			if at(x*SamplesPerCell+dx, y*SamplesPerCell+dy) != at(x*SamplesPerCell, y*SamplesPerCell) {
				return false
			}
		}
	}
	return true
}

// cornersTell says whether the light between four samples, all over a cell, is
// within the tolerance of what lies between the lights at its corners.
func cornersTell(pixels []byte, w, x, y int) bool {
	const n = SamplesPerCell
	light := func(i, j, c int) float64 { // at a point between four samples
		sum := 0
		for k := range 4 {
			sum += int(pixels[4*((y*n+j-k/2)*w+x*n+i-k%2)+c])
		}
		return float64(sum) / 4
	}
	for c := range 3 {
		for j := range n + 1 {
			for i := range n + 1 {
				u, v := float64(i)/n, float64(j)/n
				says := (light(0, 0, c)*(1-u)+light(n, 0, c)*u)*(1-v) + (light(0, n, c)*(1-u)+light(n, n, c)*u)*v
				if d := math.Abs(says - light(i, j, c)); d > smoothTolerance {
					return false
				}
			}
		}
	}
	return true
}
