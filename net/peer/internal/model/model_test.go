package model

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
)

var seedFlag = flag.Uint64("seed", 1, "seed of the random walks")

// soak reports how many random walks to take, and whether there is time for all
// states of the larger models.
func soak(t *testing.T) (walks int, large bool) {
	if n, err := strconv.Atoi(os.Getenv("CLEW_SEEDS")); err == nil && !testing.Short() {
		t.Logf("%d walks", n)
		return n, n >= 1000
	}
	return 200, false
}

// No order of events of up to three members breaks an invariant.
func TestAllStates(t *testing.T) {
	_, large := soak(t)
	for _, tc := range []struct {
		name  string
		model Model
		large bool
	}{
		{"two members", Model{Members: 2, Ticks: 2, Ballots: 3, Changes: 1}, false},
		{"two members, one leaves", Model{Members: 2, Ticks: 2, Ballots: 2, Changes: 1, Quits: 0b10, Last: 1}, false},
		{"two members and a newcomer", Model{Members: 2, Newcomers: 1, Ticks: 2, Ballots: 2, Changes: 1}, false},
		{"three members, one tick", Model{Members: 3, Ticks: 1, Ballots: 2, Changes: 1}, false},
		{"three members", Model{Members: 3, Ticks: 2, Ballots: 2, Changes: 1}, true},
		{"two members and a newcomer, three ballots", Model{Members: 2, Newcomers: 1, Ticks: 2, Ballots: 3, Changes: 1}, true},
	} {
		if tc.large && !large {
			continue
		}
		t.Run(tc.name, func(t *testing.T) {
			const most = 8_000_000
			r := tc.model.Explore(most)
			fails(t, r)
			if r.States > most || r.Decided == 0 {
				t.Errorf("%d states are seen, in %d a view is decided", r.States, r.Decided)
			}
			t.Logf("%d states, decided in %d", r.States, r.Decided)
		})
	}
}

// No walk of four or five members over several views breaks one.
func TestWalks(t *testing.T) {
	walks, _ := soak(t)
	for _, m := range []Model{
		{Members: 4, Newcomers: 1, Ticks: 3, Ballots: 3, Changes: 2},
		{Members: 4, Newcomers: 2, Ticks: 4, Ballots: 2, Changes: 3},
		{Members: 5, Newcomers: 1, Ticks: 3, Ballots: 3, Changes: 2, Drops: true},
		{Members: 5, Newcomers: 1, Ticks: 4, Ballots: 3, Changes: 3, Drops: true, Quits: 0b100, Last: 2},
	} {
		r := m.Walk(*seedFlag, walks, 120)
		if fails(t, r); r.Decided < walks/10 {
			t.Errorf("%+v: the last change is decided in %d of %d walks", m, r.Decided, walks)
		}
	}
}

func fails(t *testing.T, r Result) {
	t.Helper()
	if r.Wrong != "" {
		t.Errorf("%s\n  %s", r.Wrong, strings.Join(r.Steps, "\n  "))
	}
}

// Each rule is needed: without it the search finds the shortest way to a broken
// invariant.
func TestRulesAreNeeded(t *testing.T) {
	two := Model{Members: 2, Ticks: 1, Ballots: 2, Changes: 1}
	joined := Model{Members: 2, Newcomers: 1, Ticks: 1, Ballots: 2, Changes: 1}
	three := Model{Members: 3, Ticks: 1, Ballots: 2, Changes: 1}
	for _, tc := range []struct {
		name   string
		model  Model
		rule   Rule
		steps  int
		breaks string
	}{
		{"no freeze", three, RuleFreeze, 7, "I5"},
		{"a freeze that is renewed", three, RuleSticky, 7, "I7"},
		{"min cut", three, RuleMaxCut, 6, "I7"},
		{"a value without its inputs", three, RuleInputs, 5, "I7"},
		{"settling before a newcomer's first tick is decided", joined, RuleHold, 5, "I6"},
		{"letting go what another ballot holds", joined, RuleOwnRelease, 8, "I6"},
		{"acknowledging more than was reported", three, RuleCappedAcks, 6, "I7"},
		{"forgetting what was accepted", three, RuleAdopt, 10, "I1"},
		{"any half", two, RuleOldest, 3, "I7"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.model.Without = tc.rule
			r := tc.model.Explore(1_000_000)
			t.Logf("%s\n  %s", r.Wrong, strings.Join(r.Steps, "\n  "))
			if !strings.HasPrefix(r.Wrong, tc.breaks) || len(r.Steps) != tc.steps {
				t.Errorf("%q after %d steps; %s after %d was to break", r.Wrong, len(r.Steps), tc.breaks, tc.steps)
			}
		})
	}
}

// The inputs of those who stay are needed two views later, when those who knew them
// are gone. That takes five members.
func TestInputsOfThoseWhoStayAreNeeded(t *testing.T) {
	m := Model{Members: 5, Ticks: 2, Ballots: 2, Changes: 2, Without: RuleAllInputs}
	r := m.Walk(1, 2000, 120)
	t.Logf("%s\n  %s", r.Wrong, strings.Join(r.Steps, "\n  "))
	if !strings.HasPrefix(r.Wrong, "I7") || !strings.Contains(r.Wrong, "view 3") {
		t.Errorf("%q", r.Wrong)
	}
}

// A state is the same after it was packed, in all states along some walks.
func TestPack(t *testing.T) {
	m := Model{Members: 3, Newcomers: 1, Ticks: 2, Ballots: 2, Changes: 1, Quits: 0b10, Last: 1}
	for seed := range uint64(50) {
		s := m.initial()
		for range 60 {
			var back state
			if m.unpack(m.pack(s), &back); back != *s {
				t.Fatalf("seed %d: %+v\nbecomes %+v", seed, *s, back)
			}
			steps := m.steps(nil, s)
			if len(steps) == 0 {
				break
			}
			*s, _ = m.take(s, steps[int(seed*7+uint64(len(steps))*3)%len(steps)])
		}
	}
}

// Any two quorums of a view share a member.
func TestQuorumsMeet(t *testing.T) {
	m := Model{}
	for members := set(1); members < 1<<maxSeats; members++ {
		for a := set(0); a < 1<<maxSeats; a++ {
			b := members &^ a
			if a&^members == 0 && m.quorum(a, members) && m.quorum(b, members) {
				t.Errorf("%v and %v of %v", a, b, members)
			}
		}
	}
}
