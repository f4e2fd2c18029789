package text

import "clew/net/wire"

func appendScore(dst []byte, m *wire.Score) []byte {
	dst = appendUint(append(dst, "t|"...), uint64(m.ID))
	dst = appendUint(appendUint(dst, uint64(m.Place)), uint64(m.Gained))
	return appendUint(appendUint(dst, uint64(m.Points)), uint64(m.Ticks))
}

func (r *reader) score() *wire.Score {
	return &wire.Score{ID: r.id(), Place: r.uint32("PLACE"), Gained: r.uint32("GAINED"), Points: r.uint32("POINTS"), Ticks: r.tick("TICKS")}
}
