package render

import (
	"math"
	"math/rand/v2"
	"testing"
)

var everything = clipRect{X0: -1e9, Y0: -1e9, X1: 1e9, Y1: 1e9}

func TestSmoothRoundsCorners(t *testing.T) {
	way := []pathPoint{{512, 512, true}, {4608, 512, false}, {4608, 4608, false}}
	knots := smoothTrail(nil, way, everything, 1e9)
	if !knots[0].Cut || knots[0].X != 4608 || knots[0].Y != 4608 || knots[0].Along != 0 {
		t.Errorf("it begins at %+v", knots[0])
	}
	last := knots[len(knots)-1]
	if last.X != 512 || last.Y != 512 || last.Along != 8192 {
		t.Errorf("it ends at %+v", last)
	}
	for i, k := range knots {
		if math.Hypot(float64(k.X)-4608, float64(k.Y)-512) < 100 {
			t.Errorf("knot %d goes right into the corner: %+v", i, k)
		}
		if i > 0 && (k.Cut || k.Along < knots[i-1].Along || k.Along > knots[i-1].Along+maxSpacing+1) {
			t.Errorf("knot %d does not follow the one before: %+v", i, k)
		}
	}
}

func TestSmoothStopsAtReachGapsAndTheEdge(t *testing.T) {
	way := []pathPoint{{0, 0, true}, {9000, 0, false}, {9000, 20000, true}, {9000, 29000, false}, {18000, 29000, false}}
	knots := smoothTrail(nil, way, everything, 1e9)
	cuts := 0
	for _, k := range knots {
		if k.Cut {
			cuts++
		}
	}
	if cuts != 2 {
		t.Errorf("%d pieces, want one on either side of the gap", cuts)
	}
	for _, k := range smoothTrail(nil, way, everything, 5000) {
		if k.Along > 5000+maxSpacing {
			t.Errorf("beyond its reach the thread is still at %+v", k)
		}
	}
	if n := len(smoothTrail(nil, way, clipRect{X0: 50000, Y0: 0, X1: 60000, Y1: 9}, 1e9)); n != 0 {
		t.Errorf("%d knots off the screen", n)
	}
}

func TestTurningBackIsNoCurve(t *testing.T) {
	way := []pathPoint{{0, 0, true}, {5000, 0, false}, {1000, 0, false}}
	for _, k := range smoothTrail(nil, way, everything, 1e9) {
		if k.Y != 0 || k.X < 0 || k.X > 5000 {
			t.Errorf("the thread swings out to %+v", k)
		}
	}
}

// Whatever the way, no knot lies off it by more than a corner's curve, and no number goes wild.
func TestSmoothStaysNearTheWay(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		way := []pathPoint{{10000, 10000, true}}
		for range 60 {
			p := way[len(way)-1]
			p.Gap = r.IntN(20) == 0
			p.X += r.Int32N(3000) - 1500
			p.Y += r.Int32N(3000) - 1500
			if p.X != way[len(way)-1].X || p.Y != way[len(way)-1].Y {
				way = append(way, p)
			}
		}
		for _, k := range smoothTrail(nil, way, everything, 1e9) {
			p := pathPoint{X: int32(k.X), Y: int32(k.Y)}
			if d := distanceToTrail(p, way); !(d <= cornerLength) {
				t.Fatalf("seed %d: %+v lies %.0f off the way", seed, k, d)
			}
		}
	}
}

func TestSmoothAllocatesNothing(t *testing.T) {
	way := []pathPoint{{512, 512, true}, {4608, 512, false}, {4608, 4608, false}}
	buf := smoothTrail(nil, way, everything, 1e9)
	if n := testing.AllocsPerRun(100, func() { buf = smoothTrail(buf[:0], way, everything, 1e9) }); n != 0 {
		t.Errorf("Smooth allocates %v times", n)
	}
}

func TestFade(t *testing.T) {
	last := math.Inf(1)
	for cells := range 450 {
		f := trailFade(float64(cells) * 1024)
		if f > last || f < 0 || f > 1 {
			t.Fatalf("%d cells back the thread is at %v, after %v", cells, f, last)
		}
		last = f
	}
	if trailFade(0) != 1 || trailFade(250*1024) < 0.2 || last != 0 {
		t.Errorf("Fade: %v here, %v after 250 cells, %v at the end", trailFade(0), trailFade(250*1024), last)
	}
}
