package peer

import (
	"testing"

	"clew/engine/splitmix"
)

// One whole random game, in which peers come, get lost, go alone and find together
// again, is the same on every processor.
func TestGoldenGame(t *testing.T) {
	const seed, want = 4, 0xe29c2fa35e11703
	s := playRandom(seed, 0)
	if err := s.verdict(); err != "" {
		t.Fatal(err)
	}
	if c := s.checks.counts; c.islands == 0 || c.wentOver == 0 || c.joined < 4 || c.said == 0 || c.guests == 0 || c.levels == 0 {
		t.Errorf("the game lacks something: %+v", c)
	}
	if got := s.chain(); got != want {
		t.Errorf("its chain is %#x, not %#x: did peers change on purpose?", got, uint64(want))
	}
}

// chain digests what all processes have settled, tick by tick, and guess at the end.
func (s *simulation) chain() uint64 {
	h := uint64(len(s.procs))
	for _, p := range s.procs {
		for _, v := range p.history.hashes {
			h = splitmix.Mix(h ^ v)
		}
		if w := p.Guess(); w != nil {
			h = splitmix.Mix(h ^ w.Hash())
		}
	}
	return h
}
