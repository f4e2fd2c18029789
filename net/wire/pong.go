package wire

import "clew/engine/sim"

// Pong answers a Ping.
//
//	text     P|TIME|TICK|
//	msgpack  ['P', time, tick]
type Pong struct {
	Time uint64   // as it stood in the Ping
	Tick sim.Tick // the server's, when it answered
}

// Unreliable is true.
func (*Pong) Unreliable() bool { return true }

func (*Pong) check() *ProtocolError { return nil }
