package text

import "clew/net/wire"

func appendQueuePosition(dst []byte, m *wire.QueuePosition) []byte {
	return appendUint(append(dst, "W|"...), uint64(m.Position))
}

func (r *reader) queuePosition() *wire.QueuePosition {
	return &wire.QueuePosition{Position: r.uint32("POSITION")}
}
