package authority

import (
	"clew/engine/rollback"
	"clew/engine/sim"
)

// InputOutcome is what becomes of an input that has arrived.
type InputOutcome uint8

// The outcomes: those of rollback.InputQueue when it comes in, and later Consumed.
// A repeated input is Old, whatever became of it the first time.
const (
	Accepted = InputOutcome(rollback.Accepted)
	Old      = InputOutcome(rollback.Stale)
	Full     = InputOutcome(rollback.QueueFull)
	TooFar   = InputOutcome(rollback.TooFarAhead)
	Consumed = TooFar + 1 // it is in the tick that follows
)

// InputEvent is one input's step.
type InputEvent struct {
	Tick    sim.Tick // the last tick before
	ID      sim.ID
	Seq     uint32
	Outcome InputOutcome
}

func (a *Authority) reportInput(id sim.ID, seq uint32, what InputOutcome) {
	if a.cfg.OnInput != nil {
		a.cfg.OnInput(InputEvent{a.world.Tick(), id, seq, what})
	}
}
