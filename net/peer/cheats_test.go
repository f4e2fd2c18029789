package peer

import (
	"testing"

	"clew/engine/game"
)

// A member of four whose program runs at twice the speed walks no faster than others, and
// has nobody wait. In a game of two it would take the other one along, who cannot know
// which of them is behind.
func TestFastMemberGainsNothing(t *testing.T) {
	s := scene(1, 4, 3, 1, 2)
	cheat, honest := s.procs[3], s.procs[0]
	before, settled := s.counters(), honest.current.settled()
	for range 600 {
		s.step()
		cheat.Tick(cheat.keys)
		s.collect(cheat)
		s.checks.tick(cheat)
	}
	s.fine(t)
	if !s.together(4) {
		t.Errorf("somebody is left out\n%s", s.describe())
	}
	ticks := int(honest.current.settled() - settled)
	stalls := s.stalls(before)[:3]
	t.Logf("%d ticks are settled in 600, the others stood still for %v", ticks, stalls)
	if ticks > 605 || ticks < 580 {
		t.Errorf("%d ticks are settled in 600", ticks)
	}
	for _, n := range stalls {
		if n > 12 {
			t.Errorf("the others stood still for %v", stalls)
		}
	}
}

// A newcomer to whom its sponsor has told another game than all play sees that its Marks
// are not theirs, and is mended from the majority. Nobody else has trouble.
func TestLyingSponsor(t *testing.T) {
	s := scene(1, 3, 3, 1, 2)
	before := s.counters()
	newcomer := s.launch(-1)
	told := map[EventKind][]Event{}
	s.watchMending(told)
	lied := 0
	s.loses = func(from, _ int, m Message) bool {
		if m, ok := m.(*State); ok && lied == 0 {
			liar := s.procs[from].Peer.Clone(nil, nil)
			if !liar.Diverge(s.procs[from].player(), "X", 1) {
				t.Fatal("nothing diverges")
			}
			m.Checkpoint = game.AppendCheckpoint(nil, liar.State())
			lied++
		}
		return false
	}
	if !s.reaches(600, func() bool { return len(told[Mended]) > 0 }) || lied == 0 {
		t.Fatalf("%d lies, nothing is mended\n%s", lied, s.describe())
	}
	if e := told[Mended][0]; newcomer.current == nil || e.Seat != newcomer.current.own.ID || len(told[Mended]) > 1 {
		t.Errorf("mended: %v", told[Mended])
	}
	s.run(90)
	s.agreeNow(t)
	for _, n := range s.stalls(before) {
		if n > 0 {
			t.Errorf("others stood still for %d ticks", n)
		}
	}
}
