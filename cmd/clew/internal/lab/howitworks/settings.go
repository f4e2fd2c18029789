package howitworks

import (
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
)

// The lags that the slider offers, each way.
const (
	MaxLag  = 500 * time.Millisecond
	lagStep = 10 * time.Millisecond
	lagJump = 50 * time.Millisecond // by a key
)

// Settings are what can be changed while the game goes on.
type Settings struct {
	Lag            time.Duration // each way, of everybody
	Prediction     bool          // Ann's
	Reconciliation replica.Reconciliation
	Interpolation  bool // Bob's
}

// defaultSettings are those of a normal game far from its server.
var defaultSettings = Settings{Lag: 200 * time.Millisecond, Prediction: true, Reconciliation: replica.ReconcileReplay, Interpolation: true}

// switches returns the switches of both clients. What reconciliation does right is
// shown as the game shows it, smoothly; what goes wrong without it is shown as it is.
func (s Settings) switches() replica.Switches {
	return replica.Switches{
		Prediction: s.Prediction, Reconciliation: s.Reconciliation, Interpolation: s.Interpolation,
		Smoothing: s.Reconciliation == replica.ReconcileReplay,
	}
}

// withLag returns the conditions of a link with a lag each way.
func withLag(lag time.Duration) netem.Config {
	c := netem.Conditions{Latency: lag}
	return netem.Config{Up: c, Down: c}
}
