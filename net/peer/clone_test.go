package peer

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/net/clonetest"
)

// A game and its copy, given the same, go on equal, and neither is in the other's way.
func TestCloneGoesOnEqual(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		s := newRandomGame(seed, 0)
		for s.clock < 900 {
			s.turn()
		}
		c := s.clone()
		for s.clock < gameTicks && s.checks.err == "" {
			s.turn()
			c.turn()
			if s.clock%10 != 0 {
				continue
			}
			for i, p := range s.procs {
				if a, b := p.summary(), c.procs[i].summary(); a != b {
					t.Fatalf("seed %d, tick %d, process %d:\n%s\nits copy:\n%s\n%s", seed, s.clock, i, a, b, s.tail(10))
				}
			}
		}
		for _, g := range []*simulation{s, c} {
			if err := g.verdict(); err != "" {
				t.Errorf("seed %d: %s", seed, err)
			}
		}
	}
}

// summary says how a process stands.
func (p *process) summary() string {
	text := fmt.Sprint(p.alive, p.Counters(), p.Status())
	if n := p.current; n != nil {
		text += fmt.Sprint(n.state.Hash(), n.chain, n.extra.hash(), n.guess.Current().Hash())
	}
	return text
}

// clone returns a copy of a whole game. Its checks begin anew.
func (s *simulation) clone() *simulation {
	c := *s
	c.rng, s.rng = twins(s.rng)
	c.deeds, s.deeds = twins(s.deeds)
	c.cut, c.latency, c.bytes = maps.Clone(s.cut), maps.Clone(s.latency), maps.Clone(s.bytes)
	c.checks, c.log = newChecks(), nil
	for i := range c.queue {
		c.queue[i] = slices.Clone(s.queue[i])
	}
	c.procs = nil
	for _, p := range s.procs {
		q := *p
		h := *p.history
		h.hashes, h.entries = slices.Clone(h.hashes), slices.Clone(h.entries)
		q.history = &h
		q.Peer = p.Peer.Clone(
			func(e *game.Entry, st *game.State, events []game.Event) { c.checks.settled(&q, e, st, events) },
			func(e Event) { c.event(&q, e) })
		q.onViolation = func(text string) { c.checks.fail("the copy of process %d: %s", q.index, text) }
		c.procs = append(c.procs, &q)
	}
	return &c
}

// twins returns two sources of the same random numbers.
func twins(r *rand.Rand) (*rand.Rand, *rand.Rand) {
	a, b := r.Uint64(), r.Uint64()
	return rand.New(rand.NewPCG(a, b)), rand.New(rand.NewPCG(a, b))
}

// A copy shares nothing that changes: each pointer, slice and map that both have is
// of a kind that never does.
func TestCloneSharesNothing(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		s := newRandomGame(seed, 0)
		for s.clock < 1200 {
			s.turn()
			if s.clock%40 != 0 {
				continue
			}
			for _, p := range s.procs {
				if shared := clonetest.Shared(p.Peer, p.Peer.Clone(nil, nil), constant...); len(shared) > 0 {
					t.Fatalf("seed %d, tick %d: %s", seed, s.clock, strings.Join(shared, ", "))
				}
			}
		}
	}
}

// constant are the kinds of what does not change once it is made.
var constant = []reflect.Type{
	reflect.TypeFor[*maze.Level](), reflect.TypeFor[*maze.Maze](), reflect.TypeFor[Signer](), reflect.TypeFor[*Value](),
	reflect.TypeFor[*Report](), reflect.TypeFor[*Presence](),
}
