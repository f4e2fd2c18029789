package wire

// The types of messages as they travel: the letter with which a text message
// starts is, as a number, the first element of a msgpack one.
const (
	TypeHello         = 'H'
	TypeInputs        = 'i'
	TypePing          = 'p'
	TypeSendChat      = 'c'
	TypeRename        = 'n'
	TypeSetAppearance = 'k'
	TypeQuit          = 'q'
	TypeWalkUp        = 'u'
	TypeWalkDown      = 'd'
	TypeWalkLeft      = 'l'
	TypeWalkRight     = 'r'

	TypeWelcome         = 'I'
	TypeLevel           = 'M'
	TypeRow             = 'm'
	TypeSnapshot        = 'S'
	TypePlayerCell      = 'U'
	TypePlayerInfo      = 'N'
	TypePlayerLeft      = 'L'
	TypeChat            = 'C'
	TypeReachedExit     = 'X'
	TypeQueuePosition   = 'W'
	TypePong            = 'P'
	TypeConnectionStats = 'h'
	TypeError           = 'E'
	TypeBye             = 'B'
)

// FromClient tells whether m is one of the messages that clients send. A
// codec decodes those of both directions, because both ends use it.
func FromClient(m Message) bool {
	switch m.(type) {
	case *Hello, *Inputs, *Ping, *SendChat, *Rename, *SetAppearance, *Quit, *WalkCell:
		return true
	}
	return false
}

// UnreliableType tells whether messages of a type may be lost on the way.
func UnreliableType(t byte) bool {
	switch t {
	case TypeInputs, TypeSnapshot, TypePing, TypePong, TypeConnectionStats:
		return true
	}
	return false
}
