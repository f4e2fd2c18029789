package player

import (
	"time"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// Game is a game on the table: one that was played on a rig, or the capture of
// a real one.
type Game interface {
	// Title is what the game is called, and Note what to look at in it.
	Title() string
	Note() string
	// Clients is how many clients there are, Name what one's player is called.
	Clients() int
	Name(client int) string
	// Settings are how a client is set in a tick.
	Settings(client, tick int) scenario.Settings

	Trace() *eventlog.Trace // what happened in what was played
	Ticks() int             // how long it is
	PlayedTicks() int       // up to which tick it has been played
	State(tick int) State   // how it stood after a tick, for the caller to go on from
	Message(packet int) (wire.Message, error)
}

// State is a game as it stands after a tick.
type State interface {
	Ticks() int
	Run(n int)
	Now() time.Duration
	ID(client int) sim.ID
	View(client int, v *replica.View)
	// World is what is true at the server, or nil where nobody knows.
	World() *sim.World
}
