// Package scenario makes clients that lie, to show that it does not help them: an
// authoritative server moves players by its own rules, and takes from a client
// nothing but its keys.
//
// A cheat is done where a real one is: at the client's end of the wire. The
// server, and whoever watches the game, talk to it as to any other client.
package scenario

import (
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// Cheat names a cheat, as a scenario file writes it.
type Cheat string

// The kinds.
const (
	NoCheat       Cheat = ""
	SpeedHack     Cheat = "speed hack"    // it makes Pace inputs in every tick
	NoClip        Cheat = "noclip"        // its copy of the maze has no walls but the outer ones
	Impersonation Cheat = "impersonation" // its inputs, from one on, name another player
)

// Cheats are all that cheat.
var Cheats = []Cheat{SpeedHack, NoClip, Impersonation}

// SpeedHackFactor is how many inputs a client that is SpeedHack makes in a tick.
const SpeedHackFactor = 3

// HonestInputs is how many inputs name their own player, before those of a client
// that is Impersonation name another: four seconds' worth.
const HonestInputs = 4 * sim.TickRate

// Speed is how often a client that cheats so ticks in a tick.
func (k Cheat) Speed() int {
	if k == SpeedHack {
		return SpeedHackFactor
	}
	return 1
}

// Codec is the client's end of a conversation in c. Like every codec of a
// client that can be cloned, it remembers nothing between two messages, as
// long as c does not.
func (k Cheat) Codec(c wire.Codec) wire.Codec {
	switch k {
	case NoClip:
		return noClipCodec{c}
	case Impersonation:
		return impersonationCodec{c}
	}
	return c
}

// noClipCodec hides the inner walls from a client, so that it predicts that it walks
// where they are.
type noClipCodec struct{ wire.Codec }

// Decode implements wire.Codec.
func (c noClipCodec) Decode(b []byte) (wire.Message, error) {
	m, err := c.Codec.Decode(b)
	row, ok := m.(*wire.Row)
	if err != nil || !ok {
		return m, err
	}
	last := len(row.Tiles) - 1
	if inner := row.Tiles[1:last]; strings.Trim(inner, "#") != "" { // no outer wall
		return &wire.Row{Y: row.Y, Tiles: row.Tiles[:1] + strings.ReplaceAll(inner, "#", ".") + row.Tiles[last:]}, nil
	}
	return m, nil
}

// impersonationCodec writes another player's number on inputs: 1 and 2 take each other's, 3
// and 4, and so on.
type impersonationCodec struct{ wire.Codec }

// Append implements wire.Codec.
func (c impersonationCodec) Append(dst []byte, m wire.Message) ([]byte, error) {
	in, ok := m.(*wire.Inputs)
	if !ok || in.First+uint32(len(in.Frames))-1 <= HonestInputs {
		return c.Codec.Append(dst, m)
	}
	forged := *in
	forged.ID = ((in.ID - 1) ^ 1) + 1
	return c.Codec.Append(dst, &forged)
}
