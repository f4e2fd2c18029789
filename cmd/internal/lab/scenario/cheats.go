package scenario

import (
	"strings"

	"clew/engine/sim"
	"clew/net/wire"
)

// Cheat names a way of cheating, as scenario files spell it. Cheats show that
// cheating does not help: an authoritative server moves players by its own
// rules, and takes nothing from a client but its keys.
//
// A client cheats in its codec, where a real one would: in what it sends and
// receives. The server and all observers treat it like any other client.
type Cheat string

// The cheats.
const (
	NoCheat       Cheat = ""
	SpeedHack     Cheat = "speed hack"    // it makes Pace inputs in every tick
	NoClip        Cheat = "noclip"        // its copy of the maze has no walls but the outer ones
	Impersonation Cheat = "impersonation" // its inputs, from one on, name another player
)

// Cheats lists all cheats.
var Cheats = []Cheat{SpeedHack, NoClip, Impersonation}

// SpeedHackFactor is how many ticks a client with a speed hack runs in one
// tick.
const SpeedHackFactor = 3

// HonestInputs is how many inputs of a client that uses Impersonation carry
// its own ID before the others carry another player's: four seconds' worth.
const HonestInputs = 4 * sim.TickRate

// Speed returns how many ticks the client runs in one tick.
func (k Cheat) Speed() int {
	if k == SpeedHack {
		return SpeedHackFactor
	}
	return 1
}

// Codec wraps the codec of a client that cheats. Like every codec of a client
// that can be cloned, it keeps nothing between two messages, provided that c
// doesn't.
func (k Cheat) Codec(c wire.Codec) wire.Codec {
	switch k {
	case NoClip:
		return noClipCodec{c}
	case Impersonation:
		return impersonationCodec{c}
	}
	return c
}

// noClipCodec hides the inner walls from the client, which then predicts that
// it can walk through them.
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

// impersonationCodec replaces the ID in inputs with another player's: 1 and 2
// use each other's, 3 and 4, and so on.
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
