package wire

// Watch tells whether a client would rather watch than be refused: it then has
// no player, but sees the game.
type Watch uint8

// The wishes.
const (
	WatchNever  Watch = iota // it plays, or is refused where the game is full
	WatchIfFull              // it watches until a place becomes free
	WatchAlways              // it watches
)

func (w Watch) check() *Fault { return checkRange("WATCH", int64(w), 0, int64(WatchAlways)) }
