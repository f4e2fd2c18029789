package wire

// Ping asks for a Pong and describes the client's connection.
//
//	text     p|TIME|RTT|LOSS|
//	msgpack  ['p', time, rtt, loss]
type Ping struct {
	Time uint64 // the client's clock in microseconds; it means nothing to the server
	RTT  uint16 // the round trip in milliseconds, 1 to MaxRTT; 0: not measured yet
	Loss uint8  // of the newest snapshots, how many in a hundred did not come
}

// Type implements Message.
func (*Ping) Type() byte { return TypePing }

func (m *Ping) check() *ProtocolError {
	return firstError(checkRange("RTT", int64(m.RTT), 0, MaxRTT), checkLoss(m.Loss))
}

func checkLoss(n uint8) *ProtocolError { return checkRange("LOSS", int64(n), 0, 100) }
