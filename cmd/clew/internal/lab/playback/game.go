package playback

import (
	"time"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// Game is what a Player plays: a scenario, or a capture of a real game.
type Game interface {
	// Title returns the game's name, Note what to look at.
	Title() string
	Note() string
	// Clients returns the number of clients, Name the name of a client's
	// player.
	Clients() int
	Name(client int) string
	// Settings returns a client's settings in a tick.
	Settings(client, tick int) scenario.Settings

	Trace() *eventlog.Trace // of what was played
	Ticks() int             // total
	PlayedTicks() int       // played so far
	State(tick int) State   // after a tick; the caller owns it
	Message(packet int) (wire.Message, error)
}

// State is a game after a tick.
type State interface {
	Ticks() int
	Run(n int)
	Now() time.Duration
	ID(client int) sim.ID
	View(client int, v *replica.View)
	// World returns the server's world, or nil if unknown.
	World() *sim.World
}
