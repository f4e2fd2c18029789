package replica

import "testing"

// An offset fades to nothing within SmoothingTime and never grows; one that
// comes meanwhile is added to what is left; a large one is not smoothed.
func TestSmoother(t *testing.T) {
	var s Smoother
	s.Add(0, 400, -200)
	lastX, lastY := s.Offset(0)
	if lastX != 400 || lastY != -200 {
		t.Fatalf("it begins with %d, %d", lastX, lastY)
	}
	for now := SmoothingTime / 10; now < SmoothingTime; now += SmoothingTime / 10 {
		x, y := s.Offset(now)
		if x > lastX || x < 0 || y < lastY || y > 0 {
			t.Errorf("after %v: %d, %d; before %d, %d", now, x, y, lastX, lastY)
		}
		lastX, lastY = x, y
	}
	if x, y := s.Offset(SmoothingTime); x != 0 || y != 0 {
		t.Errorf("it ends with %d, %d", x, y)
	}
	s.Add(SmoothingTime/2, 50, 0)
	if x, _ := s.Offset(SmoothingTime / 2); x != 150 { // a quarter of 400 is left
		t.Errorf("two offsets make %d", x)
	}
	s.Add(SmoothingTime, maxOffset+1, 0)
	if x, y := s.Offset(SmoothingTime); x != 0 || y != 0 {
		t.Errorf("a jump is smoothed: %d, %d", x, y)
	}
}
