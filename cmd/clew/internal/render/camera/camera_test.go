package camera

import (
	"math"
	"testing"
)

func TestCellSize(t *testing.T) {
	for _, c := range []struct {
		w, h  int
		scale float64
		want  int
	}{
		{1280, 720, 1, 56},
		{640, 360, 1, 28},
		{1920, 1080, 1, 84},
		{3840, 2160, 1, 168},
		{900, 900, 1, 60},    // as wide as high: at least 15 columns
		{400, 900, 1, 27},    // a narrow window
		{1280, 720, 1.5, 84}, // larger on demand
		{1280, 720, 0, 56},   // 0 is the usual scale
		{60, 40, 1, minCell},
		{9000, 9000, 9, maxCell},
	} {
		if got := CellSize(c.w, c.h, c.scale); got != c.want {
			t.Errorf("Cell(%d, %d, %v) = %d, want %d", c.w, c.h, c.scale, got, c.want)
		}
	}
}

func TestClampCenter(t *testing.T) {
	for _, c := range []struct{ want, view, size, at float64 }{
		{20, 10, 40, 20},        // in the midst
		{1, 10, 40, 5 - Margin}, // near the western end
		{39, 10, 40, 35 + Margin},
		{3, 23, 7, 3.5},           // the whole maze fits
		{1, 10, 10, 5},            // exactly
		{1, 22.9, 23, 11.5},       // but for a part of the outer walls
		{1, 10, 11.5, 5 - Margin}, // too large for that
	} {
		if got := ClampCenter(c.want, c.view, c.size); math.Abs(got-c.at) > 1e-9 {
			t.Errorf("Clamp(%v, %v, %v) = %v, want %v", c.want, c.view, c.size, got, c.at)
		}
	}
}

func TestClampNeverShowsMuchRock(t *testing.T) {
	for size := 5.0; size < 60; size += 1.7 {
		for view := 3.0; view < 50; view += 1.3 {
			last := math.Inf(-1)
			for want := -5.0; want < size+5; want += 0.21 {
				at := ClampCenter(want, view, size)
				if at < last {
					t.Fatalf("the camera runs backwards at %v (view %v, size %v)", want, view, size)
				}
				last = at
				before, after := view/2-at, at+view/2-size
				if fits := view >= size+2*Margin; !fits && max(before, after) > Margin+1e-9 {
					t.Fatalf("view %v of size %v at %v shows %v cells of rock", view, size, at, max(before, after))
				}
			}
		}
	}
}

func TestFollowCutsGlidesAndArrives(t *testing.T) {
	var c Camera
	c.Follow(30, 7, 1.0/60)
	if c.X != 30 || c.Y != 7 {
		t.Fatalf("the first look is at %v,%v", c.X, c.Y)
	}
	last := c.X
	for i := range 90 {
		c.Follow(34, 7, 1.0/60)
		if c.X < last || c.X > 34+1e-9 {
			t.Fatalf("frame %d: the camera swings from %v to %v", i, last, c.X)
		}
		last = c.X
	}
	if math.Abs(c.X-34) > 0.001 {
		t.Errorf("after 1.5 s it is at %v, want 34", c.X)
	}
	c.Follow(80, 40, 1.0/60)
	if c.X != 80 || c.Y != 40 {
		t.Errorf("a player who was moved far is not followed at once, but at %v,%v", c.X, c.Y)
	}
}

// A camera must look the same at 60 and at 144 frames a second.
func TestFollowHardlyDependsOnFrameRate(t *testing.T) {
	var slow, fast Camera
	slow.Follow(0, 0, 1)
	fast.Follow(0, 0, 1)
	for range 12 {
		slow.Follow(5, 0, 1.0/30)
	}
	for range 96 {
		fast.Follow(5, 0, 1.0/240)
	}
	if math.Abs(slow.X-fast.X) > 0.2 {
		t.Errorf("after 0.4 s: %v at 30 frames a second, %v at 240", slow.X, fast.X)
	}
}
