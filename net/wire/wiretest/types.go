package wiretest

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// TypesAndReliability checks that a codec tells from the bytes of every message what the
// message says of itself, and its type.
func TypesAndReliability(t *testing.T, codec wire.Codec, carry Mode) {
	t.Helper()
	EachMessage(t, codec, carry, func(m wire.Message, b []byte) {
		if got := codec.Unreliable(b); got != m.Unreliable() {
			t.Errorf("%T: Lossy is %v from its bytes, %v from itself", m, got, m.Unreliable())
		}
		if want := typeOf(m); want != 0 && codec.Type(b) != want {
			t.Errorf("%T: Type is %q from its bytes, want %q", m, codec.Type(b), want)
		}
	})
	for n := range 6 {
		if codec.Unreliable(make([]byte, n)) {
			t.Errorf("%d zero bytes pass for a message that may be lost", n)
		}
	}
}

// typeOf is the type of a message from a client; 0: it is another one.
func typeOf(m wire.Message) byte {
	switch m := m.(type) {
	case *wire.Hello:
		return wire.TypeHello
	case *wire.Inputs:
		return wire.TypeInputs
	case *wire.Ping:
		return wire.TypePing
	case *wire.SendChat:
		return wire.TypeSendChat
	case *wire.Rename:
		return wire.TypeRename
	case *wire.SetAppearance:
		return wire.TypeSetAppearance
	case *wire.Quit:
		return wire.TypeQuit
	case *wire.WalkCell:
		return map[sim.Input]byte{
			sim.Up: wire.TypeWalkUp, sim.Down: wire.TypeWalkDown, sim.Left: wire.TypeWalkLeft, sim.Right: wire.TypeWalkRight,
		}[m.Dir]
	}
	return 0
}
