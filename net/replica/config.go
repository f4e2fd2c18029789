package replica

import (
	"time"

	"clew/net/wire"
)

// Config configures a Replica.
type Config struct {
	Name       string          // of the player, may be empty
	Appearance wire.Appearance // of the player
	Spectate   wire.Spectate   // whether to spectate if the game is full, or always

	// InputRedundancy is how many of the newest inputs every message carries:
	// 1 to wire.MaxInputFrames; 0 means wire.MaxInputFrames.
	InputRedundancy int

	// InterpolationDelay is how far in the past the others are shown; 0 lets
	// it follow the measured jitter.
	InterpolationDelay time.Duration
}

// Switches turn parts of a Replica off, at any time and each on its own, to show
// what each is good for. All are on in a normal game; the zero value turns all
// of them off.
type Switches struct {
	// Prediction answers the keys at once. Without it the local player is
	// shown where the last snapshot had it.
	Prediction bool
	// Reconciliation is how a snapshot corrects the local player.
	Reconciliation Reconciliation
	// Interpolation shows others between two snapshots, a little in the past.
	// Without it they are shown where the newest snapshot had them.
	Interpolation bool
	// Smoothing lets the picture follow a correction gradually. Without it
	// the picture jumps.
	Smoothing bool
}

// DefaultSwitches are those of a normal game: everything is on.
var DefaultSwitches = Switches{Prediction: true, Reconciliation: ReconcileReplay, Interpolation: true, Smoothing: true}

// Config returns the present configuration.
func (r *Replica) Config() Config { return r.cfg }

// Switches returns which parts are on.
func (r *Replica) Switches() Switches { return r.switches }

// SetSwitches turns parts on and off.
func (r *Replica) SetSwitches(s Switches) { r.switches = s }

// SetInputRedundancy changes Config.InputRedundancy.
func (r *Replica) SetInputRedundancy(n int) {
	if n <= 0 || n > wire.MaxInputFrames {
		n = wire.MaxInputFrames
	}
	r.cfg.InputRedundancy = n
}

// SetInterpolationDelay changes Config.InterpolationDelay. Playback then runs a
// little too fast or slow until it is there.
func (r *Replica) SetInterpolationDelay(d time.Duration) {
	r.cfg.InterpolationDelay = d
	r.interpolator.SetDelay(d)
}
