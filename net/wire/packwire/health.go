package packwire

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

const vitalFields = 4 // of one player

func (w *writer) health(m *wire.Health) {
	w.head(wire.TypeHealth, vitalFields*len(m.Players))
	var last sim.ID
	for _, v := range m.Players {
		w.uint(uint64(v.ID - last))
		w.uint(uint64(v.Trip))
		w.uint(uint64(v.Loss))
		w.uint(uint64(v.Idle))
		last = v.ID
	}
}

func (r *reader) health(n int) *wire.Health {
	if n%vitalFields != 0 {
		r.fail(wire.CodeForm, "%d fields tell no health", n)
		return nil
	}
	m := &wire.Health{}
	if n == 0 {
		return m
	}
	m.Players = make([]wire.Vitals, n/vitalFields)
	var id uint64
	for i := range m.Players {
		r.tape.next("player", i+1)
		id = r.nextID(id)
		m.Players[i] = wire.Vitals{ID: sim.ID(id), Trip: r.trip(), Loss: r.loss(), Idle: r.idle()}
		if r.fault != nil {
			break
		}
	}
	return m
}

// nextID reads an ID as a step from the last one.
func (r *reader) nextID(last uint64) uint64 {
	id := last + r.uint("ID", math.MaxUint32)
	if id > uint64(wire.MaxID) {
		r.fail(wire.CodeID, "ID %d is nobody's", id)
	}
	r.tape.sum(id)
	return id
}

func (r *reader) trip() uint16 { return uint16(r.uint("TRIP", wire.MaxTrip)) }
func (r *reader) idle() uint16 { return uint16(r.uint("IDLE", wire.MaxIdle)) }
func (r *reader) loss() uint8  { return uint8(r.uint("LOSS", 100)) }
