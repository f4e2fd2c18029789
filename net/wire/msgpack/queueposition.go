package msgpack

import "clew/net/wire"

func (w *writer) queuePosition(m *wire.QueuePosition) {
	w.header(wire.TypeQueuePosition, 1)
	w.uint(uint64(m.Position))
}

func (r *reader) queuePosition(n int) *wire.QueuePosition {
	r.wantFields(n, 1)
	return &wire.QueuePosition{Position: r.uint32("POSITION")}
}
