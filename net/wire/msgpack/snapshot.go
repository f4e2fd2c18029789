package msgpack

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

const (
	snapshotFields = 4 // before the bodies
	bodyFields     = 6
	moving         = 16 // is added to the facing of a body that moves
)

func (w *writer) snapshot(m *wire.Snapshot) {
	w.header(wire.TypeSnapshot, snapshotFields+bodyFields*len(m.Bodies))
	w.uint(uint64(m.Tick))
	w.uint(uint64(m.Ack))
	w.uint(uint64(m.Waiting))
	w.uint(uint64(m.LevelNumber))
	var last sim.ID
	for i := range m.Bodies {
		w.body(&m.Bodies[i], last)
		last = m.Bodies[i].ID
	}
}

func (w *writer) body(b *wire.Body, last sim.ID) {
	motion := uint64(b.Facing)
	if b.Moving {
		motion |= moving
	}
	w.uint(uint64(b.ID - last))
	w.rune(b.Avatar)
	w.uint(uint64(b.X))
	w.uint(uint64(b.Y))
	w.uint(motion)
	w.uint(uint64(b.ExitTick))
}

func (r *reader) snapshot(n int) *wire.Snapshot {
	bodies := (n - snapshotFields) / bodyFields
	if n < snapshotFields || (n-snapshotFields)%bodyFields != 0 {
		r.fail(wire.CodeMalformed, "a Snapshot cannot have %d fields", n)
		return nil
	}
	m := &wire.Snapshot{Tick: r.tick("TICK"), Ack: r.uint32("ACK"), Waiting: r.uint32("WAITING"), LevelNumber: r.uint32("LEVEL")}
	if r.err != nil || bodies == 0 {
		return m
	}
	m.Bodies = make([]wire.Body, bodies)
	var last uint64
	for i := range m.Bodies {
		r.dissection.startItem("body", i+1)
		if last = r.body(&m.Bodies[i], last); r.err != nil {
			break
		}
	}
	return m
}

// body reads b, whose ID is a delta from the last one's, and returns its ID.
func (r *reader) body(b *wire.Body, last uint64) uint64 {
	id := r.nextID(last)
	b.ID = sim.ID(id)
	b.Avatar = r.avatar()
	b.X = int32(r.uint("POSX", math.MaxInt32))
	b.Y = int32(r.uint("POSY", math.MaxInt32))
	motion := r.uint("MOTION", uint64(moving|sim.AllKeys))
	b.Facing, b.Moving = sim.Input(motion)&sim.AllKeys, motion&moving != 0
	b.ExitTick = r.tick("EXIT")
	return id
}
