package text

import "clew/net/wire"

func appendInputs(dst []byte, m *wire.Inputs) []byte {
	dst = appendUint(append(dst, "i|"...), uint64(m.ID))
	dst = appendUint(dst, uint64(m.First))
	dst = appendUint(dst, uint64(len(m.Frames)))
	for i := range m.Frames {
		dst = appendKeys(dst, m.Frames[i].Keys)
		dst = appendUint(dst, uint64(m.Frames[i].Tick))
	}
	return dst
}

func (r *reader) inputs() *wire.Inputs {
	m := &r.in
	m.ID, m.First, m.Frames = r.id(), r.uint32("FIRST"), m.Frames[:0]
	for range r.count(wire.MaxInputFrames, "-|0|") {
		m.Frames = append(m.Frames, wire.InputFrame{Keys: r.keys("KEYS"), Tick: r.tick("TICK")})
		if r.err != nil {
			break
		}
	}
	return m
}

// count reads how many groups follow: at most max, and no more than there is
// room for, the shortest one being like shortest.
func (r *reader) count(max uint64, shortest string) int {
	n := int(r.uint("N", max))
	if n > len(r.rest)/len(shortest) {
		r.fail(wire.CodeMalformed, "the message ends before its %d parts do", n)
		return 0
	}
	return n
}
