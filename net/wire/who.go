package wire

import "clew/engine/sim"

// Who introduces a player, or gives its new name.
//
//	text     N|ID|AVATAR|NAME|SINCE|
//	msgpack  ['N', id, avatar, name, since]
type Who struct {
	ID     sim.ID
	Avatar rune
	Name   string
	Since  sim.Tick // when it came into the game: its time to the exit counts from there
}

// Lossy is false.
func (*Who) Lossy() bool { return false }

func (m *Who) check() *Fault {
	return first(checkID(m.ID), checkAvatar(m.Avatar), nameFault(m.Name))
}
