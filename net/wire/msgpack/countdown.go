package msgpack

import "clew/net/wire"

func (w *writer) countdown(m *wire.Countdown) {
	w.header(wire.TypeCountdown, 1)
	w.uint(uint64(m.Tick))
}

func (r *reader) countdown(n int) *wire.Countdown {
	r.wantFields(n, 1)
	return &wire.Countdown{Tick: r.tick("TICK")}
}
