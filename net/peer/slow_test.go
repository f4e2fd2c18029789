package peer

import "testing"

// A computer that is too slow does not have the others play at its speed: they leave it
// out, and let it in again after a while. One that is a little slow stays, and of two
// neither leaves the other out.
func TestSlowMember(t *testing.T) {
	for _, c := range []struct {
		members, slow, skips int
		out                  bool
	}{{5, 0, 5, true}, {3, 2, 5, true}, {5, 2, 20, false}, {2, 1, 5, false}} {
		s := scene(3, c.members, 3, 2, 2)
		p := s.procs[c.slow]
		p.skips = c.skips
		left := func() bool { return s.checks.counts.leftOut > 0 }
		if s.reaches(900, left); left() != c.out {
			t.Errorf("%+v: is left out: %v\n%s", c, left(), s.describe())
		}
		if !c.out {
			continue
		}
		other := s.procs[1]
		from := other.current.settled()
		s.run(600)
		if got := other.current.settled() - from; got < 590 {
			t.Errorf("%+v: without the slow one %d ticks in ten seconds", c, got)
		}
		if p.current != nil {
			t.Errorf("%+v: it is back at once", c)
		}
		p.skips = 0
		s.reaches(1800, func() bool { return s.all(c.members) })
		if !s.all(c.members) || s.checks.counts.islands > 0 || s.checks.counts.leftOut > 1 {
			t.Errorf("%+v: it is not back\n%s", c, s.describe())
		}
		s.fine(t)
	}
}
