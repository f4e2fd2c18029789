package replay

import (
	"errors"
	"io"

	"clew/engine/sim"
)

// every is how many ticks lie between two worlds that a Recording keeps.
const every = 10 * sim.TickRate

// Recording is a whole recording in memory, for looking at any tick of it.
type Recording struct {
	Head Head
	Cut  bool // it has no end: its writer was stopped hard

	cmds  []sim.Command // of all ticks, one after the other
	ends  []int         // in cmds, of each tick's
	marks []*sim.World  // after Start, Start+every …; never stepped

	people map[sim.ID][]since // in the order in which they were written
}

// Load reads a recording and plays it once, with the errors of Verify.
func Load(r io.Reader) (*Recording, error) {
	in, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	rec := &Recording{Head: in.Head, people: map[sim.ID][]since{}}
	w := in.Head.World()
	for {
		rec.mark(w)
		t, err := in.Next()
		rec.meet(in)
		switch {
		case errors.Is(err, io.EOF):
			if err := in.checkEnd(w); err != nil {
				return nil, err
			}
			return rec, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			rec.Cut = true
			return rec, nil
		case err != nil:
			return nil, err
		}
		w.Step(t.Commands, nil)
		if got := uint32(w.Hash()); got != t.Hash {
			return nil, &Mismatch{Tick: t.Number, Want: t.Hash, Got: got}
		}
		rec.cmds = append(rec.cmds, t.Commands...)
		rec.ends = append(rec.ends, len(rec.cmds))
	}
}

// mark keeps the world where one is due.
func (r *Recording) mark(w *sim.World) {
	if len(r.ends) == len(r.marks)*every {
		kept := &sim.World{}
		kept.CopyFrom(w)
		r.marks = append(r.marks, kept)
	}
}

// meet takes over whom the reader has met on the way to the next tick.
func (r *Recording) meet(in *Reader) {
	for _, s := range in.met {
		r.people[s.person.ID] = append(r.people[s.person.ID], s)
	}
}

// Last is the last tick; the first is the one after Head.Start.
func (r *Recording) Last() sim.Tick { return r.Head.Start + sim.Tick(len(r.ends)) }

// World makes w the world as it was after a tick, and reports whether the
// recording has that tick. Where w is the world that it made of an earlier
// one, it steps on from there if that is not far.
func (r *Recording) World(w *sim.World, tick sim.Tick) bool {
	if tick < r.Head.Start || tick > r.Last() {
		return false
	}
	if w.Maze() != r.Head.Level.Maze || w.Tick() > tick || tick-w.Tick() > every {
		w.CopyFrom(r.marks[(tick-r.Head.Start)/every])
	}
	var events [8]sim.Event
	for w.Tick() < tick {
		i := int(w.Tick() - r.Head.Start)
		from := 0
		if i > 0 {
			from = r.ends[i-1]
		}
		w.Step(r.cmds[from:r.ends[i]], events[:0])
	}
	return true
}
