package wire

import "clew/engine/game"

// The number of colours and shapes that a player can choose from.
const (
	Colours = game.MaxColour
	Shapes  = game.MaxShape
)

// Appearance is how a player wants to be drawn.
type Appearance = game.Appearance

func checkAppearance(a Appearance) *ProtocolError {
	return firstError(
		checkRange("COLOUR", int64(a.Colour), 0, Colours),
		checkRange("SHAPE", int64(a.Shape), 0, Shapes),
	)
}
