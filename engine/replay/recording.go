package replay

import (
	"bytes"
	"errors"
	"io"
	"sort"

	"clew/engine/game"
	"clew/engine/sim"
)

// Recording is a whole recording in memory, for looking at any of its ticks; see
// Cursor. It never changes. What it takes is bounded by the length of the file.
//
// Its ticks are those of the game. Only where a level within the recording
// restarts them, it counts on.
type Recording struct {
	// Start is the State with which it begins. It must not be changed.
	Start     *game.State
	Truncated bool // it has no end: its writer was stopped hard

	segments []segment // at least one
	count    int       // of the entries
	chat     []int32   // numbers of the entries in which somebody says something
}

// segment is a checkpoint, and the entries up to the next one.
type segment struct {
	first      int    // number of entries before it
	checkpoint []byte // encoded
	entries    []byte // see appendEntry
}

// Load reads a recording without playing it: it checks that every entry and
// checkpoint can be played and that they follow each other, but not what the game
// becomes. Its errors wrap ErrDamaged or ErrVersion, or are those of r.
func Load(r io.Reader) (*Recording, error) {
	in, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	rec := &Recording{Start: in.Start, segments: []segment{{checkpoint: in.start}}}
	hash := uint32(in.Start.Hash())
	for {
		record, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return rec, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			rec.Truncated = true
			return rec, nil
		case err != nil:
			return nil, err
		case record.Checkpoint != nil:
			if got := uint32(record.Checkpoint.Hash()); got != hash {
				return nil, damagedf("the checkpoint at tick %d has the hash %08x, and the entry before it %08x", in.last, got, hash)
			}
			rec.segments = append(rec.segments, segment{first: rec.count, checkpoint: bytes.Clone(record.encoded)})
			continue
		}
		hash = record.Hash
		rec.add(record)
	}
}

// add adds an entry.
func (r *Recording) add(record Record) {
	s := &r.segments[len(r.segments)-1]
	s.entries = append(s.entries, record.encoded...)
	if says(record.Entry) {
		r.chat = append(r.chat, int32(r.count))
	}
	r.count++
}

// says reports whether somebody says something in an entry.
func says(e *game.Entry) bool {
	for i := range e.Changes {
		if e.Changes[i].Kind == game.Say {
			return true
		}
	}
	return false
}

// StartTick returns the tick of Start: the one before that of the first entry.
func (r *Recording) StartTick() sim.Tick { return r.Start.Tick() }

// LastTick returns the last tick.
func (r *Recording) LastTick() sim.Tick { return r.StartTick() + sim.Tick(r.count) }

// Has reports whether the recording has the State after a tick.
func (r *Recording) Has(tick sim.Tick) bool { return tick-r.StartTick() <= sim.Tick(r.count) }

// number returns how many entries lead to a tick that the recording has.
func (r *Recording) number(tick sim.Tick) int { return int(tick - r.StartTick()) }

// segmentOf returns the last segment that begins with at most n entries before it.
func (r *Recording) segmentOf(n int) int {
	return sort.Search(len(r.segments), func(i int) bool { return r.segments[i].first > n }) - 1
}
