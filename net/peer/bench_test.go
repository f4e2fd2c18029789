package peer

import (
	"testing"

	"clew/engine/sim"
)

// eight returns a game of eight that goes on by exchange.
func eight() *simulation {
	s := newSteadyGame(8)
	return s
}

// BenchmarkTick8 is a tick of one peer of eight, whose messages take no time: what it
// says to seven and hears of them included.
func BenchmarkTick8(b *testing.B) {
	s := eight()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := s.procs[i%8]
		p.Tick(sim.Right)
		for _, out := range p.Packets() {
			s.procs[s.find(out.To)].Receive(p.Process(), out.Message)
		}
	}
}

// BenchmarkRollback12 is what a wrong guess twelve ticks ago costs with eight
// players: to guess all inputs since anew, and to play the ticks again.
func BenchmarkRollback12(b *testing.B) {
	s := eight()
	p := s.procs[0]
	n := p.current
	for n.now < n.settled()+DefaultWindow { // nobody else says a word
		p.Tick(sim.Right)
	}
	before := p.Counters()
	b.ReportAllocs()
	rounds := 0
	for b.Loop() {
		n.soil(n.settled() + 1)
		n.predict()
		rounds++
	}
	if ticks := p.Counters().RollbackTicks - before.RollbackTicks; ticks != DefaultWindow*rounds {
		b.Errorf("%d ticks were played again in %d rollbacks", ticks, rounds)
	}
}
