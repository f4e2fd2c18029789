package text

import "clew/net/wire"

// walkForm is the form of a WalkCell, whose letter is its direction.
var walkForm = form{
	append: func(dst []byte, m wire.Message) []byte {
		walk := m.(*wire.WalkCell)
		return appendUint(append(dst, letter(walk.Dir), '|'), uint64(walk.ID))
	},
	read: func(r *reader, letter byte) wire.Message {
		return &wire.WalkCell{Dir: direction(letter), ID: r.id()}
	},
	fields: 1,
}
