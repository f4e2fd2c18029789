package replica

import (
	"slices"
	"time"

	"clew/engine/sim"
)

// Correction describes a snapshot that moved the local player, usually because
// it contradicted the prediction.
type Correction struct {
	Kind     CorrectionKind
	From, To Point         // where the body was predicted at that moment, and where it is now
	Seq      uint32        // the acknowledged input after which prediction and server differed
	Size     int32         // by how much they differed there, in units; Snapped: how far the body moved
	At       time.Duration // when the snapshot came

	// Predicted and Authoritative are the local player after that input, as
	// predicted and as the server has it. Snapped: before and after the move.
	Predicted, Authoritative sim.Player
}

// CorrectionKind tells what a snapshot contradicted.
type CorrectionKind uint8

// The kinds of a Correction.
const (
	Mispredicted CorrectionKind = iota // the result of the acknowledged input
	Resumed                            // the position at which the connection died: inputs under way died with it
	Relocated                          // the level: another one begins, and From is a position in the old one
	Snapped                            // nothing: Snap forgot the pending inputs, or Reconcile steps them again after that
)

// correctionLog keeps the corrections of the last second and counts all of them.
type correctionLog struct {
	recent    []Correction // oldest first
	count     int
	last, max int32 // sizes, in units
}

// add adds a correction.
func (l *correctionLog) add(c *Correction) {
	if len(l.recent) == window { // no honest server contradicts so many snapshots in a second
		l.recent = slices.Delete(l.recent, 0, window/2)
	}
	l.recent = append(l.recent, *c)
	if c.Kind == Relocated {
		return // nothing was mispredicted
	}
	l.count++
	l.last = c.Size
	l.max = max(l.max, c.Size)
}

// trim removes the corrections that no screen shows any more.
func (l *correctionLog) trim(now time.Duration) {
	l.recent = slices.DeleteFunc(l.recent, func(c Correction) bool { return now-c.At > time.Second })
}
