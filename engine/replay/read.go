package replay

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

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

// NewReader reads the head of a recording.
func NewReader(r io.Reader) (*Reader, error) {
	rec := &Reader{in: bufio.NewReader(r)}
	kind, payload, err := rec.record()
	if err != nil {
		return nil, damaged("it ends within its head")
	}
	f := fields(payload)
	if kind != kindHead || f.text(len(magic)) != magic {
		return nil, damaged("this is no recording of a game")
	}
	version := f.number()
	if version < 1 || version > Version {
		return nil, damaged("it has version %d of the format; this program reads up to version %d", version, Version)
	}
	rec.Head.Seed = f.number()
	rec.Head.Server = f.text(int(min(f.number(), maxRecord)))
	file := f.text(int(min(f.number(), maxRecord)))
	if version > 1 {
		rec.Head.Start = sim.Tick(f.number())
	}
	if f == nil {
		return nil, damaged("its head is too short")
	}
	rec.Head.Level, err = maze.Parse([]byte(file))
	if err != nil {
		return nil, damaged("its level: %v", err)
	}
	rec.next = rec.Head.Start + 1
	return rec, nil
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
	r.left--
	n := r.ticks.number()
	if n > maxCommands {
		return Tick{}, damaged("tick %d claims %d commands", r.next, n)
	}
	r.cmds = r.cmds[:0]
	for range n {
		c := sim.Command{ID: sim.ID(r.ticks.number())}
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
		r.end = &end{tick: sim.Tick(f.number()), hash: uint64(f.uint32())<<32 | uint64(f.uint32())}
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
		if f == nil || sim.Tick(first) != r.next {
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
	length, err := binary.ReadUvarint(r.in)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return 0, nil, io.ErrUnexpectedEOF
	case err != nil || length > maxRecord:
		return 0, nil, damaged("a record claims %d bytes", length)
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
		return 0, nil, damaged("the checksum of a record is wrong, before tick %d", r.next)
	}
	return kind, payload, nil
}

func cut(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// fields reads what is packed in a payload. It becomes nil when there is less
// than is asked for, and then gives zeros.
type fields []byte

func (f *fields) number() uint64 {
	v, n := binary.Uvarint(*f)
	if n <= 0 {
		*f = nil
		return 0
	}
	*f = (*f)[n:]
	return v
}

func (f *fields) text(n int) string {
	if n > len(*f) {
		*f = nil
		return ""
	}
	s := string((*f)[:n])
	*f = (*f)[n:]
	return s
}

func (f *fields) byte() byte {
	if len(*f) < 1 {
		*f = nil
		return 0
	}
	b := (*f)[0]
	*f = (*f)[1:]
	return b
}

func (f *fields) uint32() uint32 {
	if len(*f) < 4 {
		*f = nil
		return 0
	}
	v := binary.BigEndian.Uint32(*f)
	*f = (*f)[4:]
	return v
}
