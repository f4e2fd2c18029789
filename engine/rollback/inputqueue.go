// Package rollback re-simulates from a changed tick. It holds the two things
// that every kind of netcode here is made of: numbered inputs that wait for
// their turn (InputQueue), and a world with its recent past, in which a tick
// can be replaced and everything after it stepped again (Timeline). A replica
// reconciles with it; peers can roll back with it.
package rollback

import "clew/engine/sim"

// The limits of an InputQueue.
const (
	InputQueueSize = 32 // inputs that can wait
	MaxAhead       = 64 // how far a number may be ahead of the last one taken in
)

// SequencedInput is an input with its number.
type SequencedInput struct {
	Seq   uint32
	Input sim.Input
}

// PushResult says what an InputQueue did with an input.
type PushResult uint8

// The results of Push.
const (
	Accepted    PushResult = iota
	Stale                  // it, or a later one, was taken in before; ignored
	QueueFull              // no room now; ignored, and welcome when it comes again
	TooFarAhead            // more than MaxAhead ahead of the last; ignored
)

// InputQueue holds the inputs of one player until their turn, in the order of
// their numbers. The zero value is empty and expects number 1.
type InputQueue struct {
	ring    [InputQueueSize]SequencedInput
	head, n int
	last    uint32 // the last number taken in
}

// Reset empties the queue; the next number expected is the one after last.
func (q *InputQueue) Reset(last uint32) { *q = InputQueue{last: last} }

// Len returns the number of inputs waiting.
func (q *InputQueue) Len() int { return q.n }

// Push adds an input. A gap before its number remains: those inputs are lost,
// and the player stood still in them.
func (q *InputQueue) Push(in SequencedInput) PushResult {
	switch {
	case in.Seq <= q.last:
		return Stale
	case in.Seq-q.last > MaxAhead:
		return TooFarAhead
	case q.n == InputQueueSize:
		return QueueFull
	}
	q.ring[(q.head+q.n)%InputQueueSize] = in
	q.n++
	q.last = in.Seq
	return Accepted
}

// Pop removes the oldest input.
func (q *InputQueue) Pop() (in SequencedInput, ok bool) {
	if q.n == 0 {
		return in, false
	}
	in = q.ring[q.head]
	q.head = (q.head + 1) % InputQueueSize
	q.n--
	return in, true
}
