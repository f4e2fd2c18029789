package netsettings

import (
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
)

// CutDuration is for how long a person cuts the wire: long enough that inputs are
// lost for good even where each message repeats as many as it can, and too short
// for one's own player to halt.
const CutDuration = 700 * time.Millisecond

// Config is what a person has set.
type Config struct {
	Netem      netem.Config
	Switches   replica.Switches
	Redundancy int // inputs that each message carries at most, 1 to wire.MaxInputFrames
}
