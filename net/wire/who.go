package wire

import "clew/engine/sim"

// Who introduces a player, or gives its new name.
//
//	text     N|ID|AVATAR|NAME|
//	msgpack  ['N', id, avatar, name]
type Who struct {
	ID     sim.ID
	Avatar rune
	Name   string
}

// Lossy is false.
func (*Who) Lossy() bool { return false }

func (m *Who) check() *Fault {
	return first(checkID(m.ID), checkAvatar(m.Avatar), nameFault(m.Name))
}
