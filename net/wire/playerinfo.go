package wire

import "clew/engine/sim"

// PlayerInfo introduces a player, or gives its new name or look.
//
//	text     N|ID|AVATAR|NAME|SINCE|COLOUR|SHAPE|
//	msgpack  ['N', id, avatar, name, since, colour, shape]
type PlayerInfo struct {
	ID         sim.ID
	Avatar     rune
	Name       string   // no other player has it
	JoinTick   sim.Tick // when it came into the game: its time to the exit counts from there
	Appearance Appearance
}

// Type implements Message.
func (*PlayerInfo) Type() byte { return TypePlayerInfo }

func (m *PlayerInfo) check() *ProtocolError {
	return firstError(checkID(m.ID), checkAvatar(m.Avatar), checkName(m.Name), checkAppearance(m.Appearance))
}
