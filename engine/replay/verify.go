package replay

import (
	"errors"
	"io"

	"clew/engine/sim"
)

// Report is what Verify found.
type Report struct {
	Header    Header
	Ticks     sim.Tick // that were played
	Players   int      // that joined
	Exits     int      // that found the exit
	Truncated bool     // the recording has no end: its writer was stopped hard
}

// Verify plays a recording and compares the world after every tick. The error
// is a *DesyncError if the current rules play another game, wraps ErrDamaged if the
// recording makes no sense, and is the reader's otherwise. The Report is right
// up to the tick of the error.
func Verify(r io.Reader) (Report, error) {
	rec, err := NewReader(r)
	if err != nil {
		return Report{}, err
	}
	rep := Report{Header: rec.Header}
	w := rec.Header.World()
	var events []sim.Event
	for {
		t, err := rec.Next()
		switch {
		case errors.Is(err, io.EOF):
			return rep, rec.checkEnd(w)
		case errors.Is(err, io.ErrUnexpectedEOF):
			rep.Truncated = true
			return rep, nil
		case err != nil:
			return rep, err
		}
		events = w.Step(t.Commands, events[:0])
		if got := uint32(w.Hash()); got != t.Hash {
			return rep, &DesyncError{Tick: t.Number, Want: t.Hash, Got: got}
		}
		rep.count(w.Tick(), events)
	}
}

// count adds a tick that was played.
func (rep *Report) count(tick sim.Tick, events []sim.Event) {
	rep.Ticks = tick - rep.Header.StartTick
	for _, e := range events {
		switch e.Kind {
		case sim.PlayerJoined:
			rep.Players++
		case sim.ReachedExit:
			rep.Exits++
		}
	}
}

// checkEnd compares the end record with the last world.
func (r *Reader) checkEnd(w *sim.World) error {
	if r.end.tick != w.Tick() {
		return damagedf("it ends at tick %d and says %d", w.Tick(), r.end.tick)
	}
	if got := w.Hash(); w.Tick() > r.Header.StartTick && got != r.end.hash {
		return &DesyncError{Tick: w.Tick(), Want: uint32(r.end.hash), Got: uint32(got)}
	}
	return nil
}
