package wire

// Bye is the last message of a connection and says why the server ends it. Its
// form is the same in every version.
//
//	text     B|CODE|TEXT|
//	msgpack  ['B', code, text]
//	plain    B|CODE: TEXT|
type Bye struct {
	Code string // 1 to MaxCodeLen of the letters a to z
	Text string // may be empty
}

// Type implements Message.
func (*Bye) Type() byte { return TypeBye }

func (m *Bye) check() *ProtocolError { return checkReason(m.Code, m.Text) }
