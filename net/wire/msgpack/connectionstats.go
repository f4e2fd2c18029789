package msgpack

import (
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
		r.fail(wire.CodeMalformed, "a ConnectionStats cannot have %d fields", n)
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
