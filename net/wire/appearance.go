package wire

// The number of colours and shapes that a player can choose from.
const (
	Colours = 8
	Shapes  = 8
)

// Appearance is how a player wants to be drawn. What the numbers stand for is
// up to the one that draws; net/PROTOCOL.md has a list. 0 means no wish: then
// the colour or shape that goes with the player's letter is drawn. Two players
// may look the same; the letter drawn on both tells them apart.
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
