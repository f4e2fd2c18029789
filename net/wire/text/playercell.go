package text

import "clew/net/wire"

// playerCellForm is written out, as walkForm is, to save calls: these two messages
// are most of the traffic of plain text.
var playerCellForm = form{append: appendPlayerCell, read: readPlayerCell}

func appendPlayerCell(dst []byte, m wire.Message) []byte {
	c := m.(*wire.PlayerCell)
	dst = appendUint(append(dst, "U|"...), uint64(c.ID))
	dst = appendRune(dst, c.Avatar)
	return appendUint(appendUint(dst, uint64(c.X)), uint64(c.Y))
}

func readPlayerCell(r *reader, _ byte) wire.Message {
	return &wire.PlayerCell{ID: r.id(), Avatar: r.avatar(), X: r.small("X"), Y: r.small("Y")}
}
