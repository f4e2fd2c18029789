package wire

// The types of messages as they travel: the letter with which a text message
// starts is, as a number, the first element of a msgpack one.
const (
	TypeHello     = 'H'
	TypeInputs    = 'i'
	TypePing      = 'p'
	TypeSay       = 'c'
	TypeRename    = 'n'
	TypeDress     = 'k'
	TypeQuit      = 'q'
	TypeWalkUp    = 'u'
	TypeWalkDown  = 'd'
	TypeWalkLeft  = 'l'
	TypeWalkRight = 'r'

	TypeWelcome  = 'I'
	TypeLevel    = 'M'
	TypeRow      = 'm'
	TypeSnapshot = 'S'
	TypeCell     = 'U'
	TypeWho      = 'N'
	TypeLeft     = 'L'
	TypeChat     = 'C'
	TypeExited   = 'X'
	TypeLine     = 'W'
	TypePong     = 'P'
	TypeHealth   = 'h'
	TypeError    = 'E'
	TypeBye      = 'B'
)

// FromClient tells whether m is one of the messages that clients send. A
// codec decodes those of both directions, because both ends use it.
func FromClient(m Message) bool {
	switch m.(type) {
	case *Hello, *Inputs, *Ping, *Say, *Rename, *Dress, *Quit, *Walk:
		return true
	}
	return false
}

// LossyType tells whether messages of a type may be lost on the way.
func LossyType(t byte) bool {
	switch t {
	case TypeInputs, TypeSnapshot, TypePing, TypePong, TypeHealth:
		return true
	}
	return false
}
