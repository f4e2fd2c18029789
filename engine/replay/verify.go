package replay

import (
	"errors"
	"io"

	"clew/engine/game"
)

// Report is what Verify found.
type Report struct {
	Start       *game.State // with which the recording begins; nil if there is none
	Ticks       int         // that were played
	Players     int         // that were in the game at the start, or joined
	Resumes     int         // of lost connections
	Exits       int         // that were reached
	ChatLines   int
	Checkpoints int  // that were compared; not the first one
	Truncated   bool // the recording has no end: its writer was stopped hard
}

// Verify plays a recording and compares the State after every entry, and every
// checkpoint as a whole. The error is a *DesyncError if the current rules play
// another game or a checkpoint is another game's, wraps ErrDamaged or ErrVersion
// if the recording makes no sense, and is the reader's otherwise. The Report is
// right up to the tick of the error.
func Verify(r io.Reader) (Report, error) {
	in, err := NewReader(r)
	if err != nil {
		return Report{}, err
	}
	rep := Report{Start: in.Start, Players: len(in.Start.Players())}
	s := in.Start.Clone()
	var events []game.Event
	for {
		record, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return rep, in.checkEnd(s, rep.Ticks)
		case errors.Is(err, io.ErrUnexpectedEOF):
			rep.Truncated = true
			return rep, nil
		case err != nil:
			return rep, err
		case record.Checkpoint != nil:
			if want, got := record.Checkpoint.Hash(), s.Hash(); want != got {
				return rep, &DesyncError{Tick: s.Tick(), Count: rep.Ticks, Checkpoint: true, Want: want, Got: got}
			}
			rep.Checkpoints++
			continue
		}
		if events, err = s.Apply(record.Entry, events[:0]); err != nil {
			return rep, damagedf("%v", err)
		}
		if got := uint32(s.Hash()); got != record.Hash {
			return rep, &DesyncError{Tick: s.Tick(), Count: rep.Ticks + 1, Want: uint64(record.Hash), Got: uint64(got)}
		}
		rep.count(events)
	}
}

// count adds a tick that was played.
func (rep *Report) count(events []game.Event) {
	rep.Ticks++
	for _, e := range events {
		switch e.Kind {
		case game.PlayerJoined:
			rep.Players++
		case game.PlayerResumed:
			rep.Resumes++
		case game.ReachedExit:
			rep.Exits++
		case game.PlayerSaid:
			rep.ChatLines++
		}
	}
}

// checkEnd compares the end record with the last State.
func (r *Reader) checkEnd(s *game.State, count int) error {
	if got := s.Hash(); got != r.end.hash {
		return &DesyncError{Tick: s.Tick(), Count: count, Want: r.end.hash, Got: got}
	}
	return nil
}
