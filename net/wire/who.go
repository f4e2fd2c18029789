package wire

import "clew/engine/sim"

// Who introduces a player, or gives its new name or look.
//
//	text     N|ID|AVATAR|NAME|SINCE|COLOUR|SHAPE|
//	msgpack  ['N', id, avatar, name, since, colour, shape]
type Who struct {
	ID     sim.ID
	Avatar rune
	Name   string   // no other player has it
	Since  sim.Tick // when it came into the game: its time to the exit counts from there
	Look   Look
}

// Lossy is false.
func (*Who) Lossy() bool { return false }

func (m *Who) check() *Fault {
	return first(checkID(m.ID), checkAvatar(m.Avatar), nameFault(m.Name), m.Look.check())
}
