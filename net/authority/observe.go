package authority

import (
	"clew/engine/sim"
	"clew/engine/timeline"
)

// Outcome is what becomes of an input that has arrived.
type Outcome uint8

// The outcomes: those of timeline.Queue when it comes in, and later Consumed.
// A repeated input is Old, whatever became of it the first time.
const (
	Accepted = Outcome(timeline.Accepted)
	Old      = Outcome(timeline.Old)
	Full     = Outcome(timeline.Full)
	TooFar   = Outcome(timeline.TooFar)
	Consumed = TooFar + 1 // it is in the tick that follows
)

// Observation is one input's step.
type Observation struct {
	Tick    sim.Tick // the last tick before
	ID      sim.ID
	Seq     uint32
	Outcome Outcome
}

func (a *Authority) observe(id sim.ID, seq uint32, what Outcome) {
	if a.cfg.Observe != nil {
		a.cfg.Observe(Observation{a.world.Tick(), id, seq, what})
	}
}
