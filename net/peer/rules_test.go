package peer

import "testing"

// The checks of the random games notice when a rule is left out.
func TestRandomGamesBite(t *testing.T) {
	for _, tc := range []struct {
		name string
		rule Rule
		seed uint64 // the first one to try
	}{
		{"freeze", RuleFreeze, 1},
		{"sticky freeze", RuleSticky, 4},
		{"max cut", RuleMaxCut, 18},
		{"branch", RuleBranch, 3},
		{"island", RuleIsland, 1},
		{"rollback", RuleRollback, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for seed := tc.seed; seed < tc.seed+60; seed++ {
				if err := playRandom(seed, tc.rule).verdict(); err != "" {
					t.Logf("seed %d: %.150s", seed, err)
					return
				}
			}
			t.Error("nothing goes wrong")
		})
	}
}

// leftOut counts who is left out, in some games of four, when the link between two
// is cut for good and a third one leaves if it is said so.
func leftOut(t *testing.T, without Rule, quit bool) (n int) {
	t.Helper()
	for seed := uint64(1); seed <= 12; seed++ {
		s := newSimulation(seed)
		s.without, s.loss, s.jitter, s.oneWay = without, 5, 2, 3
		s.begin(4)
		s.run(300)
		s.cut[[2]int{1, 2}], s.cut[[2]int{2, 1}] = true, true
		if quit {
			s.procs[0].Quit()
		}
		s.run(600)
		s.fine(t)
		n += s.checks.counts.leftOut
	}
	return n
}

// A broken link between two costs neither of them the game: others pass on their
// inputs, and their words in ballots.
func TestRelay(t *testing.T) {
	for _, tc := range []struct {
		name string
		rule Rule
		quit bool
	}{{"inputs", RuleRelayInputs, false}, {"ballots", RuleRelayBallots, true}} {
		if n := leftOut(t, 0, tc.quit); n > 0 {
			t.Errorf("%s: %d are left out", tc.name, n)
		}
		if leftOut(t, tc.rule, tc.quit) == 0 {
			t.Errorf("%s: nobody is left out without the rule", tc.name)
		}
	}
}
