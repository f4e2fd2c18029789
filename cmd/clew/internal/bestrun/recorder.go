// Package bestrun keeps the best run of each level that somebody plays alone: its
// replay in a file, and the way that it took.
package bestrun

import (
	"bytes"
	"sync/atomic"

	"clew/engine/game"
	"clew/engine/replay"
	"clew/engine/sim"
)

// maxSize is the size from which on a replay is given up, in bytes: far beyond an
// hour.
const maxSize = 16 << 20

// Recorder records the present level in memory, up to the moment in which the first
// player reaches an exit. Its Start and Entry are for the hooks of the same names
// of a server, in whose loop they run; Finished may be called from anywhere.
type Recorder struct {
	buf      bytes.Buffer
	out      *replay.Writer // nil: nothing is recorded until the next level
	finished atomic.Pointer[finished]
}

// finished is the replay of a run.
type finished struct {
	id     sim.ID
	replay []byte
}

// Start starts recording with the state before an entry.
func (r *Recorder) Start(s *game.State) {
	r.buf.Reset()
	r.finished.Store(nil)
	r.out, _ = replay.NewWriter(&r.buf, s) // a buffer gives no errors
}

// Entry records an entry.
func (r *Recorder) Entry(e *game.Entry, after *game.State) {
	if e.StartsLevel() {
		r.Start(after)
		return
	}
	if r.out == nil {
		return
	}
	r.out.WriteEntry(e, after)
	if r.buf.Len() > maxSize {
		r.out = nil
		return
	}
	for _, p := range after.World().Players() {
		if p.ExitTick == after.Tick() {
			r.out.Close()
			r.finished.Store(&finished{p.ID, bytes.Clone(r.buf.Bytes())})
			r.out = nil
			return
		}
	}
}

// Finished returns the replay of the first run to an exit on this level, or nil if
// that was not a player's.
func (r *Recorder) Finished(id sim.ID) []byte {
	if f := r.finished.Load(); f != nil && f.id == id {
		return f.replay
	}
	return nil
}
