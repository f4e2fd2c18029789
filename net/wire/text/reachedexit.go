package text

import "clew/net/wire"

func appendReachedExit(dst []byte, m *wire.ReachedExit) []byte {
	dst = appendUint(append(dst, "X|"...), uint64(m.ID))
	return appendUint(dst, uint64(m.Tick))
}

func (r *reader) reachedExit() *wire.ReachedExit {
	return &wire.ReachedExit{ID: r.id(), Tick: r.tick("TICK")}
}
