package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"clew/engine/game"
	"clew/engine/sim"
)

// Version is the version of the format.
const Version = 4

const (
	magic          = "CLEW"
	kindHeader     = 'H'
	kindCheckpoint = 'C'
	kindEntries    = 'N'
	kindEnd        = 'E'
)

// CheckpointInterval is the largest number of entries between two checkpoints, and
// so the largest that is applied to go to any tick.
const CheckpointInterval = 30 * sim.TickRate

// entriesPerRecord is how many entries are written as one record, and so how many
// a crash can lose. Long ones are written earlier.
const (
	entriesPerRecord = sim.TickRate
	longRecord       = 64 << 10 // bytes
)

// maxRecord limits the payload of a record that is read: a checkpoint, or entries
// up to longRecord and another one.
const maxRecord = max(game.MaxCheckpointLen, longRecord+game.MaxEntryLen+1<<10)

// IsRecording reports whether a file that starts with b is a recording; 16
// bytes are enough.
func IsRecording(b []byte) bool {
	if len(b) == 0 || b[0] != kindHeader {
		return false
	}
	_, n := binary.Uvarint(b[1:])
	return n > 0 && bytes.HasPrefix(b[1+n:], []byte(magic))
}

var (
	// ErrDamaged is wrapped by the errors about recordings that make no sense.
	ErrDamaged = errors.New("replay: the recording is damaged")

	// ErrVersion is wrapped by the errors about recordings of another version
	// of the format.
	ErrVersion = errors.New("replay: the recording is of another release")
)

// DesyncError reports a recording that the current rules play differently.
type DesyncError struct {
	Tick       sim.Tick // of the first State that differs
	Count      int      // of the entries up to there
	Checkpoint bool     // the recorded State is a checkpoint: the hash beside the entry is right
	Want, Got  uint64   // hash of the recorded State, and of the replayed one; low half only between checkpoints
}

func (e *DesyncError) Error() string {
	if e.Checkpoint {
		return fmt.Sprintf("the checkpoint at tick %d is not the game there: hash %016x, replayed %016x", e.Tick, e.Want, e.Got)
	}
	return fmt.Sprintf("the game first differs from the recording at tick %d: hash %08x, recorded %08x", e.Tick, e.Got, e.Want)
}

func damagedf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// appendRecord appends a payload as a record.
func appendRecord(dst []byte, kind byte, payload []byte) []byte {
	start := len(dst)
	dst = append(dst, kind)
	dst = binary.AppendUvarint(dst, uint64(len(payload)))
	dst = append(dst, payload...)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[start:]))
}

// appendEntry appends an entry as a record has it.
func appendEntry(dst, encoded []byte, hash uint64) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(encoded)))
	dst = append(dst, encoded...)
	return binary.BigEndian.AppendUint32(dst, uint32(hash))
}

// versionError says that a recording has another version than Version.
func versionError(version uint64) error {
	return fmt.Errorf("%w: it has version %d of the format, and this program reads version %d", ErrVersion, version, Version)
}
