package lighting

import "testing"

// A cell counts as evenly lit where no pixel of it, which lies between four
// samples, could have another light than its first sample, and only there.
func TestUniformCells(t *testing.T) {
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

	even := f.UniformCells(pixels, nil)
	found := 0
	for y := range f.H {
		for x := range f.W {
			edge := x == 0 || y == 0 || x == f.W-1 || y == f.H-1
			want := !edge && singleLight(pixels, w, x, y)
			if even[y*f.W+x] != want {
				t.Errorf("cell (%d,%d): %v, want %v", x, y, even[y*f.W+x], want)
			}
			if want {
				found++
			}
		}
	}
	if found < 20 || found > f.W*f.H-40 {
		t.Errorf("%d of %d cells are evenly lit, which tries nothing", found, f.W*f.H)
	}
	if n := testing.AllocsPerRun(5, func() { even = f.UniformCells(pixels, even) }); n > 0 {
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
