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

func (f *reader) inputs() *wire.Inputs {
	m := &f.in
	m.ID, m.First, m.Frames = f.id(), f.uint32("FIRST"), m.Frames[:0]
	for range f.count(wire.MaxInputFrames, "-|0|") {
		m.Frames = append(m.Frames, wire.InputFrame{Keys: f.keys("KEYS"), Tick: f.tick("TICK")})
		if f.err != nil {
			break
		}
	}
	return m
}

// count reads how many parts follow: at most max, and no more than there is
// room for, the shortest one being like least.
func (f *reader) count(max uint64, least string) int {
	n := int(f.uint("N", max))
	if n > len(f.rest)/len(least) {
		f.fail(wire.CodeMalformed, "the message ends before its %d parts do", n)
		return 0
	}
	return n
}
