package replay

import (
	"encoding/binary"
	"io"

	"clew/engine/game"
	"clew/engine/sim"
)

// Writer writes a recording. It hands whole records to the underlying writer,
// about one a second, and buffers nothing else.
type Writer struct {
	w               io.Writer
	err             error
	last            sim.Tick // of the last entry
	hash            uint64   // of the State after it
	sinceCheckpoint int      // entries since the last checkpoint
	first           sim.Tick // of the entries that are not written yet
	n               int      // how many these are
	pending         []byte   // these
	entry           []byte   // reused, as are the following
	payload         []byte
	record          []byte
}

// NewWriter starts a recording of a game with the State that it begins with. If
// that is not known yet, it is nil, and Begin must be called before anything else.
func NewWriter(w io.Writer, start *game.State) (*Writer, error) {
	r := &Writer{w: w}
	r.write(kindHeader, append([]byte(magic), Version))
	if start != nil {
		r.Begin(start)
	}
	return r, r.err
}

// Begin records the State with which the game begins.
func (r *Writer) Begin(start *game.State) {
	r.last, r.hash = start.Tick(), start.Hash()
	r.writeCheckpoint(start)
}

// WriteEntry records an entry and the State after it. It keeps neither. After an
// error it does nothing, see Err.
func (r *Writer) WriteEntry(e *game.Entry, after *game.State) {
	if r.err != nil {
		return
	}
	if r.n > 0 && e.Tick != r.last+1 {
		r.flush()
	}
	if r.n == 0 {
		r.first = e.Tick
	}
	r.n++
	r.sinceCheckpoint++
	r.last, r.hash = e.Tick, after.Hash()
	r.entry = game.AppendEntry(r.entry[:0], e)
	r.pending = appendEntry(r.pending, r.entry, r.hash)
	switch {
	case r.sinceCheckpoint == CheckpointInterval:
		r.flush()
		r.writeCheckpoint(after)
	case r.n == entriesPerRecord || len(r.pending) >= longRecord:
		r.flush()
	}
}

// Err returns the first error of the underlying writer.
func (r *Writer) Err() error { return r.err }

// Close writes what is left, and the end record. It does not close the
// underlying writer.
func (r *Writer) Close() error {
	if r.n > 0 {
		r.flush()
	}
	p := binary.AppendUvarint(nil, uint64(r.last))
	r.write(kindEnd, binary.BigEndian.AppendUint64(p, r.hash))
	return r.err
}

// flush writes the entries since the last record.
func (r *Writer) flush() {
	r.payload = binary.AppendUvarint(r.payload[:0], uint64(r.first))
	r.payload = binary.AppendUvarint(r.payload, uint64(r.n))
	r.payload = append(r.payload, r.pending...)
	r.write(kindEntries, r.payload)
	r.pending, r.n = r.pending[:0], 0
}

// writeCheckpoint writes a State.
func (r *Writer) writeCheckpoint(s *game.State) {
	r.payload = game.AppendCheckpoint(r.payload[:0], s)
	r.write(kindCheckpoint, r.payload)
	r.sinceCheckpoint = 0
}

func (r *Writer) write(kind byte, payload []byte) {
	if r.err != nil {
		return
	}
	r.record = appendRecord(r.record[:0], kind, payload)
	_, r.err = r.w.Write(r.record)
}
