package lighting

import (
	"math"
	"math/rand/v2"
	"testing"

	"clew/engine/maze"
)

func parse(t testing.TB, rows ...string) *maze.Maze {
	t.Helper()
	m, err := maze.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func generated(t testing.TB, seed uint64) *maze.Maze {
	t.Helper()
	m, err := maze.Generate(seed, 31, 21, 40)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRayIndex(t *testing.T) {
	for i, d := range directions {
		if got := rayIndex(float32(d[0]), float32(d[1])); int(got) != i {
			t.Fatalf("ray %d points to %v, which is found as %v", i, d, got)
		}
	}
}

// The way to the wall must be what one finds by walking along the ray in
// very small steps.
func TestCastRayAgreesWithSmallSteps(t *testing.T) {
	for seed := range uint64(8) {
		m := generated(t, seed)
		r := rand.New(rand.NewPCG(seed, 2))
		for range 300 {
			c := maze.Cell{X: r.IntN(m.Width()), Y: r.IntN(m.Height())}
			if !m.Walkable(c.X, c.Y) {
				continue
			}
			x, y := float64(c.X)+r.Float64(), float64(c.Y)+r.Float64()
			s, k := math.Sincos(2 * math.Pi * r.Float64())
			got, want := castRay(m, x, y, k, s, 8), 0.0
			for want < 8 && m.Walkable(int(math.Floor(x+k*want)), int(math.Floor(y+s*want))) {
				want += 0.002
			}
			// A ray may graze a corner between two small steps.
			graze := m.Walkable(int(math.Floor(x+k*(got+0.002))), int(math.Floor(y+s*(got+0.002))))
			if math.Abs(got-min(want, 8)) > 0.004 && !graze {
				t.Fatalf("seed %d: from (%v,%v) along (%v,%v): %v, want %v", seed, x, y, k, s, got, want)
			}
		}
	}
}

func TestCastFromWithinAWallSeesNothing(t *testing.T) {
	m := parse(t, "#####", "#S.E#", "#####", "#...#", "#####")
	var f ShadowMap
	f.Cast(m, 0.5, 0.5, 8)
	if f.Sees(2.5, 1.5) || f.Lit(2, 1, 2.2) > 0 {
		t.Error("one sees out of a wall")
	}
}

func TestLightDoesNotGoRoundCorners(t *testing.T) {
	m := parse(t,
		"#########",
		"#S......#",
		"#######.#",
		"#E......#",
		"#########")
	var f ShadowMap
	f.Cast(m, 1.5, 1.5, 8)
	for x := 2; x < 8; x++ {
		if !f.Sees(float64(x)+0.5, 1.5) {
			t.Errorf("column %d of the straight way is dark", x)
		}
	}
	for x := 1; x < 7; x++ {
		if f.Sees(float64(x)+0.5, 3.5) {
			t.Errorf("column %d behind the wall is lit", x)
		}
	}
}

func TestShadowEdgesAreSoft(t *testing.T) {
	m := parse(t,
		"#########",
		"#S......#",
		"#..#....#",
		"#......E#",
		"#########")
	var f ShadowMap
	f.Cast(m, 1.5, 1.5, 8)
	half := 0
	for i := range 400 {
		x, y := float32(4.2), 1.2+float32(i)*2.5/400
		dx, dy := x-1.5, y-1.5
		v := f.Lit(dx, dy, float32(math.Hypot(float64(dx), float64(dy))))
		if v < 0 || v > 1 {
			t.Fatalf("light of %v", v)
		}
		if v > 0.1 && v < 0.9 {
			half++
		}
	}
	if half < 10 || half > 200 {
		t.Errorf("%d of 400 places across a shadow's edge are in half-light", half)
	}
}

var white = RGB{1, 1, 1}

// lightAt returns a light map's value at a place.
func lightAt(f *LightMap, x, y float64) float32 {
	w, _ := f.Size()
	px, py := int((x-float64(f.X))*SamplesPerCell), int((y-float64(f.Y))*SamplesPerCell)
	return f.added[3*(py*w+px)]
}

func TestWallsCatchLightAndKeepIt(t *testing.T) {
	m := parse(t,
		"#########",
		"#S.....##",
		"#####.###",
		"#...#..##",
		"#......E#",
		"#########")
	var fan ShadowMap
	fan.Cast(m, 2.5, 1.5, 8)
	var f LightMap
	f.SetWindow(-1, -1, 11, 8)
	f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	floor := lightAt(&f, 2.5, 1.7)
	edge, deep := lightAt(&f, 2.5, 2.05), lightAt(&f, 2.5, 2.9)
	if floor < 0.7 || edge < 0.3*floor || edge >= floor || deep > 0.4*edge {
		t.Errorf("light falls from %.2f on the floor to %.2f at the wall's edge and %.2f deep in it", floor, edge, deep)
	}
	if behind := lightAt(&f, 2.5, 3.5); behind > 0 {
		t.Errorf("light of %.2f goes through the wall", behind)
	}
	if front := lightAt(&f, 2.5, 0.9); front < 0.7*floor {
		t.Errorf("the front of the wall has %.2f of the floor's %.2f", front, floor)
	}
}

func TestACrowdOfTorchesDoesNotBlind(t *testing.T) {
	m := parse(t, "#######", "#S...E#", "#######", "#.....#", "#######")
	var fan ShadowMap
	fan.Cast(m, 3.5, 1.5, 5)
	var f LightMap
	f.SetWindow(0, 0, 7, 3)
	f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	one := lightAt(&f, 3.5, 1.5)
	for range 20 {
		f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	}
	if got := lightAt(&f, 3.5, 1.5); got > 1 {
		t.Errorf("21 torches shine %.2f, one %.2f", got, one)
	}
}

// Light stays in its place in the maze when the camera moves on.
func TestWindowDoesNotMoveTheLight(t *testing.T) {
	m := generated(t, 4)
	start := m.Starts()[0]
	var fan ShadowMap
	fan.Cast(m, float64(start.X)+0.37, float64(start.Y)+0.61, 8)
	var a, b LightMap
	a.SetWindow(start.X-9, start.Y-9, 19, 19)
	b.SetWindow(start.X-6, start.Y-8, 13, 19)
	for _, f := range []*LightMap{&a, &b} {
		f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	}
	for y := start.Y - 5; y < start.Y+5; y++ {
		for x := start.X - 5; x < start.X+5; x++ {
			fx, fy := float64(x)+0.6, float64(y)+0.3
			if !m.Walkable(x, y) {
				continue // what a wall catches may come from outside of the window
			}
			if p, q := lightAt(&a, fx, fy), lightAt(&b, fx, fy); math.Abs(float64(p-q)) > 1e-4 {
				t.Fatalf("cell (%d,%d): %v in one window, %v in the other", x, y, p, q)
			}
		}
	}
}

func TestLightOutsideOfTheWindowIsLeftOut(t *testing.T) {
	m := generated(t, 4)
	start := m.Starts()[0]
	var fan ShadowMap
	fan.Cast(m, float64(start.X)+0.5, float64(start.Y)+0.5, 8)
	for _, at := range [][2]int{{-40, 0}, {40, 0}, {0, 40}, {7, 7}, {-7, 3}} {
		var f LightMap
		f.SetWindow(start.X+at[0], start.Y+at[1], 5, 5)
		f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	}
}

func TestBytesKeepDarkStepsApart(t *testing.T) {
	if encode(0) != 0 || encode(4) != 255 || encode(9) != 255 {
		t.Errorf("0, 4 and 9 become %d, %d, %d", encode(0), encode(4), encode(9))
	}
	if a, b := encode(0.20), encode(0.21); a == b {
		t.Errorf("0.20 and 0.21 both become %d", a)
	}
}

func TestFogOfWar(t *testing.T) {
	m := parse(t,
		"#########",
		"#S......#",
		"#######.#",
		"#E......#",
		"#########")
	var s FogOfWar
	if s.Visibility(1, 1) != 0 {
		t.Error("something is known before all")
	}
	s.Reset(m.Width(), m.Height())
	var f ShadowMap
	f.Cast(m, 1.5, 1.5, 8)
	s.Tick(1)
	s.Reveal(m, &f)
	if s.Visibility(4, 1) != 0 {
		t.Error("a cell comes up at once, not softly")
	}
	s.Tick(fadeInTime / 2)
	if v := s.Visibility(4, 1); v < 0.4 || v > 0.6 {
		t.Errorf("half way up it is at %.2f", v)
	}
	s.Tick(5)
	if s.Visibility(4, 1) != 1 || s.Visibility(4, 0) != 1 || s.Visibility(4, 2) != 1 {
		t.Error("the way one sees and its walls are not known")
	}
	if s.Visibility(2, 3) != 0 {
		t.Error("what lies behind a wall is known")
	}
	if v := s.Visibility(4, -1); v <= 0 || v >= 1 || s.Visibility(4, -9) != 0 {
		t.Error("the rock outside does not fade out")
	}
}

func TestAmbientNeverGoesOut(t *testing.T) {
	m := generated(t, 1)
	var f LightMap
	f.SetWindow(-8, -8, 50, 40)
	f.SetAmbient(m, func(x, y int) float32 { return float32(x&1) * float32(y&1) }, RGB{0.2, 0.2, 0.3}, RGB{0.4, 0.4, 0.5})
	w, h := f.Size()
	for y := range h {
		for x := range w {
			v := f.ambient[3*(y*w+x)]
			cx, cy := x/SamplesPerCell-8, y/SamplesPerCell-8
			inside := cx > 0 && cy > 0 && cx < m.Width()-1 && cy < m.Height()-1
			if v <= 0 || v > 0.4001 || inside && v < 0.1999 {
				t.Fatalf("the night at (%d,%d) is %.3f", cx, cy, v)
			}
		}
	}
}

func TestLightAllocatesNothing(t *testing.T) {
	m := generated(t, 2)
	start := m.Starts()[0]
	var fan ShadowMap
	var f LightMap
	var s FogOfWar
	s.Reset(m.Width(), m.Height())
	out := make([]byte, 4*25*15*SamplesPerCell*SamplesPerCell)
	frame := func() {
		fan.Cast(m, float64(start.X)+0.5, float64(start.Y)+0.5, 8)
		s.Reveal(m, &fan)
		f.SetWindow(start.X-12, start.Y-7, 25, 15)
		f.SetAmbient(m, s.Visibility, RGB{0.2, 0.2, 0.3}, RGB{0.4, 0.4, 0.5})
		f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
		f.EncodePixels(out)
	}
	frame()
	// The method value s.Seen is the only thing made, and it may stay on the stack.
	if n := testing.AllocsPerRun(20, frame); n > 1 {
		t.Errorf("the light of a frame allocates %v times", n)
	}
}

func BenchmarkLight(b *testing.B) {
	m := generated(b, 2)
	start := m.Starts()[0]
	var fan ShadowMap
	var f LightMap
	f.SetWindow(start.X-12, start.Y-7, 25, 15)
	b.ReportAllocs()
	for b.Loop() {
		fan.Cast(m, float64(start.X)+0.5, float64(start.Y)+0.5, 8)
		f.Add(m, Light{Shadows: &fan, Near: white, Far: white, Power: 1, Max: 1})
	}
}
