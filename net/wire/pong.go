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

// Lossy is true.
func (*Pong) Lossy() bool { return true }

func (*Pong) check() *Fault { return nil }
