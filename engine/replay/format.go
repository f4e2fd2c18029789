// Package replay records a game and plays it again: the level, the seed, the
// commands of every tick, and the hash of the world after it. A recording of an
// old game is the best regression test of the rules.
//
// A recording is a sequence of records. Each stands on its own, so a file that
// was truncated anywhere can be read up to there:
//
//	┌──────┬────────┬───────────────┬─────────────────────────────┐
//	│ kind │ length │ payload       │ CRC-32 of all before it     │
//	│ byte │ varint │ length bytes  │ 4 bytes, IEEE, big-endian   │
//	└──────┴────────┴───────────────┴─────────────────────────────┘
//
//	kind   payload (numbers are unsigned varints unless said otherwise)
//	'H'    header, once and first: "CLEW", version, seed,
//	       server's name (length, bytes), level file (length, bytes),
//	       number of the tick before the first (not in version 1: it is 0)
//	'T'    ticks: number of the first, how many, then for each tick
//	       commands, each: count, then ID, kind, input; and the low 32 bits
//	       of the world's hash after it (4 bytes, big-endian)
//	'P'    player: number of the tick after which it is so, ID, letter (a
//	       rune), name (length, bytes), colour and shape (bytes)
//	'E'    end: number of the last tick, hash of the world (8 bytes, big-endian)
//
// Records of other kinds are skipped. A file without an end record is
// truncated.
package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"clew/engine/maze"
	"clew/engine/sim"
)

// Version is the version of the format.
const Version = 2

const (
	magic      = "CLEW"
	kindHeader = 'H'
	kindTicks  = 'T'
	kindPlayer = 'P'
	kindEnd    = 'E'
)

// The limits of a recording that is read.
const (
	maxRecord   = 4 << 20
	maxCommands = 4 * sim.MaxPlayers // in one tick: two walks, a join and a leave for each
)

// ticksPerRecord is how many ticks are written as one record, and so how many a
// crash can lose.
const ticksPerRecord = sim.TickRate

// Header is the first record of a recording.
type Header struct {
	Level      *maze.Level
	Seed       uint64
	ServerName string // the server's name; may be empty

	// StartTick is the tick before the first one. It is not 0 where a server
	// went on to another level, with which a new recording begins.
	StartTick sim.Tick
}

// IsRecording reports whether a file that starts with b is a recording; 16
// bytes are enough.
func IsRecording(b []byte) bool {
	if len(b) == 0 || b[0] != kindHeader {
		return false
	}
	_, n := binary.Uvarint(b[1:])
	return n > 0 && bytes.HasPrefix(b[1+n:], []byte(magic))
}

// World makes the World that the recording starts with.
func (h *Header) World() *sim.World {
	w := sim.New(h.Level.Maze, h.Seed)
	w.SetState(h.StartTick)
	return w
}

// ErrDamaged is wrapped by the errors about recordings that make no sense.
var ErrDamaged = errors.New("replay: the recording is damaged")

// DesyncError reports a recording that the current rules play differently.
type DesyncError struct {
	Tick      sim.Tick // the first after which the worlds differ
	Want, Got uint32   // low half of the recorded hash, and of the replayed one
}

func (e *DesyncError) Error() string {
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

// appendText appends a length and a text.
func appendText(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}
