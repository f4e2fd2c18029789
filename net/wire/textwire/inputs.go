package textwire

import "clew/net/wire"

func appendInputs(dst []byte, m *wire.Inputs) []byte {
	dst = appendUint(append(dst, "i|"...), uint64(m.ID))
	dst = appendUint(dst, uint64(m.First))
	dst = appendUint(dst, uint64(len(m.Moves)))
	for i := range m.Moves {
		dst = appendKeys(dst, m.Moves[i].Keys)
		dst = appendUint(dst, uint64(m.Moves[i].Tick))
	}
	return dst
}

func (f *fields) inputs() *wire.Inputs {
	m := &f.in
	m.ID, m.First, m.Moves = f.id(), f.uint32("FIRST"), m.Moves[:0]
	for range f.count(wire.MaxMoves, "-|0|") {
		m.Moves = append(m.Moves, wire.Move{Keys: f.keys("KEYS"), Tick: f.tick("TICK")})
		if f.fault != nil {
			break
		}
	}
	return m
}

// count reads how many parts follow: at most max, and no more than there is
// room for, the shortest one being like least.
func (f *fields) count(max uint64, least string) int {
	n := int(f.uint("N", max))
	if n > len(f.rest)/len(least) {
		f.fail(wire.CodeForm, "the message ends before its %d parts do", n)
		return 0
	}
	return n
}
