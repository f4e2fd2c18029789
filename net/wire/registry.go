package wire

// The letters of the message types. A text message starts with its letter; the
// letter's number is the first element of a msgpack message.
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
	TypeScore           = 't'
	TypeCountdown       = 'f'
	TypeRecord          = 'z'
	TypeQueuePosition   = 'W'
	TypePong            = 'P'
	TypeConnectionStats = 'h'
	TypeError           = 'E'
	TypeBye             = 'B'
)

// MessageType describes one type of message.
type MessageType struct {
	Letters    string // one, or one for each direction
	Name       string // for telemetry, captures and people
	Client     bool   // sent by clients, otherwise by servers
	Unreliable bool   // may be lost on the way, because the next one makes it obsolete
	Game       bool   // has a form in msgpack and numbered text
	Plain      bool   // has a form in plain text
	Secret     bool   // may hold a token or a password, which captures mask
	New        func() Message
}

// MaxLen returns the greatest length of an encoded message in bytes.
func (t *MessageType) MaxLen() int {
	if t.Client {
		return MaxFromClient
	}
	return MaxFromServer
}

// Types is the registry of messages: what telemetry, captures, codecs and tests
// need to know of each type stands here once. A new message takes a row here
// and, in each codec, a file of its own and a row of the codec's table; tests
// fail for whatever is forgotten. Treat it as a constant.
var Types = [...]MessageType{
	{Letters: string(TypeHello), Name: "hello", Client: true, Game: true, Secret: true, New: func() Message { return new(Hello) }},
	{Letters: string(TypeInputs), Name: "inputs", Client: true, Unreliable: true, Game: true, New: func() Message { return new(Inputs) }},
	{Letters: string(TypePing), Name: "ping", Client: true, Unreliable: true, Game: true, New: func() Message { return new(Ping) }},
	{Letters: string(TypeSendChat), Name: "send_chat", Client: true, Game: true, Plain: true, Secret: true, New: func() Message { return new(SendChat) }},
	{Letters: string(TypeRename), Name: "rename", Client: true, Game: true, Plain: true, New: func() Message { return new(Rename) }},
	{Letters: string(TypeSetAppearance), Name: "set_appearance", Client: true, Game: true, New: func() Message { return new(SetAppearance) }},
	{Letters: string(TypeQuit), Name: "quit", Client: true, Game: true, Plain: true, New: func() Message { return new(Quit) }},
	{Letters: string(TypeWalkUp) + string(TypeWalkDown) + string(TypeWalkLeft) + string(TypeWalkRight), Name: "walk_cell", Client: true, Plain: true, New: func() Message { return new(WalkCell) }},
	{Letters: string(TypeWelcome), Name: "welcome", Game: true, Plain: true, Secret: true, New: func() Message { return new(Welcome) }},
	{Letters: string(TypeLevel), Name: "level", Game: true, Plain: true, New: func() Message { return new(Level) }},
	{Letters: string(TypeRow), Name: "row", Game: true, Plain: true, New: func() Message { return new(Row) }},
	{Letters: string(TypeSnapshot), Name: "snapshot", Unreliable: true, Game: true, New: func() Message { return new(Snapshot) }},
	{Letters: string(TypePlayerCell), Name: "player_cell", Plain: true, New: func() Message { return new(PlayerCell) }},
	{Letters: string(TypePlayerInfo), Name: "player_info", Game: true, New: func() Message { return new(PlayerInfo) }},
	{Letters: string(TypePlayerLeft), Name: "player_left", Game: true, Plain: true, New: func() Message { return new(PlayerLeft) }},
	{Letters: string(TypeChat), Name: "chat", Game: true, Plain: true, Secret: true, New: func() Message { return new(Chat) }},
	{Letters: string(TypeReachedExit), Name: "reached_exit", Game: true, New: func() Message { return new(ReachedExit) }},
	{Letters: string(TypeScore), Name: "score", Game: true, New: func() Message { return new(Score) }},
	{Letters: string(TypeCountdown), Name: "countdown", Game: true, New: func() Message { return new(Countdown) }},
	{Letters: string(TypeRecord), Name: "record", Game: true, New: func() Message { return new(Record) }},
	{Letters: string(TypePong), Name: "pong", Unreliable: true, Game: true, New: func() Message { return new(Pong) }},
	{Letters: string(TypeConnectionStats), Name: "connection_stats", Unreliable: true, Game: true, New: func() Message { return new(ConnectionStats) }},
	{Letters: string(TypeQueuePosition), Name: "queue_position", Game: true, New: func() Message { return new(QueuePosition) }},
	{Letters: string(TypeError), Name: "error", Game: true, Plain: true, New: func() Message { return new(Error) }},
	{Letters: string(TypeBye), Name: "bye", Game: true, Plain: true, New: func() Message { return new(Bye) }},
}

// unknown stands for what is no type of message.
var unknown = MessageType{Name: "unknown"}

// byLetter holds, for each letter, 1 + the index of its type in Types.
var byLetter = func() (index [256]uint8) {
	for i := range Types {
		for _, letter := range []byte(Types[i].Letters) {
			index[letter] = uint8(1 + i)
		}
	}
	return index
}()

// TypeIndex returns the index in Types of the type with this letter, or -1.
func TypeIndex(letter byte) int { return int(byLetter[letter]) - 1 }

// TypeByLetter returns the type with this letter. Where there is none, it
// returns a type without Letters that is in no codec.
func TypeByLetter(letter byte) *MessageType {
	if i := TypeIndex(letter); i >= 0 {
		return &Types[i]
	}
	return &unknown
}

// TypeOf returns the type of m.
func TypeOf(m Message) *MessageType { return TypeByLetter(m.Type()) }

// FromClient reports whether clients send messages like m. A codec decodes the
// messages of both directions, because both ends use it.
func FromClient(m Message) bool { return TypeOf(m).Client }
