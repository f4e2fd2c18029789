package text

import "clew/net/wire"

func appendQuit(dst []byte, m *wire.Quit) []byte {
	return appendUint(append(dst, "q|"...), uint64(m.ID))
}

func (r *reader) quit() *wire.Quit { return &wire.Quit{ID: r.id()} }
