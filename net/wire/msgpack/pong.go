package msgpack

import (
	"math"

	"clew/net/wire"
)

func (w *writer) pong(m *wire.Pong) {
	w.header(wire.TypePong, 2)
	w.uint(m.Time)
	w.uint(uint64(m.Tick))
}

func (r *reader) pong(n int) *wire.Pong {
	r.wantFields(n, 2)
	return &wire.Pong{Time: r.uint("TIME", math.MaxUint64), Tick: r.tick("TICK")}
}
