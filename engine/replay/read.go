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

// Tick is one tick of a recording.
type Tick struct {
	Number   sim.Tick
	Commands []sim.Command // valid until the next call of Reader.Next
	Hash     uint32        // low half of the hash of the world after it
}

// Reader reads a recording, which may come from a stranger.
type Reader struct {
	Head Head

	in    *bufio.Reader
	ticks fields // what is left of the record of ticks
	left  uint64 // ticks in it
	next  sim.Tick
	cmds  []sim.Command
	met   []since // in the last call of Next
	end   *end
}

// end is the content of the end record.
type end struct {
	tick sim.Tick
	hash uint64
}

// beginning is how many bytes tell whether a file is a recording, see Is.
const beginning = 16

// NewReader reads the head of a recording. The error wraps ErrDamaged, or is that
// of r.
func NewReader(r io.Reader) (*Reader, error) {
	rec := &Reader{in: bufio.NewReader(r)}
	if err := rec.recognize(); err != nil {
		return nil, err
	}
	_, payload, err := rec.record()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, damaged("it ends within its head")
	case err != nil:
		return nil, err
	}
	f := fields(payload)
	f.text(len(magic))
	version := f.number()
	if version < 1 || version > Version {
		return nil, damaged("it has version %d of the format; this program reads up to version %d", version, Version)
	}
	rec.Head.Seed = f.number()
	rec.Head.Server = f.text(int(min(f.number(), maxRecord)))
	file := f.text(int(min(f.number(), maxRecord)))
	if version > 1 {
		rec.Head.Start = f.tick()
	}
	if rec.next = rec.Head.Start + 1; f == nil || rec.next == 0 {
		return nil, damaged("its head makes no sense")
	}
	rec.Head.Level, err = maze.Parse([]byte(file))
	if err != nil {
		return nil, damaged("its level: %v", err)
	}
	return rec, nil
}

// recognize tells a file that is no recording from one that is damaged.
func (r *Reader) recognize() error {
	b, err := r.in.Peek(beginning)
	switch {
	case Is(b):
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case len(b) == 0:
		return damaged("it is empty")
	case len(b) < beginning && cutIs(b):
		return damaged("it ends within its head")
	}
	return damaged("this is no recording of a game")
}

// cutIs reports whether a whole file could begin as a recording does that goes on
// after b.
func cutIs(b []byte) bool {
	if b[0] != kindHead {
		return false
	}
	_, n := binary.Uvarint(b[1:])
	return n == 0 || n > 0 && strings.HasPrefix(magic, string(b[1+n:]))
}

// Next is the next tick. After the last one it returns io.EOF, or, where the
// recording was cut off, io.ErrUnexpectedEOF.
func (r *Reader) Next() (Tick, error) {
	r.met = r.met[:0]
	for r.left == 0 {
		if err := r.load(); err != nil {
			return Tick{}, err
		}
	}
	if r.next == 0 {
		return Tick{}, damaged("tick %d is the last that there can be, and more follow", r.next-1)
	}
	r.left--
	n := r.ticks.number()
	if n > maxCommands {
		return Tick{}, damaged("tick %d claims %d commands", r.next, n)
	}
	r.cmds = r.cmds[:0]
	for range n {
		c := sim.Command{ID: sim.ID(r.ticks.small())}
		kind, input := r.ticks.byte(), r.ticks.byte()
		c.Kind, c.Input = sim.Kind(kind), sim.Input(input)&sim.Keys
		r.cmds = append(r.cmds, c)
	}
	t := Tick{Number: r.next, Commands: r.cmds, Hash: r.ticks.uint32()}
	if r.ticks == nil {
		return Tick{}, damaged("tick %d is too short", r.next)
	}
	r.next++
	return t, nil
}

// load reads records up to the next one of ticks.
func (r *Reader) load() error {
	if r.end != nil {
		return io.EOF
	}
	kind, payload, err := r.record()
	if err != nil {
		return err
	}
	f := fields(payload)
	switch kind {
	case kindEnd:
		r.end = &end{tick: f.tick(), hash: uint64(f.uint32())<<32 | uint64(f.uint32())}
		if f == nil {
			return damaged("its end is too short")
		}
	case kindPerson:
		r.met = append(r.met, f.person())
		if f == nil {
			return damaged("who a player is before tick %d makes no sense", r.next)
		}
	case kindTicks:
		first := f.number()
		r.left, r.ticks = f.number(), f
		if f == nil || first != uint64(r.next) {
			return damaged("tick %d follows tick %d", first, r.next-1)
		}
	}
	return nil
}

// record reads one record. A cut is io.ErrUnexpectedEOF, wherever it is.
func (r *Reader) record() (kind byte, payload []byte, err error) {
	sum := crc32.NewIEEE()
	var head []byte
	kind, err = r.in.ReadByte()
	if err != nil {
		return 0, nil, cut(err)
	}
	length, err := r.length()
	if err != nil {
		return 0, nil, err
	}
	head = binary.AppendUvarint(append(head, kind), length)
	// io.ReadAll grows with what arrives, not with what is claimed.
	payload, err = io.ReadAll(io.LimitReader(r.in, int64(length)))
	if err != nil || uint64(len(payload)) < length {
		return 0, nil, cut(err)
	}
	var want [4]byte
	if _, err := io.ReadFull(r.in, want[:]); err != nil {
		return 0, nil, cut(err)
	}
	sum.Write(head)
	sum.Write(payload)
	if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
		if r.Head.Level == nil {
			return 0, nil, damaged("the checksum of its head is wrong")
		}
		return 0, nil, damaged("the checksum of a record is wrong, before tick %d", r.next)
	}
	return kind, payload, nil
}

// length reads how long a record is.
func (r *Reader) length() (uint64, error) {
	var b []byte
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return 0, cut(err)
		}
		b = append(b, c)
		switch length, n := binary.Uvarint(b); {
		case n < 0:
			return 0, damaged("a record before tick %d has a length that is no number", r.next)
		case n > 0 && length > maxRecord:
			return 0, damaged("a record before tick %d claims %d bytes", r.next, length)
		case n > 0:
			return length, nil
		}
	}
}

func cut(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
