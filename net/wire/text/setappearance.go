package text

import "clew/net/wire"

func appendSetAppearance(dst []byte, m *wire.SetAppearance) []byte {
	dst = appendUint(append(dst, "k|"...), uint64(m.ID))
	return appendAppearance(dst, m.Appearance)
}

func (r *reader) setAppearance() *wire.SetAppearance {
	return &wire.SetAppearance{ID: r.id(), Appearance: r.appearance()}
}
