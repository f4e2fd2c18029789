package wire

// Ping asks for a Pong, and tells how the client's connection is.
//
//	text     p|TIME|TRIP|LOSS|
//	msgpack  ['p', time, trip, loss]
type Ping struct {
	Time uint64 // the client's clock in microseconds; it means nothing to the server
	Trip uint16 // the round trip in milliseconds, 1 to MaxTrip; 0: not measured yet
	Loss uint8  // of the newest snapshots, how many in a hundred did not come
}

// Lossy is true.
func (*Ping) Lossy() bool { return true }

func (m *Ping) check() *Fault {
	return first(checkRange("TRIP", int64(m.Trip), 0, MaxTrip), checkLoss(m.Loss))
}

func checkLoss(n uint8) *Fault { return checkRange("LOSS", int64(n), 0, 100) }
