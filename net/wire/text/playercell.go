package text

import "clew/net/wire"

func appendPlayerCell(dst []byte, m *wire.PlayerCell) []byte {
	dst = appendUint(append(dst, "U|"...), uint64(m.ID))
	dst = appendRune(dst, m.Avatar)
	return appendUint(appendUint(dst, uint64(m.X)), uint64(m.Y))
}

func (r *reader) playerCell() *wire.PlayerCell {
	return &wire.PlayerCell{ID: r.id(), Avatar: r.avatar(), X: r.small("X"), Y: r.small("Y")}
}
