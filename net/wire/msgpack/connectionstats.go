package msgpack

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

const statsFields = 4 // of one player

func (w *writer) connectionStats(m *wire.ConnectionStats) {
	w.header(wire.TypeConnectionStats, statsFields*len(m.Players))
	var last sim.ID
	for _, v := range m.Players {
		w.uint(uint64(v.ID - last))
		w.uint(uint64(v.RTT))
		w.uint(uint64(v.Loss))
		w.uint(uint64(v.Idle))
		last = v.ID
	}
}

func (r *reader) connectionStats(n int) *wire.ConnectionStats {
	if n%statsFields != 0 {
		r.fail(wire.CodeMalformed, "%d fields tell no health", n)
		return nil
	}
	m := &wire.ConnectionStats{}
	if n == 0 {
		return m
	}
	m.Players = make([]wire.PlayerStats, n/statsFields)
	var id uint64
	for i := range m.Players {
		r.dissection.startItem("player", i+1)
		id = r.nextID(id)
		m.Players[i] = wire.PlayerStats{ID: sim.ID(id), RTT: r.rtt(), Loss: r.loss(), Idle: r.idle()}
		if r.err != nil {
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
	r.dissection.resolveDelta(id)
	return id
}

func (r *reader) rtt() uint16  { return uint16(r.uint("RTT", wire.MaxRTT)) }
func (r *reader) idle() uint16 { return uint16(r.uint("IDLE", wire.MaxIdle)) }
func (r *reader) loss() uint8  { return uint8(r.uint("LOSS", 100)) }
