package lesson

import (
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
)

// Game is a game as a player of the lesson has changed it, and what they look
// at in it. Nothing that it returns may be changed.
type Game interface {
	Scenario() *scenario.Scenario   // with all that was changed
	Trace() *eventlog.Trace         // what happens in it
	OriginalTrace() *eventlog.Trace // what happened before anything was changed
	PeerTrace() *history.PeerTrace  // what happens in a game without a server; nil: it has one
	Tick() int                      // the tick looked at
	Selected() Selection
}

// Target is a kind of thing in a trace that can be selected.
type Target string

// The targets.
const (
	TargetPacket     Target = "packet"
	TargetInput      Target = "input"
	TargetCorrection Target = "correction"
	TargetEntry      Target = "entry" // what entered a tick
)

// Targets lists all targets.
var Targets = []Target{TargetPacket, TargetInput, TargetCorrection, TargetEntry}

// Selection is what is selected in a trace; the zero value is nothing.
type Selection struct {
	Target Target
	Index  int    // of a Packet, a Correction or an Entry in the Trace
	Client int    // of an Input
	Seq    uint32 // of an Input
}

// Goal is something that the program can check in a game.
type Goal interface {
	Reached(g Game) bool
	// check finds out what is wrong with the goal in a scenario, and tells it.
	check(s scenario.Header, fail func(key, format string, args ...any))
}

// Bounds restricts a number. Nil fields are no bounds; at least one is set.
type Bounds struct{ Below, Above, Equals *float64 }

// contain reports whether a number is within the bounds.
func (b Bounds) contain(v float64) bool {
	return (b.Below == nil || v < *b.Below) && (b.Above == nil || v > *b.Above) && (b.Equals == nil || v == *b.Equals)
}

// check reports bounds that hold for no number, or for all.
func (b Bounds) check(fail func(key, format string, args ...any)) {
	switch {
	case b == Bounds{}:
		fail("kind", "there is no bound; add below = 60, above = 60 or equals = 60")
	case b.Equals != nil && (b.Below != nil || b.Above != nil):
		fail("equals", "equals does not go with another bound")
	case b.Below != nil && b.Above != nil && *b.Below <= *b.Above:
		fail("below", "no number is below %v and above %v; swap the two", *b.Below, *b.Above)
	}
}

// TickGoal is reached at a tick.
type TickGoal struct{ Tick int }

// Reached implements Goal.
func (w TickGoal) Reached(g Game) bool { return g.Tick() >= w.Tick }

func (w TickGoal) check(s scenario.Header, fail func(key, format string, args ...any)) {
	if w.Tick < 1 || w.Tick > s.Ticks {
		fail("tick", "tick is %d; write a number from 1 to %d, the end of the scenario", w.Tick, s.Ticks)
	}
}

// Done reports whether a task is done: all goals are reached and the answer,
// if there are choices, is correct. Answers are counted from 0; -1 is none.
func (t *Task) Done(g Game, answer int) bool {
	if len(t.Choices) > 0 && answer != t.CorrectChoice {
		return false
	}
	for _, goal := range t.Goals {
		if !goal.Reached(g) {
			return false
		}
	}
	return true
}
