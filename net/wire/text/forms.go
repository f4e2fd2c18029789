package text

import (
	"unicode/utf8"

	"clew/net/wire"
)

// form appends and reads one type of message.
type form struct {
	append func(dst []byte, m wire.Message) []byte
	read   func(r *reader, letter byte) wire.Message
	fields int // the number of fields, in plain text from a client; otherwise 0
}

// numberedForms holds the form of each message type in numbered text, by its
// letter.
var numberedForms = [256]form{
	wire.TypeHello:         formOf(appendHello, (*reader).hello),
	wire.TypeInputs:        formOf(appendInputs, (*reader).inputs),
	wire.TypePing:          formOf(appendPing, (*reader).ping),
	wire.TypeSendChat:      formOf(appendSendChat, (*reader).sendChat),
	wire.TypeRename:        formOf(appendRename, (*reader).rename),
	wire.TypeSetAppearance: formOf(appendSetAppearance, (*reader).setAppearance),
	wire.TypeQuit:          formOf(appendQuit, (*reader).quit),

	wire.TypeWelcome:         formOf(appendWelcome, (*reader).welcome),
	wire.TypeLevel:           formOf(appendLevel, (*reader).level),
	wire.TypeRow:             formOf(appendRow, (*reader).row),
	wire.TypeSnapshot:        formOf(appendSnapshot, (*reader).snapshot),
	wire.TypePlayerInfo:      formOf(appendPlayerInfo, (*reader).playerInfo),
	wire.TypePlayerLeft:      formOf(appendPlayerLeft, (*reader).playerLeft),
	wire.TypeChat:            formOf(appendChat, (*reader).chat),
	wire.TypeReachedExit:     formOf(appendReachedExit, (*reader).reachedExit),
	wire.TypeScore:           formOf(appendScore, (*reader).score),
	wire.TypeCountdown:       formOf(appendCountdown, (*reader).countdown),
	wire.TypeRecord:          formOf(appendRecord, (*reader).record),
	wire.TypeQueuePosition:   formOf(appendQueuePosition, (*reader).queuePosition),
	wire.TypePong:            formOf(appendPong, (*reader).pong),
	wire.TypeConnectionStats: formOf(appendConnectionStats, (*reader).connectionStats),
	wire.TypeError:           formOf(appendError, (*reader).error),
	wire.TypeBye:             formOf(appendBye, (*reader).bye),
}

// plainForms is the same for plain text.
var plainForms = [256]form{
	wire.TypeWalkUp:    walkForm,
	wire.TypeWalkDown:  walkForm,
	wire.TypeWalkLeft:  walkForm,
	wire.TypeWalkRight: walkForm,
	wire.TypeSendChat:  formOf(appendSendChat, (*reader).sendChat).from(2),
	wire.TypeRename:    formOf(appendRename, (*reader).rename).from(2),
	wire.TypeQuit:      formOf(appendQuit, (*reader).quit).from(1),

	wire.TypeWelcome:    formOf(appendPlainWelcome, (*reader).plainWelcome),
	wire.TypeLevel:      formOf(appendPlainLevel, (*reader).plainLevel),
	wire.TypeRow:        formOf(appendRow, (*reader).row),
	wire.TypePlayerCell: playerCellForm,
	wire.TypePlayerLeft: formOf(appendPlayerLeft, (*reader).playerLeft),
	wire.TypeChat:       formOf(appendChat, (*reader).chat),
	wire.TypeError:      formOf(appendError, (*reader).error),
	wire.TypeBye:        formOf(appendPlainBye, (*reader).plainBye),
}

func formOf[M wire.Message](write func([]byte, M) []byte, read func(*reader) M) form {
	return form{
		append: func(dst []byte, m wire.Message) []byte { return write(dst, m.(M)) },
		read:   func(r *reader, _ byte) wire.Message { return read(r) },
	}
}

// from marks the form as one that a plain text client sends, with this number
// of fields.
func (f form) from(fields int) form {
	f.fields = fields
	return f
}

// decode reads the message in b.
func (r *reader) decode(b []byte, forms *[256]form) (wire.Message, *wire.ProtocolError) {
	if len(b) < 2 || b[0] >= utf8.RuneSelf || b[1] != '|' {
		return nil, wire.ProtocolErrorf(wire.CodeType, "a message starts with the one letter of its type")
	}
	read := forms[b[0]].read
	if read == nil {
		return nil, wire.ProtocolErrorf(wire.CodeType, "there is no message type %q", b[0])
	}
	r.rest, r.err, r.otherVersion = b[2:], nil, false
	m := read(r, b[0])
	if !r.otherVersion {
		r.end()
	}
	r.rest = nil
	if r.err != nil {
		return nil, r.err
	}
	return m, nil
}

// letterOf returns the type of an encoded message.
func letterOf(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}
