package tuning

import (
	"time"

	"clew/net/link/flakylink"
	"clew/net/replica"
)

// CutTime is for how long a person cuts the wire: long enough that inputs are
// lost for good even where each message repeats as many as it can, and too short
// for one's own player to halt.
const CutTime = 700 * time.Millisecond

// Setup is what a person has set.
type Setup struct {
	Lag        flakylink.Config
	Switches   replica.Switches
	Redundancy int // inputs that each message carries at most, 1 to wire.MaxMoves
}
