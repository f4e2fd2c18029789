package msgpack

import (
	"math"

	"clew/net/wire"
)

func (w *writer) ping(m *wire.Ping) {
	w.header(wire.TypePing, 3)
	w.uint(m.Time)
	w.uint(uint64(m.RTT))
	w.uint(uint64(m.Loss))
}

func (r *reader) ping(n int) *wire.Ping {
	r.wantFields(n, 3)
	return &wire.Ping{Time: r.uint("TIME", math.MaxUint64), RTT: r.rtt(), Loss: r.loss()}
}
