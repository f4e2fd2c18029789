package text

import "clew/net/wire"

// playerCellForm calls its functions directly, as walkForm does: these two
// messages are most of the traffic of plain text.
var playerCellForm = form{
	append: func(dst []byte, m wire.Message) []byte { return appendPlayerCell(dst, m.(*wire.PlayerCell)) },
	read:   func(r *reader, _ byte) wire.Message { return r.playerCell() },
}

func appendPlayerCell(dst []byte, m *wire.PlayerCell) []byte {
	dst = appendUint(append(dst, "U|"...), uint64(m.ID))
	dst = appendRune(dst, m.Avatar)
	return appendUint(appendUint(dst, uint64(m.X)), uint64(m.Y))
}

func (r *reader) playerCell() *wire.PlayerCell {
	return &wire.PlayerCell{ID: r.id(), Avatar: r.avatar(), X: r.small("X"), Y: r.small("Y")}
}
