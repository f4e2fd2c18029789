// Package timeline picks the tick to redo. It holds the two things that every
// kind of netcode here is made of: numbered inputs that wait for their turn
// (Queue), and a world with its recent past, in which a tick can be replaced
// and all that came after it stepped again (Timeline). A replica reconciles
// with it; peers can roll back with it.
package timeline

import "clew/engine/sim"

// The bounds of a Queue.
const (
	QueueSize = 32 // inputs that can wait
	MaxAhead  = 64 // how far a number may be ahead of the last one taken in
)

// Numbered is an input with its number and the tick of the others that the
// player was looking at when it was made.
type Numbered struct {
	Seq   uint32
	Input sim.Input
	Seen  sim.Tick
}

// Verdict is what a Queue did with an input.
type Verdict uint8

// The verdicts.
const (
	Accepted Verdict = iota
	Old              // it, or a later one, was taken in before; ignored
	Full             // no room now; ignored, and welcome when it comes again
	TooFar           // more than MaxAhead ahead of the last; ignored
)

// Queue holds the inputs of one player until their turn, in the order of
// their numbers. The zero value is empty and expects number 1.
type Queue struct {
	ring    [QueueSize]Numbered
	head, n int
	last    uint32 // the last number taken in
}

// Restart empties the queue; the next number expected is after last.
func (q *Queue) Restart(last uint32) { *q = Queue{last: last} }

// Len is the number of inputs waiting.
func (q *Queue) Len() int { return q.n }

// Push takes in an input. A gap before its number stays one: those inputs
// are lost, and the player stood still in them.
func (q *Queue) Push(in Numbered) Verdict {
	switch {
	case in.Seq <= q.last:
		return Old
	case in.Seq-q.last > MaxAhead:
		return TooFar
	case q.n == QueueSize:
		return Full
	}
	q.ring[(q.head+q.n)%QueueSize] = in
	q.n++
	q.last = in.Seq
	return Accepted
}

// Pop takes out the oldest input.
func (q *Queue) Pop() (in Numbered, ok bool) {
	if q.n == 0 {
		return in, false
	}
	in = q.ring[q.head]
	q.head = (q.head + 1) % QueueSize
	q.n--
	return in, true
}
