package render

import (
	"bytes"
	"image"
	"testing"
)

func tileRects(s *tileSheet) []image.Rectangle {
	all := append([]image.Rectangle{}, s.Floor[:]...)
	all = append(all, s.Top[:]...)
	all = append(all, s.Front[:]...)
	return append(all, s.Overlay[:]...)
}

func TestPicturesLieApart(t *testing.T) {
	for _, n := range []int{12, 28, 56, 57, 84} {
		s := paintTiles(n, usualContrast)
		all := tileRects(s)
		for i, a := range all {
			if a.Dx() != n || a.Dy() != n || !a.In(s.Image.Bounds()) {
				t.Fatalf("cell %d: picture %d is %v in %v", n, i, a, s.Image.Bounds())
			}
			for _, b := range all[:i] {
				if a.Inset(-1).Overlaps(b) {
					t.Fatalf("cell %d: %v and %v touch", n, a, b)
				}
			}
		}
	}
}

func TestStonesHaveNoHoles(t *testing.T) {
	s := paintTiles(40, usualContrast)
	for _, r := range append(append([]image.Rectangle{}, s.Floor[:]...), s.Top[:]...) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if s.Image.RGBAAt(x, y).A != 255 {
					t.Fatalf("one sees through the stone at %d,%d", x-r.Min.X, y-r.Min.Y)
				}
			}
		}
	}
	for _, r := range s.Front {
		top, edge := s.Image.RGBAAt(r.Min.X+20, r.Max.Y-wallFrontHeight(40)-1), s.Image.RGBAAt(r.Min.X+20, r.Max.Y-wallFrontHeight(40))
		if top.A != 0 || edge.A != 255 {
			t.Errorf("a front begins with opacities %d, %d", top.A, edge.A)
		}
	}
}

// Colours are premultiplied, as graphics cards want them.
func TestPixelsArePremultiplied(t *testing.T) {
	pix := paintTiles(33, usualContrast).Image.Pix
	for i := 0; i < len(pix); i += 4 {
		if max(pix[i], pix[i+1], pix[i+2]) > pix[i+3] {
			t.Fatalf("pixel %d is %v", i/4, pix[i:i+4])
		}
	}
}

func TestEachStoneIsALittleDifferent(t *testing.T) {
	s := paintTiles(24, usualContrast)
	copied := func(r image.Rectangle) []byte {
		var b []byte
		for y := r.Min.Y; y < r.Max.Y; y++ {
			b = append(b, s.Image.Pix[s.Image.PixOffset(r.Min.X, y):s.Image.PixOffset(r.Max.X, y)]...)
		}
		return b
	}
	seen := map[string]bool{}
	for _, r := range append(append([]image.Rectangle{}, s.Floor[:]...), s.Top[:]...) {
		k := string(copied(r))
		if seen[k] {
			t.Errorf("%v has been painted before", r)
		}
		seen[k] = true
	}
	if !bytes.Equal(s.Image.Pix, paintTiles(24, usualContrast).Image.Pix) {
		t.Error("the same stones are painted differently the next time")
	}
}

// Walls must stand out from the floor by their brightness alone.
func TestWallsAreBrighterThanFloors(t *testing.T) {
	s := paintTiles(32, usualContrast)
	mean := func(r image.Rectangle) float64 {
		sum := 0.0
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				c := s.Image.RGBAAt(x, y)
				sum += 0.3*float64(c.R) + 0.6*float64(c.G) + 0.1*float64(c.B)
			}
		}
		return sum / float64(r.Dx()*r.Dy())
	}
	for _, top := range s.Top {
		for _, floor := range s.Floor {
			if mean(top) < 1.4*mean(floor) {
				t.Fatalf("a wall of %.0f beside a floor of %.0f", mean(top), mean(floor))
			}
		}
	}
}

func TestHashSpreads(t *testing.T) {
	var count [floorVariants]int
	for y := range 64 {
		for x := range 64 {
			count[hashCell(x, y, 1)%floorVariants]++
		}
	}
	for i, n := range count {
		if n < 4096/floorVariants/2 || n > 4096/floorVariants*2 {
			t.Errorf("floor %d lies in %d of 4096 cells", i, n)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	for b.Loop() {
		paintTiles(56, usualContrast)
	}
}
