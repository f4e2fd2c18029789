package peer

import (
	"slices"
	"testing"

	"clew/engine/sim"
)

// secondRun returns a run of a process with other inputs than it has signed, as its own
// program could sign them. p has heard the first ones.
func secondRun(p, cheat *process, unsigned int) Run {
	s := p.current.memberOf(cheat.Process())
	first := s.in.signed - 5
	r := Run{Seat: s.ID, First: first, Signed: s.in.signed + sim.Tick(unsigned)}
	for t := first; t <= r.Signed; t++ {
		r.Keys = append(r.Keys, sim.AllKeys&^s.in.at(t))
	}
	c := s.in.chain(first - 1).through(&r)
	r.Signature = cheat.cfg.Signer.Sign(signedText(nil, s.Branch, s.ID, r.Signed, c))
	return r
}

// A peer that tells two members different inputs for a tick is named by all others,
// and removed: whether its second story ends before the first one or after it.
func TestEquivocationIsProved(t *testing.T) {
	for _, beyond := range []int{0, 3} {
		s := scene(1, 5, 3, 1, 2)
		p, cheat, relay := s.procs[0], s.procs[3], s.procs[1]
		p.Receive(relay.Process(), &Progress{In: p.current.in(), Runs: []Run{secondRun(p, cheat, beyond)}})
		s.collect(p)
		s.run(30)
		if s.checks.convicted != 4 {
			t.Errorf("%d beyond: %d members found out", beyond, s.checks.convicted)
		}
		s.run(300)
		s.fine(t)
		for i, q := range s.procs {
			if i == 3 {
				if q.alive || q.current != nil {
					t.Errorf("%d beyond: the cheat plays on", beyond)
				}
			} else if n := q.current; len(n.members) != 4 || !slices.Contains(n.extra.Removed, cheat.Process().GUID) {
				t.Errorf("%d beyond: process %d has %d members, removed %v", beyond, i, len(n.members), n.extra.Removed)
			}
		}
	}
}

// What is no proof convicts nobody.
func TestEvidenceIsChecked(t *testing.T) {
	s := scene(1, 3, 2, 0, 0)
	p, accused := s.procs[0], s.procs[1]
	n := p.current
	seat := n.memberOf(accused.Process())
	r := secondRun(p, accused, 0)
	good := func() *Evidence {
		m := &Evidence{In: n.in(), Before: seat.in.chain(r.First - 1), B: r}
		m.B.Keys = slices.Clone(r.Keys)
		seat.in.appendRun(&m.A, seat.ID, r.First, seat.in.signed, false)
		return m
	}
	for what, spoil := range map[string]func(m *Evidence){
		"the same twice":     func(m *Evidence) { m.B = m.A },
		"a forged signature": func(m *Evidence) { m.A.Signature[0]++ },
		"keys not signed":    func(m *Evidence) { m.B.Keys[2] ^= 1 },
		"another chain":      func(m *Evidence) { m.Before[0]++ },
		"no signature":       func(m *Evidence) { m.B.Signed = 0 },
		"more than it has":   func(m *Evidence) { m.B.Signed += 9 },
		"other first ticks":  func(m *Evidence) { m.B.First++ },
		"tick 0":             func(m *Evidence) { m.A.First, m.B.First = 0, 0 },
		"the last ticks":     func(m *Evidence) { m.A.First, m.B.First = forever, forever },
		"no keys":            func(m *Evidence) { m.A.Keys = nil },
		"too many keys":      func(m *Evidence) { m.B.Keys = make([]sim.Input, inputsKept+1) },
		"actions out of order": func(m *Evidence) {
			m.B.Actions = []Action{{Tick: r.First + 3, Kind: VoteNext}, {Tick: r.First, Kind: VoteNext}}
		},
		"the seat of another":   func(m *Evidence) { m.A.Seat, m.B.Seat = n.own.ID, n.own.ID },
		"a seat that is nobody": func(m *Evidence) { m.A.Seat, m.B.Seat = 99, 99 },
	} {
		m := good()
		spoil(m)
		if p.Receive(s.procs[2].Process(), m); s.checks.convicted > 0 {
			t.Fatalf("%s convicts", what)
		}
	}
	p.Receive(Process{GUID{9}, 9}, good())
	if s.checks.convicted > 0 {
		t.Error("a stranger was heard")
	}
	p.Receive(s.procs[2].Process(), good())
	p.Receive(s.procs[2].Process(), good())
	if s.checks.convicted != 1 {
		t.Errorf("a proof convicts %d times", s.checks.convicted)
	}
}
