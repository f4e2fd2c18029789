package msgpack

import (
	"math"

	"clew/net/wire"
)

// form writes and reads the fields of one type of message.
type form struct {
	write func(w *writer, m wire.Message)
	read  func(r *reader, fields int) wire.Message
}

// forms holds the form of each message type, by its letter. Types without one
// are for plain text clients.
var forms = [256]form{
	wire.TypeHello:         formOf((*writer).hello, (*reader).hello),
	wire.TypeInputs:        formOf((*writer).inputs, (*reader).inputs),
	wire.TypePing:          formOf((*writer).ping, (*reader).ping),
	wire.TypeSendChat:      formOf((*writer).sendChat, (*reader).sendChat),
	wire.TypeRename:        formOf((*writer).rename, (*reader).rename),
	wire.TypeSetAppearance: formOf((*writer).setAppearance, (*reader).setAppearance),
	wire.TypeQuit:          formOf((*writer).quit, (*reader).quit),

	wire.TypeWelcome:         formOf((*writer).welcome, (*reader).welcome),
	wire.TypeLevel:           formOf((*writer).level, (*reader).level),
	wire.TypeRow:             formOf((*writer).row, (*reader).row),
	wire.TypeSnapshot:        formOf((*writer).snapshot, (*reader).snapshot),
	wire.TypePlayerInfo:      formOf((*writer).playerInfo, (*reader).playerInfo),
	wire.TypePlayerLeft:      formOf((*writer).playerLeft, (*reader).playerLeft),
	wire.TypeChat:            formOf((*writer).chat, (*reader).chat),
	wire.TypeReachedExit:     formOf((*writer).reachedExit, (*reader).reachedExit),
	wire.TypeScore:           formOf((*writer).score, (*reader).score),
	wire.TypeCountdown:       formOf((*writer).countdown, (*reader).countdown),
	wire.TypeRecord:          formOf((*writer).record, (*reader).record),
	wire.TypeQueuePosition:   formOf((*writer).queuePosition, (*reader).queuePosition),
	wire.TypePong:            formOf((*writer).pong, (*reader).pong),
	wire.TypeConnectionStats: formOf((*writer).connectionStats, (*reader).connectionStats),
	wire.TypeError:           formOf((*writer).error, (*reader).error),
	wire.TypeBye:             formOf((*writer).bye, (*reader).bye),
}

func formOf[M wire.Message](write func(*writer, M), read func(*reader, int) M) form {
	return form{
		write: func(w *writer, m wire.Message) { write(w, m.(M)) },
		read:  func(r *reader, fields int) wire.Message { return read(r, fields) },
	}
}

// message writes m, which has passed its check. It reports false for a message
// without a form.
func (w *writer) message(m wire.Message) bool {
	f := forms[m.Type()]
	if f.write == nil {
		return false
	}
	f.write(w, m)
	return true
}

// message reads the whole message.
func (r *reader) message() wire.Message {
	fields := r.array() - 1
	letter := r.uint("TYPE", math.MaxUint64)
	if r.err != nil {
		return nil
	}
	if letter >= uint64(len(forms)) || forms[letter].read == nil {
		r.fail(wire.CodeType, "there is no message type %d", letter)
		return nil
	}
	m := forms[letter].read(r, fields)
	if r.err == nil && !r.otherVersion && r.src.Len() > 0 {
		r.fail(wire.CodeMalformed, "%d bytes follow the message", r.src.Len())
	}
	return m
}

// wantFields fails unless a message has as many fields as it must.
func (r *reader) wantFields(have, want int) {
	if have != want {
		r.fail(wire.CodeMalformed, "the message has %d fields, but must have %d", have, want)
	}
}
