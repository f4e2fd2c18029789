package msgpack

import (
	"github.com/vmihailenco/msgpack/v5"

	"clew/net/wire"
)

// writer is the buffer under the encoder, and the encoder's calls with their
// errors kept until the end; there are none in practice, as Write never fails.
type writer struct {
	b   []byte
	err error
	enc *msgpack.Encoder
}

// Write implements io.Writer for the encoder.
func (w *writer) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

// WriteByte implements io.ByteWriter for the encoder, which would otherwise
// allocate for each byte.
func (w *writer) WriteByte(c byte) error {
	w.b = append(w.b, c)
	return nil
}

// header starts a message of so many fields.
func (w *writer) header(typ byte, fields int) {
	w.setErr(w.enc.EncodeArrayLen(1 + fields))
	w.uint(uint64(typ))
}

func (w *writer) uint(n uint64) { w.setErr(w.enc.EncodeUint(n)) }
func (w *writer) int(n int64)   { w.setErr(w.enc.EncodeInt(n)) }
func (w *writer) rune(r rune)   { w.setErr(w.enc.EncodeUint(uint64(r))) }
func (w *writer) bool(v bool)   { w.setErr(w.enc.EncodeBool(v)) }
func (w *writer) text(s string) { w.setErr(w.enc.EncodeString(s)) }

func (w *writer) setErr(err error) {
	if w.err == nil {
		w.err = err
	}
}

// message writes m, which has passed its check. It returns false for the
// messages of plain text clients.
func (w *writer) message(m wire.Message) bool {
	switch m := m.(type) {
	case *wire.Hello:
		w.hello(m)
	case *wire.Welcome:
		w.welcome(m)
	case *wire.Level:
		w.level(m)
	case *wire.Row:
		w.row(m)
	case *wire.Inputs:
		w.inputs(m)
	case *wire.Snapshot:
		w.snapshot(m)
	case *wire.PlayerInfo:
		w.playerInfo(m)
	case *wire.PlayerLeft:
		w.playerLeft(m)
	case *wire.SendChat:
		w.sendChat(m)
	case *wire.Chat:
		w.chat(m)
	case *wire.Rename:
		w.rename(m)
	case *wire.SetAppearance:
		w.setAppearance(m)
	case *wire.ReachedExit:
		w.reachedExit(m)
	case *wire.Ping:
		w.ping(m)
	case *wire.Pong:
		w.pong(m)
	case *wire.QueuePosition:
		w.queuePosition(m)
	case *wire.ConnectionStats:
		w.connectionStats(m)
	case *wire.Error:
		w.error(m)
	case *wire.Bye:
		w.bye(m)
	case *wire.Quit:
		w.quit(m)
	default:
		return false
	}
	return true
}
