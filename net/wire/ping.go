package wire

// Ping asks for a Pong.
//
//	text     p|TIME|
//	msgpack  ['p', time]
type Ping struct {
	Time uint64 // the client's clock in microseconds; it means nothing to the server
}

// Lossy is true.
func (*Ping) Lossy() bool { return true }

func (*Ping) check() *Fault { return nil }
