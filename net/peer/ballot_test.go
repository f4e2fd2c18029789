package peer

import "testing"

// A ballot that is given up lets go what it holds, but not what an earlier one holds:
// that one has all reports, and may still be decided. Package model has found it.
func TestReleaseKeepsWhatAnotherBallotHolds(t *testing.T) {
	s := scene(1, 3, 2, 0, 0)
	n := s.procs[2].current
	first := n.promise.ballot.next(n.members[0].ID)
	second := first.next(n.members[1].ID)
	horizon := n.now + joinLead
	for _, p := range s.procs {
		n := p.current
		n.hearPoll(n.members[0], &Poll{n.in(), first, horizon})
		n.hearPoll(n.members[1], &Poll{n.in(), second, horizon + 5})
	}
	n.hearRelease(&Release{n.in(), second})
	if n.promise.hold != horizon || n.promise.capped == nil {
		t.Errorf("the first ballot holds nothing any more: %+v", n.promise)
	}

	// If it is not decided, a ballot that freezes ends the hold, and nobody is left out.
	for i := 0; n.settled() < horizon; i++ {
		if s.step(); i == 600 {
			t.Fatalf("the game stands\n%s", s.describe())
		}
	}
	if s.fine(t); !s.together(3) || s.procs[2].current != n {
		t.Errorf("somebody is left out\n%s", s.describe())
	}
}

func TestReleaseLetsGo(t *testing.T) {
	s := scene(1, 3, 2, 0, 0)
	n := s.procs[2].current
	b := n.promise.ballot.next(n.members[0].ID)
	n.hearPoll(n.members[0], &Poll{n.in(), b, n.now + joinLead})
	if !n.promise.unfinished() {
		t.Fatal("it holds nothing")
	}
	if n.hearRelease(&Release{n.in(), b}); n.promise.unfinished() || n.promise.capped != nil {
		t.Errorf("it still holds: %+v", n.promise)
	}
}
