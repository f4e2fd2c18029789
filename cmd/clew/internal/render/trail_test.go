package render

import (
	"math"
	"math/rand/v2"
	"testing"
)

func walkTrail(t *trail, x, y, dx, dy int32, steps int) (int32, int32) {
	for range steps {
		x, y = x+dx, y+dy
		t.Add(x, y)
	}
	return x, y
}

func TestStraightRunsTakeTwoPoints(t *testing.T) {
	tr := newTrail(64)
	tr.Add(512, 512)
	walkTrail(tr, 512, 512, 96, 0, 200)
	if got := tr.Points(); len(got) != 2 || got[1] != (pathPoint{X: 512 + 200*96, Y: 512}) {
		t.Errorf("a straight run is kept as %v", got)
	}
}

func TestCornersAreKept(t *testing.T) {
	tr := newTrail(64)
	tr.Add(512, 512)
	x, y := walkTrail(tr, 512, 512, 96, 0, 32)
	x, y = walkTrail(tr, x, y, 0, 96, 32)
	walkTrail(tr, x, y, -96, 0, 16)
	want := []pathPoint{{512, 512, true}, {3584, 512, false}, {3584, 3584, false}, {2048, 3584, false}}
	got := tr.Points()
	if len(got) != len(want) {
		t.Fatalf("kept %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("point %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func TestTurningBackIsACorner(t *testing.T) {
	tr := newTrail(64)
	tr.Add(0, 0)
	x, y := walkTrail(tr, 0, 0, 96, 0, 20)
	walkTrail(tr, x, y, -96, 0, 10)
	if got := tr.Points(); len(got) != 3 || got[1].X != 20*96 {
		t.Errorf("there and back again is kept as %v", got)
	}
}

func TestPacingUpAndDownFillsNothing(t *testing.T) {
	tr := newTrail(64)
	tr.Add(0, 0)
	x, y := walkTrail(tr, 0, 0, 96, 0, 30)
	far := x
	for i := range int32(200) {
		n := 3 + int(i*7%17)
		x, y = walkTrail(tr, x, y, -96, 0, n)
		x, y = walkTrail(tr, x, y, 96, 0, n+int(i%5)-1)
		far = max(far, x)
	}
	got := tr.Points()
	if len(got) > 4 {
		t.Errorf("pacing up and down is kept as %d points", len(got))
	}
	reached := int32(0)
	for _, p := range got {
		reached = max(reached, p.X)
	}
	if reached != far || got[len(got)-1].X != x {
		t.Errorf("kept %v; the way reached %d and ended at %d", got, far, x)
	}
}

func TestALongStepLeavesAGap(t *testing.T) {
	tr := newTrail(64)
	tr.Add(0, 0)
	walkTrail(tr, 0, 0, 96, 0, 5)
	tr.Add(9000, 9000)
	x, y := walkTrail(tr, 9000, 9000, 0, 96, 5)
	got := tr.Points()
	if len(got) != 4 || !got[2].Gap || got[3] != (pathPoint{X: x, Y: y}) {
		t.Errorf("a leap is kept as %v", got)
	}
}

func TestStandingStillAddsNothing(t *testing.T) {
	tr := newTrail(8)
	for i := range int32(1000) {
		tr.Add(500+i%3, 500)
	}
	if got := tr.Points(); len(got) != 1 {
		t.Errorf("standing still is kept as %v", got)
	}
}

// The line never strays from the way walked, however crooked that is, and
// never takes more memory than it may.
func TestKeptTrailStaysNearThePath(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		tr := newTrail(5000)
		var way []pathPoint
		x, y, dir := 0.0, 0.0, 0.0
		for range 2000 {
			if r.IntN(12) == 0 {
				dir += r.Float64()*2 - 1
			}
			x, y = x+96*math.Cos(dir), y+96*math.Sin(dir)
			p := pathPoint{X: int32(x), Y: int32(y)}
			way = append(way, p)
			tr.Add(p.X, p.Y)
		}
		for _, p := range way {
			if d := distanceToTrail(p, tr.Points()); d > trailSlack+2 {
				t.Fatalf("seed %d: %v lies %.0f units beside the thread", seed, p, d)
			}
		}
	}
}

// distanceToTrail returns the distance of p from the line through the points.
func distanceToTrail(p pathPoint, line []pathPoint) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		ux, uy := float64(b.X-a.X), float64(b.Y-a.Y)
		k := (float64(p.X-a.X)*ux + float64(p.Y-a.Y)*uy) / (ux*ux + uy*uy)
		k = min(max(k, 0), 1)
		best = min(best, math.Hypot(float64(p.X-a.X)-k*ux, float64(p.Y-a.Y)-k*uy))
	}
	return best
}

func TestMemoryIsBounded(t *testing.T) {
	tr := newTrail(50)
	r := rand.New(rand.NewPCG(3, 3))
	for range 20_000 {
		tr.Add(r.Int32N(20_000), r.Int32N(20_000))
	}
	if len(tr.Points()) != 50 || cap(tr.points) > 256 {
		t.Errorf("%d points in memory for %d, want 50", len(tr.Points()), cap(tr.points))
	}
	if !tr.Full() {
		t.Error("a trail that dropped points is full")
	}
	if n := testing.AllocsPerRun(1000, func() { tr.Add(r.Int32N(20_000), r.Int32N(20_000)) }); n != 0 {
		t.Errorf("Add allocates %v times", n)
	}
}
