package panel

import "testing"

// The plate says who is there, and that the game is captured for as long as it
// is.
func TestPlate(t *testing.T) {
	var p plate
	for _, tc := range []struct {
		out      int
		captured bool
		want     string
	}{
		{0, false, " · 2 walking"},
		{0, true, " · 2 walking · REC"},
		{1, true, " · 2 walking · 1 out · REC"},
		{1, false, " · 2 walking · 1 out"},
	} {
		p.set(7, 2, tc.out, tc.captured)
		if p.rest != tc.want || p.clock != "0:07" {
			t.Errorf("%+v: the plate says %q%q", tc, p.clock, p.rest)
		}
	}
}
