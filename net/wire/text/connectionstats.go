package text

import (
	"clew/engine/sim"
	"clew/net/wire"
)

func appendConnectionStats(dst []byte, m *wire.ConnectionStats) []byte {
	dst = appendUint(append(dst, "h|"...), uint64(len(m.Players)))
	for _, p := range m.Players {
		dst = appendUint(dst, uint64(p.ID))
		dst = appendUint(appendUint(dst, uint64(p.RTT)), uint64(p.Loss))
		dst = appendUint(dst, uint64(p.Idle))
	}
	return dst
}

func (r *reader) connectionStats() *wire.ConnectionStats {
	m := &wire.ConnectionStats{}
	n := r.count(sim.MaxPlayers, "1|0|0|0|")
	if n == 0 {
		return m
	}
	m.Players = make([]wire.PlayerStats, n)
	for i := range m.Players {
		m.Players[i] = wire.PlayerStats{ID: r.id(), RTT: r.rtt(), Loss: r.loss(), Idle: r.idle()}
		if r.err != nil {
			break
		}
	}
	return m
}
