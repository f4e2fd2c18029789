package msgpack

import (
	"math"

	"clew/net/wire"
)

// message reads the whole message.
func (r *reader) message() wire.Message {
	n := r.array() - 1
	typ := r.uint("TYPE", math.MaxUint64)
	if r.err != nil {
		return nil
	}
	m := r.payload(typ, n)
	if r.err == nil && !r.otherVersion && r.src.Len() > 0 {
		r.fail(wire.CodeMalformed, "%d bytes follow the message", r.src.Len())
	}
	return m
}

// payload reads the n fields of a message of type typ.
func (r *reader) payload(typ uint64, n int) wire.Message {
	switch typ {
	case wire.TypeHello:
		return r.hello(n)
	case wire.TypeWelcome:
		return r.welcome(n)
	case wire.TypeLevel:
		return r.level(n)
	case wire.TypeRow:
		return r.row(n)
	case wire.TypeInputs:
		return r.inputs(n)
	case wire.TypeSnapshot:
		return r.snapshot(n)
	case wire.TypePlayerInfo:
		return r.playerInfo(n)
	case wire.TypePlayerLeft:
		return r.playerLeft(n)
	case wire.TypeSendChat:
		return r.sendChat(n)
	case wire.TypeChat:
		return r.chat(n)
	case wire.TypeRename:
		return r.rename(n)
	case wire.TypeSetAppearance:
		return r.setAppearance(n)
	case wire.TypeReachedExit:
		return r.reachedExit(n)
	case wire.TypePing:
		return r.ping(n)
	case wire.TypePong:
		return r.pong(n)
	case wire.TypeQueuePosition:
		return r.queuePosition(n)
	case wire.TypeConnectionStats:
		return r.connectionStats(n)
	case wire.TypeError:
		return r.error(n)
	case wire.TypeBye:
		return r.bye(n)
	case wire.TypeQuit:
		return r.quit(n)
	}
	r.fail(wire.CodeType, "there is no message type %d", typ)
	return nil
}

// wantFields fails unless a message has exactly as many fields as it must.
func (r *reader) wantFields(have, want int) {
	if have != want {
		r.fail(wire.CodeMalformed, "the message has %d fields, but must have %d", have, want)
	}
}
