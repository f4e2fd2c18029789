package replay

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"clew/engine/game"
	"clew/engine/sim"
)

// Record is one entry of a recording, or a checkpoint.
type Record struct {
	// Entry is valid until the next call of Reader.Next. It is nil if this is
	// a checkpoint.
	Entry *game.Entry
	Hash  uint32 // low half of the hash of the State after Entry

	// Checkpoint is the State after the last entry; nil if this is an entry.
	Checkpoint *game.State

	encoded []byte // as in the file; valid until the next call of Reader.Next
}

// Reader reads a recording, which may come from a stranger.
type Reader struct {
	// Start is the State with which the recording begins. It must not be
	// changed.
	Start *game.State

	in              recordReader
	start           []byte      // Start as in the file
	entries         fieldReader // the rest of the current record
	left            uint64      // entries in it
	next            sim.Tick    // of the first of these
	last            sim.Tick    // of the last entry
	epoch           uint32      // likewise
	sinceCheckpoint int         // entries
	entry           game.Entry  // reused
	end             *endRecord
}

// endRecord is the content of the end record.
type endRecord struct {
	tick sim.Tick
	hash uint64
}

// signatureLen is how many bytes tell whether a file is a recording, see
// IsRecording.
const signatureLen = 16

// NewReader reads a recording up to its first checkpoint. Its error wraps
// ErrDamaged or ErrVersion, or is that of r.
func NewReader(r io.Reader) (*Reader, error) {
	rec := &Reader{in: recordReader{in: bufio.NewReader(r), where: "its header"}}
	if err := checkSignature(rec.in.in); err != nil {
		return nil, err
	}
	if err := rec.readHeader(); err != nil {
		return nil, beginning(err)
	}
	rec.in.where = "its first checkpoint"
	if err := rec.readStart(); err != nil {
		return nil, beginning(err)
	}
	return rec, nil
}

// beginning names the error of a file that is too short to be played.
func beginning(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return damagedf("it ends before the game begins")
	}
	return err
}

// checkSignature tells a file that is not a recording from a damaged one.
func checkSignature(in *bufio.Reader) error {
	b, err := in.Peek(signatureLen)
	switch {
	case IsRecording(b):
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case len(b) == 0:
		return damagedf("it is empty")
	case len(b) < signatureLen && isRecordingPrefix(b):
		return damagedf("it ends before the game begins")
	}
	return damagedf("it is not a recording of a game")
}

// isRecordingPrefix reports whether b could be the first bytes of a recording.
func isRecordingPrefix(b []byte) bool {
	if b[0] != kindHeader {
		return false
	}
	_, n := binary.Uvarint(b[1:])
	return n == 0 || n > 0 && strings.HasPrefix(magic, string(b[1+n:]))
}

// readHeader reads the header, which is known to be there.
func (r *Reader) readHeader() error {
	_, payload, err := r.in.next()
	if err != nil {
		return err
	}
	f := fieldReader(payload)
	f.bytes(uint64(len(magic)))
	version := f.uvarint()
	if f == nil {
		return damagedf("its header makes no sense")
	}
	if version != Version {
		return versionError(version)
	}
	if len(f) > 0 {
		return damagedf("its header makes no sense")
	}
	return nil
}

// readStart reads the first checkpoint.
func (r *Reader) readStart() error {
	kind, payload, err := r.in.next()
	if err != nil {
		return err
	}
	if kind != kindCheckpoint {
		return damagedf("it does not begin with a checkpoint")
	}
	r.start = append(r.start, payload...)
	if r.Start, err = game.DecodeCheckpoint(payload); err != nil {
		return damagedf("its first checkpoint: %v", err)
	}
	r.setLast(r.Start.Tick())
	r.epoch = r.Start.Epoch()
	return nil
}

// setLast notes the tick up to which the recording is read.
func (r *Reader) setLast(tick sim.Tick) { r.last, r.in.tick, r.in.where = tick, tick, "" }

// Next returns the next entry or checkpoint. After the last one it returns io.EOF,
// or io.ErrUnexpectedEOF if the recording is truncated.
func (r *Reader) Next() (Record, error) {
	for r.left == 0 {
		if r.end != nil {
			return Record{}, io.EOF
		}
		kind, payload, err := r.in.next()
		if err != nil {
			return Record{}, err
		}
		f := fieldReader(payload)
		switch kind {
		case kindCheckpoint:
			return r.checkpoint(payload)
		case kindEntries:
			err = r.beginEntries(f)
		case kindEnd:
			err = r.readEnd(f)
		}
		if err != nil {
			return Record{}, err
		}
	}
	return r.nextEntry()
}

// checkpoint decodes a checkpoint.
func (r *Reader) checkpoint(payload []byte) (Record, error) {
	s, err := game.DecodeCheckpoint(payload)
	switch {
	case err != nil:
		return Record{}, damagedf("the checkpoint after tick %d: %v", r.last, err)
	case s.Tick() != r.last:
		return Record{}, damagedf("a checkpoint of tick %d follows tick %d", s.Tick(), r.last)
	case r.sinceCheckpoint == 0:
		return Record{}, damagedf("tick %d has two checkpoints", r.last)
	}
	r.sinceCheckpoint = 0
	return Record{Checkpoint: s, encoded: payload}, nil
}

// beginEntries begins a record of entries.
func (r *Reader) beginEntries(f fieldReader) error {
	r.next, r.left = f.tick(), f.uvarint()
	r.entries = f
	if f == nil || r.left == 0 {
		return damagedf("a record of entries after tick %d makes no sense", r.last)
	}
	return nil
}

// nextEntry decodes an entry.
func (r *Reader) nextEntry() (Record, error) {
	rest := r.entries
	encoded, hash := r.entries.entry()
	if r.left--; r.entries == nil || r.left == 0 && len(r.entries) > 0 {
		return Record{}, damagedf("the entry after tick %d has a wrong length", r.last)
	}
	e := &r.entry
	if err := game.DecodeEntry(encoded, e); err != nil {
		return Record{}, damagedf("the entry after tick %d: %v", r.last, err)
	}
	switch next := game.TickAfter(r.last, e.StartsLevel()); {
	case e.Tick != next || e.Tick != r.next:
		return Record{}, damagedf("tick %d follows tick %d", e.Tick, r.last)
	case next == 0:
		return Record{}, damagedf("tick %d is the last that there can be, and more follow", r.last)
	case e.Epoch < r.epoch:
		return Record{}, damagedf("epoch %d follows epoch %d, at tick %d", e.Epoch, r.epoch, e.Tick)
	case r.sinceCheckpoint == CheckpointInterval:
		return Record{}, damagedf("there is no checkpoint between ticks %d and %d", e.Tick-CheckpointInterval, e.Tick)
	}
	r.setLast(e.Tick)
	r.epoch = e.Epoch
	r.next++
	r.sinceCheckpoint++
	return Record{Entry: e, Hash: hash, encoded: rest[:len(rest)-len(r.entries)]}, nil
}

// readEnd reads the end record.
func (r *Reader) readEnd(f fieldReader) error {
	r.end = &endRecord{tick: f.tick(), hash: f.bigEndian(8)}
	if f == nil || len(f) > 0 {
		return damagedf("its end makes no sense")
	}
	if r.end.tick != r.last {
		return damagedf("it ends at tick %d and says %d", r.last, r.end.tick)
	}
	return nil
}
