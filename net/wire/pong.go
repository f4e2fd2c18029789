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

// Type implements Message.
func (*Pong) Type() byte { return TypePong }

func (*Pong) check() *ProtocolError { return nil }
