package text

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

func appendPing(dst []byte, m *wire.Ping) []byte {
	dst = appendUint(append(dst, "p|"...), m.Time)
	return appendUint(appendUint(dst, uint64(m.RTT)), uint64(m.Loss))
}

func (f *reader) ping() *wire.Ping {
	return &wire.Ping{Time: f.uint("TIME", math.MaxUint64), RTT: f.rtt(), Loss: f.loss()}
}

func (f *reader) rtt() uint16  { return uint16(f.uint("RTT", wire.MaxRTT)) }
func (f *reader) idle() uint16 { return uint16(f.uint("IDLE", wire.MaxIdle)) }
func (f *reader) loss() uint8  { return uint8(f.uint("LOSS", 100)) }

func appendPong(dst []byte, m *wire.Pong) []byte {
	dst = appendUint(append(dst, "P|"...), m.Time)
	return appendUint(dst, uint64(m.Tick))
}

func (f *reader) pong() *wire.Pong {
	return &wire.Pong{Time: f.uint("TIME", math.MaxUint64), Tick: f.tick("TICK")}
}

func appendConnectionStats(dst []byte, m *wire.ConnectionStats) []byte {
	dst = appendUint(append(dst, "h|"...), uint64(len(m.Players)))
	for _, v := range m.Players {
		dst = appendUint(dst, uint64(v.ID))
		dst = appendUint(appendUint(dst, uint64(v.RTT)), uint64(v.Loss))
		dst = appendUint(dst, uint64(v.Idle))
	}
	return dst
}

func (f *reader) connectionStats() *wire.ConnectionStats {
	m := &wire.ConnectionStats{}
	n := f.count(sim.MaxPlayers, "1|0|0|0|")
	if n == 0 {
		return m
	}
	m.Players = make([]wire.PlayerStats, n)
	for i := range m.Players {
		m.Players[i] = wire.PlayerStats{ID: f.id(), RTT: f.rtt(), Loss: f.loss(), Idle: f.idle()}
		if f.err != nil {
			break
		}
	}
	return m
}
