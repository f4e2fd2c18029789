package peer

import (
	"testing"
)

// Rules that chance seldom needs, each with the shortest game in which it matters: with
// the rule all is well, without it something goes wrong.
func TestScenes(t *testing.T) {
	for _, tc := range []struct {
		name string
		rule Rule
		play func(without Rule) string // returns what went wrong
	}{
		{"hold", RuleHold, playLateDecision},
		{"all inputs", RuleAllInputs, playTwoLossesInARow},
		{"departed", RuleDeparted, playJoinAfterLeave},
		{"capped acks", RuleCappedAcks, playLossAfterJoin},
		{"strikes", RuleStrikes, playMuteMember},
		{"quitter follows", RuleQuitterFollows, playDeafLeaver},
		{"release", RuleRelease, playFailedJoin},
		{"bench island", RuleBenchIsland, playLastOneBenched},
		{"founder's cut", RuleFoundersCut, playNewcomerLeftAlone},
		{"ask", RuleAsk, playStrangersTakeOver},
		{"no dilution", RuleNoDilution, playManyNewcomersDie},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if err := tc.play(0); err != "" {
				t.Error(err)
			}
			err := tc.play(tc.rule)
			t.Logf("without the rule: %.300s", err)
			if err == "" {
				t.Error("nothing goes wrong without the rule")
			}
		})
	}
}

// newScene is a game of k peers, three ticks apart, that plays for a while.
func newScene(without Rule, k int) *simulation {
	s := newSimulation(1)
	s.without, s.jitter, s.oneWay = without, 0, 3
	s.begin(k)
	s.run(100)
	return s
}

// reaches plays until something holds, for so many ticks at most.
func (s *simulation) reaches(limit int, holds func() bool) bool {
	for range limit {
		if holds() {
			return true
		}
		s.step()
	}
	return holds()
}

// inView reports whether a process plays in a view with this number.
func (p *process) inView(number uint32) bool {
	return p.current != nil && p.current.view.Number == number
}

// wrong returns the first invariant that did not hold, or what is said of a state that
// should have been reached.
func (s *simulation) wrong(reached bool, format string, args ...any) string {
	if s.checks.err == "" && !reached {
		s.checks.fail(format+"\n%s%s", append(args, s.describe(), s.tail(20))...)
	}
	return s.checks.err
}

// A newcomer is decided on, but one member hears of it only after the newcomer's first
// tick: it must not have settled that one alone.
func playLateDecision(without Rule) string {
	s := newScene(without, 3)
	s.loses = func(_, to int, m Message) bool {
		_, decided := m.(*Decided)
		return decided && to == 1
	}
	s.launch(-1)
	first := func() bool { return s.procs[3].current != nil }
	if !s.reaches(300, first) {
		return s.wrong(false, "the newcomer does not get in")
	}
	s.run(joinLead + 30)
	s.loses = nil
	s.run(120)
	return s.wrong(s.all(4), "they are not together")
}

// Two members crash, and then the third of those three that had acknowledged its last
// inputs: what they had acknowledged is not lost to the other two, who had not heard it.
func playTwoLossesInARow(without Rule) string {
	s := newScene(without, 5)
	s.loses = func(from, to int, m Message) bool {
		_, progress := m.(*Progress)
		return progress && from < 3 && to >= 3
	}
	s.run(20)
	s.procs[0].alive, s.procs[1].alive = false, false
	s.procs[3].stopped, s.procs[4].stopped = s.clock+65, s.clock+65 // so that the third one leads
	if !s.reaches(200, func() bool { return s.procs[3].inView(2) && s.procs[4].inView(2) }) {
		return s.wrong(false, "the first two are not left out")
	}
	s.procs[2].alive = false
	s.loses = nil
	s.run(200)
	return s.wrong(len(s.procs[3].current.members) == 2 && s.procs[3].current.playing(), "the last two do not play on")
}

// A newcomer gets in just after a member has left, and has not been told that one's last
// inputs: it gets them all the same, though their peer sends nothing any more.
func playJoinAfterLeave(without Rule) string {
	s, ok := joinAfterLeave(without)
	if !ok {
		return s.wrong(false, "the newcomer does not get in")
	}
	s.loses = nil
	s.run(120)
	return s.wrong(s.checks.counts.leftOut == 0 && s.procs[3].current.playing(), "the newcomer stands still")
}

// joinAfterLeave plays until a newcomer has got in, which has not been fed since the
// youngest of three has said that it leaves.
func joinAfterLeave(without Rule) (*simulation, bool) {
	s := newScene(without, 3)
	p := s.launch(-1)
	s.loses = func(from, _ int, m Message) bool {
		switch m := m.(type) {
		case *Presence:
			return from == 2 // another one is its sponsor
		case *Feed:
			return s.procs[2].leaveAt > 0
		case *Watch:
			return m.Ready && s.procs[2].alive
		}
		return false
	}
	s.reaches(100, func() bool { return p.watched != nil && p.watched.complete })
	s.procs[2].Quit()
	return s, s.reaches(200, func() bool { return p.current != nil })
}

// Two of three have reported for a newcomer's ballot, and go on to acknowledge each other's
// inputs, which the oldest does not hear. When both are lost, nothing that was stable may be:
// the oldest and the newcomer decide without them.
func playLossAfterJoin(without Rule) string {
	s := newScene(without, 3)
	s.launch(-1)
	if !s.reaches(200, func() bool { return s.procs[0].current.lead.ballot != 0 }) {
		return s.wrong(false, "no ballot begins")
	}
	polled, voted := s.clock+6, s.clock+16
	s.loses = func(_, to int, m Message) bool {
		switch m.(type) {
		case *Progress, *Feed:
			return to == 0 || to == 3 && s.clock > polled
		case *Accept:
			return s.clock < voted
		}
		return false
	}
	if !s.reaches(100, func() bool { return s.procs[0].inView(2) && s.procs[3].inView(2) }) {
		return s.wrong(false, "the newcomer does not get in")
	}
	s.procs[1].alive, s.procs[2].alive = false, false
	s.loses = nil
	s.run(300)
	return s.wrong(s.procs[0].inView(3) && s.procs[0].current.playing(), "the others do not play on")
}

// A member takes part in ballots, but says its inputs in nothing but its reports: the
// others do without it.
func playMuteMember(without Rule) string {
	s := newScene(without, 4)
	s.loses = func(from, _ int, m Message) bool {
		_, progress := m.(*Progress)
		return progress && from == 3
	}
	out := func() bool { return s.checks.counts.leftOut > 0 }
	return s.wrong(s.reaches(400, out), "the mute one stays, and the others stand still")
}

// The oldest of two leaves, and does not hear the other: it must not decide that the game
// goes on without the one that stays.
func playDeafLeaver(without Rule) string {
	s := newScene(without, 2)
	s.cut[[2]int{1, 0}] = true
	s.procs[0].Quit()
	s.run(600)
	p := s.procs[1]
	return s.wrong(s.checks.counts.leftOut == 0 && p.current != nil && p.current.playing(), "the one that stays is left out")
}

// A ballot for a newcomer fails, since one member does not hear of it: nobody stands
// still for that.
func playFailedJoin(without Rule) string {
	s := newScene(without, 3)
	before := s.counters()
	s.launch(-1)
	s.loses = func(_, to int, m Message) bool {
		_, poll := m.(*Poll)
		return poll && to == 2
	}
	if !s.reaches(200, func() bool { return s.procs[0].current.lead.ballot != 0 }) {
		return s.wrong(false, "no ballot begins")
	}
	s.run(ballotLife + 2)
	s.loses = nil
	s.run(200)
	for i, ticks := range s.stalls(before) {
		if ticks > 0 {
			return s.wrong(false, "process %d stands still for %d ticks", i, ticks)
		}
	}
	return s.wrong(s.all(4), "the newcomer does not get in")
}

// One of three is left out and knows it, when the two others crash: the game lives on in
// it.
func playLastOneBenched(without Rule) string {
	s := newScene(without, 3)
	s.cutSides(func(i int) int { return i / 2 })
	s.reaches(120, func() bool { return s.procs[0].inView(2) })
	s.heal()
	s.reaches(120, func() bool { return s.procs[2].Benched() })
	s.procs[0].alive, s.procs[1].alive = false, false
	s.run(strandedFor + 4*islandRank)
	p := s.procs[2]
	return s.wrong(p.current != nil && p.current.playing(), "the last one is in no game")
}

// A newcomer that lacks the last inputs of one that has left is left alone before they
// come: the inputs are nowhere any more, and it plays on all the same.
func playNewcomerLeftAlone(without Rule) string {
	s, ok := joinAfterLeave(without)
	if !ok {
		return s.wrong(false, "the newcomer does not get in")
	}
	s.procs[0].alive, s.procs[1].alive, s.procs[2].alive = false, false, false
	s.loses = func(int, int, Message) bool { return true }
	s.run(strandedFor + 4*islandRank)
	return s.wrong(s.procs[3].current.playing(), "the newcomer stands still")
}

// All whom a cut-off member knows have left when it hears the others again: it asks those
// whom it does not know, and is back without a detour by an island.
func playStrangersTakeOver(without Rule) string {
	s := newScene(without, 2)
	s.launch(-1)
	s.cutSides(func(i int) int { return i % 2 })
	s.reaches(200, func() bool { return s.procs[2].current != nil })
	s.procs[0].Quit()
	if !s.reaches(200, func() bool { return !s.procs[0].alive }) {
		return s.wrong(false, "the oldest does not leave")
	}
	s.heal()
	if !s.reaches(600, func() bool { return s.procs[1].inView(5) }) {
		return s.wrong(false, "the one that was cut off is not back")
	}
	return s.wrong(s.checks.counts.islands == 0, "it is back from an island")
}

// Three come at once to two, and crash at once: the two still decide.
func playManyNewcomersDie(without Rule) string {
	s := newScene(without, 2)
	for range 3 {
		s.launch(-1)
	}
	if !s.reaches(300, func() bool { return s.procs[0].inView(2) && s.procs[1].inView(2) }) {
		return s.wrong(false, "nobody gets in")
	}
	for _, p := range s.procs[2:] {
		p.alive = false
	}
	s.run(600)
	return s.wrong(s.checks.counts.islands == 0 && len(s.procs[0].current.members) == 2, "the two are apart")
}
