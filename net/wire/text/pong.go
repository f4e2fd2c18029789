package text

import (
	"math"

	"clew/net/wire"
)

func appendPong(dst []byte, m *wire.Pong) []byte {
	dst = appendUint(append(dst, "P|"...), m.Time)
	return appendUint(dst, uint64(m.Tick))
}

func (r *reader) pong() *wire.Pong {
	return &wire.Pong{Time: r.uint("TIME", math.MaxUint64), Tick: r.tick("TICK")}
}
