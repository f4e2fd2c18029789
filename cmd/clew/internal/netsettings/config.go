package netsettings

import (
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
)

// CutDuration is how long Cut interrupts the connection: long enough to lose
// inputs for good even at full redundancy, and too short for the own player to
// halt.
const CutDuration = 700 * time.Millisecond

// Config is what a player can set.
type Config struct {
	Netem      netem.Config
	Switches   replica.Switches
	Redundancy int // maximum number of inputs per message, 1 to wire.MaxInputFrames
}
