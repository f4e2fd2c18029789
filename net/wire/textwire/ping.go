package textwire

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

func appendPing(dst []byte, m *wire.Ping) []byte {
	dst = appendUint(append(dst, "p|"...), m.Time)
	return appendUint(appendUint(dst, uint64(m.Trip)), uint64(m.Loss))
}

func (f *fields) ping() *wire.Ping {
	return &wire.Ping{Time: f.uint("TIME", math.MaxUint64), Trip: f.trip(), Loss: f.loss()}
}

func (f *fields) trip() uint16 { return uint16(f.uint("TRIP", wire.MaxTrip)) }
func (f *fields) idle() uint16 { return uint16(f.uint("IDLE", wire.MaxIdle)) }
func (f *fields) loss() uint8  { return uint8(f.uint("LOSS", 100)) }

func appendPong(dst []byte, m *wire.Pong) []byte {
	dst = appendUint(append(dst, "P|"...), m.Time)
	return appendUint(dst, uint64(m.Tick))
}

func (f *fields) pong() *wire.Pong {
	return &wire.Pong{Time: f.uint("TIME", math.MaxUint64), Tick: f.tick("TICK")}
}

func appendHealth(dst []byte, m *wire.Health) []byte {
	dst = appendUint(append(dst, "h|"...), uint64(len(m.Players)))
	for _, v := range m.Players {
		dst = appendUint(dst, uint64(v.ID))
		dst = appendUint(appendUint(dst, uint64(v.Trip)), uint64(v.Loss))
		dst = appendUint(dst, uint64(v.Idle))
	}
	return dst
}

func (f *fields) health() *wire.Health {
	m := &wire.Health{}
	n := f.count(sim.MaxPlayers, "1|0|0|0|")
	if n == 0 {
		return m
	}
	m.Players = make([]wire.Vitals, n)
	for i := range m.Players {
		m.Players[i] = wire.Vitals{ID: f.id(), Trip: f.trip(), Loss: f.loss(), Idle: f.idle()}
		if f.fault != nil {
			break
		}
	}
	return m
}
