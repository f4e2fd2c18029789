package wire

// Error says what was wrong with a message; the connection goes on. Its form is
// the same in every version.
//
//	text     E|CODE|TEXT|
//	msgpack  ['E', code, text]
//	plain    E|CODE|TEXT|
type Error struct {
	Code string // 1 to MaxCodeLen of the letters a to z
	Text string // may be empty
}

// Type implements Message.
func (*Error) Type() byte { return TypeError }

func (m *Error) check() *ProtocolError { return checkReason(m.Code, m.Text) }
