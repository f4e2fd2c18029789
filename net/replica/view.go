package replica

import (
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// Switches turn parts of the replica off, at any time and each on its own, so
// that one can see what each is good for. All are on in a normal game.
type Switches struct {
	// Prediction answers one's own keys at once. Without it one's own
	// player is shown where the last snapshot said.
	Prediction bool
	// Reconciliation takes each snapshot as truth and plays the pending
	// inputs again on top of it. Without it a prediction that went wrong
	// stays wrong.
	Reconciliation bool
	// Interpolation shows others between two snapshots, a little in the
	// past. Without it they stand where the newest snapshot said.
	Interpolation bool
	// Smoothing lets the picture glide to where a correction put the body.
	// Without it the picture jumps.
	Smoothing bool
}

// DefaultSwitches is how a normal game is played.
var DefaultSwitches = Switches{Prediction: true, Reconciliation: true, Interpolation: true, Smoothing: true}

// Point is a place in units, see sim.CellUnits.
type Point struct{ X, Y int32 }

// PlayerView is one player as the screen should show it now.
type PlayerView struct {
	ID         sim.ID
	Avatar     rune
	Name       string
	Appearance wire.Appearance // that the player wishes for
	X, Y       int32           // the middle of the body, in units
	Facing     sim.Input       // one direction
	Moving     bool
	Self       bool
	ExitTick   sim.Tick // when this player reached an exit; 0: not yet
	JoinTick   sim.Tick // when it came into the game

	// How the player's connection is, as its own client says.
	RTT  time.Duration // from there to the server and back; 0: unknown
	Loss int           // of the newest snapshots, how many in a hundred did not come

	Idle time.Duration // for how long the player has pressed nothing, as the server says, to the second
}

// Correction is one time that a snapshot contradicted the prediction.
type Correction struct {
	Kind     CorrectionKind
	From, To Point         // where the body was thought to be at that moment, and where it is
	Seq      uint32        // the acknowledged input after which prediction and truth differed
	Size     int32         // by how much they differed there, in units
	At       time.Duration // on the clock that is given to Tick

	// Predicted and Truth are one's own player after that input, as it was
	// predicted and as the server has it.
	Predicted, Authoritative sim.Player
}

// CorrectionKind tells what a snapshot contradicted.
type CorrectionKind uint8

// The kinds of a Correction.
const (
	Mispredicted CorrectionKind = iota // what the acknowledged input led to
	Resumed                            // where one was when the connection died: the inputs under way died with it
	Relocated                          // the level: another one has begun, and From is a place in the old one
)

// View is all that a screen needs to draw a game in one frame. It is filled
// anew by Replica.View; its slices are reused.
type View struct {
	Maze    *maze.Maze // nil until the level has arrived
	Level   string
	Tick    sim.Tick     // the tick at which the others are shown
	Players []PlayerView // by ascending ID, oneself included

	// ServerPosition is where the newest snapshot said that one's own player is:
	// the ghost. HasServer is false before the first.
	ServerPosition    Point
	HasServerPosition bool
	// PendingPath are the places that the pending inputs lead through, oldest
	// first, from the ghost to the predicted body.
	PendingPath []Point
	// Corrections are those of the last second, oldest first.
	Corrections []Correction
}

// Follow makes the figure of a player that of oneself, for who watches and has
// none. It reports false where that player is not to be seen.
func (v *View) Follow(id sim.ID) bool {
	for i := range v.Players {
		if v.Players[i].ID == id {
			v.Players[i].Self = true
			return true
		}
	}
	return false
}

// Self is the figure of one's own player, or nil: before the first snapshot,
// and where one watches and follows nobody.
func (v *View) Self() *PlayerView {
	for i := range v.Players {
		if v.Players[i].Self {
			return &v.Players[i]
		}
	}
	return nil
}

// Stats are the numbers of the net graph, as they stand now.
type Stats struct {
	RTT     time.Duration // smoothed round trip from Ping to Pong
	Jitter  time.Duration // mean deviation of the snapshots' arrivals
	Waiting int           // ticks of input that wait at the server
	Pending int           // inputs that the server has not acknowledged

	Corrections    int   // since the level began
	LastCorrection int32 // the last one's size, in units
	MaxCorrection  int32 // the greatest one's

	SnapshotRate int // snapshots that arrived in the last second

	// InterpolationDelay is how far in the past the others are shown: the time between
	// two snapshots, and on top of that what the jitter asks for.
	InterpolationDelay time.Duration
	DelayInterval      time.Duration
	DelayJitter        time.Duration
}
