package wire

// How many colours and shapes a player can choose from.
const (
	Colours = 8
	Shapes  = 8
)

// Appearance is how a player wants to be drawn. What the numbers stand for is for
// whoever draws; net/PROTOCOL.md has a list. 0 is no wish: then it is what goes
// with the player's letter. Two players may look alike. The letter, which is
// drawn on both, tells them apart.
type Appearance struct {
	Colour uint8 // 0 to Colours
	Shape  uint8 // 0 to Shapes
}

func (l Appearance) check() *ProtocolError {
	return firstError(
		checkRange("COLOUR", int64(l.Colour), 0, Colours),
		checkRange("SHAPE", int64(l.Shape), 0, Shapes),
	)
}
