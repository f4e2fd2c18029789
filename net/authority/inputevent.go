package authority

import (
	"clew/engine/rollback"
	"clew/engine/sim"
)

// InputOutcome is what became of an input that arrived.
type InputOutcome uint8

// The outcomes: those of rollback.InputQueue when an input arrives, and Consumed
// later. A repeated input is Stale, whatever became of it the first time.
const (
	Accepted    = InputOutcome(rollback.Accepted)
	Stale       = InputOutcome(rollback.Stale)
	QueueFull   = InputOutcome(rollback.QueueFull)
	TooFarAhead = InputOutcome(rollback.TooFarAhead)
	Consumed    = TooFarAhead + 1 // it is part of the next tick
)

// InputEvent says what became of an input.
type InputEvent struct {
	Tick    sim.Tick // the last one before
	ID      sim.ID
	Seq     uint32
	Outcome InputOutcome
}

// InputEvents returns what became of inputs since the last call, if
// Config.ReportInputs is set. Call it after each Tick. The events are valid until
// the next message is handled.
func (a *Authority) InputEvents() []InputEvent {
	events := a.inputEvents
	a.inputEvents = a.inputEvents[:0]
	return events
}

func (a *Authority) reportInput(id sim.ID, seq uint32, outcome InputOutcome) {
	if a.cfg.ReportInputs {
		a.inputEvents = append(a.inputEvents, InputEvent{a.proposed, id, seq, outcome})
	}
}
