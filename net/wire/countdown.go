package wire

import "clew/engine/sim"

// Countdown tells when the level ends, whenever that changes. Every Level ends the
// countdown of the one before, which is not told again.
//
//	text     f|TICK|
//	msgpack  ['f', tick]
type Countdown struct {
	Tick sim.Tick // at which the next level begins; 0: none is set
}

// Type implements Message.
func (*Countdown) Type() byte { return TypeCountdown }

func (*Countdown) check() *ProtocolError { return nil }
