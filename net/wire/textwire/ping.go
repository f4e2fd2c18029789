package textwire

import (
	"math"

	"clew/net/wire"
)

func appendPing(dst []byte, m *wire.Ping) []byte {
	return appendUint(append(dst, "p|"...), m.Time)
}

func (f *fields) ping() *wire.Ping { return &wire.Ping{Time: f.uint("TIME", math.MaxUint64)} }

func appendPong(dst []byte, m *wire.Pong) []byte {
	dst = appendUint(append(dst, "P|"...), m.Time)
	return appendUint(dst, uint64(m.Tick))
}

func (f *fields) pong() *wire.Pong {
	return &wire.Pong{Time: f.uint("TIME", math.MaxUint64), Tick: f.tick("TICK")}
}
