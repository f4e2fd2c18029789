package wire

// Spectate is a client's wish to spectate: it then has no player, but sees the
// game.
type Spectate uint8

// The wishes.
const (
	SpectateNever  Spectate = iota // it plays, or is refused where the game is full
	SpectateIfFull                 // it watches until a place becomes free
	SpectateAlways                 // it watches
)

func (w Spectate) check() *ProtocolError {
	return checkRange("SPECTATE", int64(w), 0, int64(SpectateAlways))
}
