package replay

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"clew/engine/maze"
	"clew/engine/sim"
)

// TickRecord is one tick of a recording.
type TickRecord struct {
	Number   sim.Tick
	Commands []sim.Command // valid until the next call of Reader.Next
	Hash     uint32        // low half of the hash of the world after it
}

// Reader reads a recording, which may come from a stranger.
type Reader struct {
	Header Header

	in      *bufio.Reader
	ticks   fieldReader // the rest of the current record
	left    uint64      // ticks in it
	next    sim.Tick
	cmds    []sim.Command
	players []playerRecord // found by the last call of Next
	end     *endRecord
}

// endRecord is the content of the end record.
type endRecord struct {
	tick sim.Tick
	hash uint64
}

// signatureLen is how many bytes tell whether a file is a recording, see
// IsRecording.
const signatureLen = 16

// NewReader reads the header of a recording. Its error wraps ErrDamaged, or is
// that of r.
func NewReader(r io.Reader) (*Reader, error) {
	rec := &Reader{in: bufio.NewReader(r)}
	if err := rec.checkSignature(); err != nil {
		return nil, err
	}
	_, payload, err := rec.readRecord()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, damagedf("it ends within its header")
	case err != nil:
		return nil, err
	}
	f := fieldReader(payload)
	f.text(len(magic))
	version := f.uvarint()
	if version < 1 || version > Version {
		return nil, damagedf("it has version %d of the format; this program reads up to version %d", version, Version)
	}
	rec.Header.Seed = f.uvarint()
	rec.Header.ServerName = f.text(int(min(f.uvarint(), maxRecord)))
	file := f.text(int(min(f.uvarint(), maxRecord)))
	if version > 1 {
		rec.Header.StartTick = f.tick()
	}
	if rec.next = rec.Header.StartTick + 1; f == nil || rec.next == 0 {
		return nil, damagedf("its header makes no sense")
	}
	rec.Header.Level, err = maze.Parse([]byte(file))
	if err != nil {
		return nil, damagedf("its level: %v", err)
	}
	return rec, nil
}

// checkSignature tells a file that is not a recording from a damaged one.
func (r *Reader) checkSignature() error {
	b, err := r.in.Peek(signatureLen)
	switch {
	case IsRecording(b):
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case len(b) == 0:
		return damagedf("it is empty")
	case len(b) < signatureLen && isRecordingPrefix(b):
		return damagedf("it ends within its header")
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

// Next returns the next tick. After the last one it returns io.EOF, or
// io.ErrUnexpectedEOF if the recording is truncated.
func (r *Reader) Next() (TickRecord, error) {
	r.players = r.players[:0]
	for r.left == 0 {
		if err := r.loadTicks(); err != nil {
			return TickRecord{}, err
		}
	}
	if r.next == 0 {
		return TickRecord{}, damagedf("tick %d is the last that there can be, and more follow", r.next-1)
	}
	r.left--
	n := r.ticks.uvarint()
	if n > maxCommands {
		return TickRecord{}, damagedf("tick %d has %d commands", r.next, n)
	}
	r.cmds = r.cmds[:0]
	for range n {
		c := sim.Command{ID: sim.ID(r.ticks.uvarint32())}
		kind, input := r.ticks.byte(), r.ticks.byte()
		c.Kind, c.Input = sim.CommandKind(kind), sim.Input(input)&sim.AllKeys
		r.cmds = append(r.cmds, c)
	}
	t := TickRecord{Number: r.next, Commands: r.cmds, Hash: r.ticks.uint32()}
	if r.ticks == nil {
		return TickRecord{}, damagedf("tick %d is too short", r.next)
	}
	r.next++
	return t, nil
}

// loadTicks reads records up to the next one with ticks.
func (r *Reader) loadTicks() error {
	if r.end != nil {
		return io.EOF
	}
	kind, payload, err := r.readRecord()
	if err != nil {
		return err
	}
	f := fieldReader(payload)
	switch kind {
	case kindEnd:
		r.end = &endRecord{tick: f.tick(), hash: uint64(f.uint32())<<32 | uint64(f.uint32())}
		if f == nil {
			return damagedf("its end is too short")
		}
	case kindPlayer:
		r.players = append(r.players, f.player())
		if f == nil {
			return damagedf("a player record before tick %d makes no sense", r.next)
		}
	case kindTicks:
		first := f.uvarint()
		r.left, r.ticks = f.uvarint(), f
		if f == nil || first != uint64(r.next) {
			return damagedf("tick %d follows tick %d", first, r.next-1)
		}
	}
	return nil
}

// readRecord reads one record. A truncation is io.ErrUnexpectedEOF, wherever it
// is.
func (r *Reader) readRecord() (kind byte, payload []byte, err error) {
	sum := crc32.NewIEEE()
	var head []byte
	kind, err = r.in.ReadByte()
	if err != nil {
		return 0, nil, truncated(err)
	}
	length, err := r.length()
	if err != nil {
		return 0, nil, err
	}
	head = binary.AppendUvarint(append(head, kind), length)
	// io.ReadAll grows with what arrives, not with what is claimed.
	payload, err = io.ReadAll(io.LimitReader(r.in, int64(length)))
	if err != nil || uint64(len(payload)) < length {
		return 0, nil, truncated(err)
	}
	var want [4]byte
	if _, err := io.ReadFull(r.in, want[:]); err != nil {
		return 0, nil, truncated(err)
	}
	sum.Write(head)
	sum.Write(payload)
	if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
		if r.Header.Level == nil {
			return 0, nil, damagedf("the checksum of its header is wrong")
		}
		return 0, nil, damagedf("the checksum of a record is wrong, before tick %d", r.next)
	}
	return kind, payload, nil
}

// length reads the length of a record.
func (r *Reader) length() (uint64, error) {
	var b []byte
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return 0, truncated(err)
		}
		b = append(b, c)
		switch length, n := binary.Uvarint(b); {
		case n < 0:
			return 0, damagedf("a record before tick %d has an invalid length", r.next)
		case n > 0 && length > maxRecord:
			return 0, damagedf("a record before tick %d claims %d bytes", r.next, length)
		case n > 0:
			return length, nil
		}
	}
}

func truncated(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
