package replay

import (
	"errors"
	"io"

	"clew/engine/sim"
)

// checkpointInterval is the number of ticks between two worlds that a Recording
// keeps.
const checkpointInterval = 10 * sim.TickRate

// Recording is a whole recording in memory, for looking at any of its ticks.
type Recording struct {
	Header    Header
	Truncated bool // it has no end: its writer was stopped hard

	cmds        []sim.Command // of all ticks, one after the other
	ends        []int         // in cmds, of each tick's
	checkpoints []*sim.World  // every checkpointInterval ticks from StartTick on; never stepped

	players map[sim.ID][]playerRecord // in the order in which they were written
}

// Load reads a recording and plays it once. It returns the errors of Verify.
func Load(r io.Reader) (*Recording, error) {
	in, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	rec := &Recording{Header: in.Header, players: map[sim.ID][]playerRecord{}}
	w := in.Header.World()
	for {
		rec.addCheckpoint(w)
		t, err := in.Next()
		rec.addPlayers(in)
		switch {
		case errors.Is(err, io.EOF):
			if err := in.checkEnd(w); err != nil {
				return nil, err
			}
			return rec, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			rec.Truncated = true
			return rec, nil
		case err != nil:
			return nil, err
		}
		w.Step(t.Commands, nil)
		if got := uint32(w.Hash()); got != t.Hash {
			return nil, &DesyncError{Tick: t.Number, Want: t.Hash, Got: got}
		}
		rec.cmds = append(rec.cmds, t.Commands...)
		rec.ends = append(rec.ends, len(rec.cmds))
	}
}

// addCheckpoint keeps the world when one is due.
func (r *Recording) addCheckpoint(w *sim.World) {
	if len(r.ends) == len(r.checkpoints)*checkpointInterval {
		kept := &sim.World{}
		kept.CopyFrom(w)
		r.checkpoints = append(r.checkpoints, kept)
	}
}

// addPlayers takes over the players that the reader found on the way to the
// next tick.
func (r *Recording) addPlayers(in *Reader) {
	for _, s := range in.players {
		r.players[s.info.ID] = append(r.players[s.info.ID], s)
	}
}

// LastTick returns the last tick; the first is the one after Header.StartTick.
func (r *Recording) LastTick() sim.Tick { return r.Header.StartTick + sim.Tick(len(r.ends)) }

// WorldAt makes w the world as it was after a tick and reports whether the
// recording has that tick. If w is the world that it made for an earlier tick,
// it steps on from there unless that is far.
func (r *Recording) WorldAt(w *sim.World, tick sim.Tick) bool {
	if tick < r.Header.StartTick || tick > r.LastTick() {
		return false
	}
	if w.Maze() != r.Header.Level.Maze || w.Tick() > tick || tick-w.Tick() > checkpointInterval {
		w.CopyFrom(r.checkpoints[(tick-r.Header.StartTick)/checkpointInterval])
	}
	var events [8]sim.Event
	for w.Tick() < tick {
		i := int(w.Tick() - r.Header.StartTick)
		from := 0
		if i > 0 {
			from = r.ends[i-1]
		}
		w.Step(r.cmds[from:r.ends[i]], events[:0])
	}
	return true
}
