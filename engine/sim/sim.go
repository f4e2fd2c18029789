// Package sim is the game as a pure function on ticks: a World, the Commands
// that enter a tick, and Step, which turns one World into the next.
//
// The server, the client, recordings and tests all use it; there is no second
// copy of a rule anywhere. It uses integers only, reads no clock and
// keeps nothing outside the World, so that the same commands give the same
// World on every machine.
package sim

import "clew/engine/maze"

// The units of the game.
const (
	TickRate       = 60   // ticks a second
	CellUnits      = 1024 // units along the side of a cell
	WalkSpeed      = 96   // units a walking body covers in a tick: 5.6 cells a second
	BodyHalfExtent = 320  // half the side of a body, a square
	CornerAssist   = 448  // a blocked body this far off an opening, or less, is led into it
)

// MaxPlayers limits the players in a World.
const MaxPlayers = 2048

// Tick counts the steps since a World began.
type Tick uint32

// ID identifies a player as long as a World lasts; 0 is nobody.
type ID uint32

// Input is the set of directions that a player holds during one tick.
type Input uint8

// The directions of an Input. Opposite ones cancel each other.
const (
	Up Input = 1 << iota
	Down
	Left
	Right

	AllKeys = Up | Down | Left | Right // every bit that an Input may have
)

// Player is the state of one player.
type Player struct {
	ID       ID
	X, Y     int32 // the middle of the body, in units from the maze's top-left corner
	Facing   Input // the one direction of the last Walk; Down at first
	Moving   bool  // whether the last Walk changed X or Y
	ExitTick Tick  // the tick in which this player first stood on an exit; 0: not yet
}

// Cell returns the cell that holds the middle of the body.
func (p *Player) Cell() maze.Cell {
	return maze.Cell{X: int(p.X / CellUnits), Y: int(p.Y / CellUnits)}
}

// CommandKind says what a Command does.
type CommandKind uint8

// The kinds of a Command.
const (
	Walk  CommandKind = iota // one tick's walking with the Input held
	Join                     // a player appears on one of the starts
	Leave                    // a player is gone
)

// Command is one change to the World in a tick. A player without a Walk in a
// tick stands still; one with two walks twice as far, which is how a server
// catches up on inputs that came late.
type Command struct {
	ID    ID
	Kind  CommandKind
	Input Input // for Walk
}

// Event is something that happened in a tick and that a caller may want to
// report: the rules emit it and do not care who listens.
type Event struct {
	Tick Tick
	ID   ID
	Kind EventKind
}

// EventKind says what happened.
type EventKind uint8

// The kinds of an Event.
const (
	PlayerJoined EventKind = iota
	PlayerLeft             // the player is gone
	ReachedExit            // the player stood on an exit for the first time
	JoinRejected           // a Join that could not be: the World is full, or the ID is taken or 0
)
