package replay

import (
	"encoding/binary"
	"io"

	"clew/engine/sim"
)

// Writer writes a recording. It hands whole records to the underlying writer,
// about one a second, and buffers nothing else.
type Writer struct {
	w       io.Writer
	err     error
	payload []byte // of the ticks that are not written yet
	record  []byte // reused
	first   sim.Tick
	n       int
	last    sim.Tick
	hash    uint64
}

// NewWriter starts a recording with its header.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	p := append([]byte(nil), magic...)
	p = binary.AppendUvarint(p, Version)
	p = binary.AppendUvarint(p, h.Seed)
	p = appendText(p, h.ServerName)
	p = appendText(p, string(h.Level.Format()))
	p = binary.AppendUvarint(p, uint64(h.StartTick))
	rec := &Writer{w: w, last: h.StartTick}
	rec.write(kindHeader, p)
	return rec, rec.err
}

// WriteTick records a tick: its commands, and the world after it. It keeps
// neither. Ticks must follow each other. After an error it does nothing, see
// Err.
func (r *Writer) WriteTick(cmds []sim.Command, after *sim.World) {
	if r.err != nil {
		return
	}
	if r.n == 0 {
		r.first = after.Tick()
	}
	r.n++
	r.last, r.hash = after.Tick(), after.Hash()
	r.payload = binary.AppendUvarint(r.payload, uint64(len(cmds)))
	for _, c := range cmds {
		r.payload = binary.AppendUvarint(r.payload, uint64(c.ID))
		r.payload = append(r.payload, byte(c.Kind), byte(c.Input))
	}
	r.payload = binary.BigEndian.AppendUint32(r.payload, uint32(r.hash))
	if r.n == ticksPerRecord {
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

// flush writes the ticks since the last record.
func (r *Writer) flush() {
	p := binary.AppendUvarint(nil, uint64(r.first))
	p = binary.AppendUvarint(p, uint64(r.n))
	r.write(kindTicks, append(p, r.payload...))
	r.payload, r.n = r.payload[:0], 0
}

func (r *Writer) write(kind byte, payload []byte) {
	if r.err != nil {
		return
	}
	r.record = appendRecord(r.record[:0], kind, payload)
	_, r.err = r.w.Write(r.record)
}
