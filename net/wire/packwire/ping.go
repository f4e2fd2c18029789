package packwire

import (
	"math"

	"clew/net/wire"
)

func (w *writer) ping(m *wire.Ping) {
	w.head(wire.TypePing, 1)
	w.uint(m.Time)
}

func (r *reader) ping(n int) *wire.Ping {
	r.fields(n, 1)
	return &wire.Ping{Time: r.uint("TIME", math.MaxUint64)}
}

func (w *writer) pong(m *wire.Pong) {
	w.head(wire.TypePong, 2)
	w.uint(m.Time)
	w.uint(uint64(m.Tick))
}

func (r *reader) pong(n int) *wire.Pong {
	r.fields(n, 2)
	return &wire.Pong{Time: r.uint("TIME", math.MaxUint64), Tick: r.tick("TICK")}
}
