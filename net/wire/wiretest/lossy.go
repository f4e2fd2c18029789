package wiretest

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// Lossy checks that a codec tells from the bytes of every message what the
// message says of itself, and its type.
func Lossy(t *testing.T, codec wire.Codec, carry Carry) {
	t.Helper()
	Carried(t, codec, carry, func(m wire.Message, b []byte) {
		if got := codec.Lossy(b); got != m.Lossy() {
			t.Errorf("%T: Lossy is %v from its bytes, %v from itself", m, got, m.Lossy())
		}
		if want := typeOf(m); want != 0 && codec.Type(b) != want {
			t.Errorf("%T: Type is %q from its bytes, want %q", m, codec.Type(b), want)
		}
	})
	for n := range 6 {
		if codec.Lossy(make([]byte, n)) {
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
	case *wire.Say:
		return wire.TypeSay
	case *wire.Rename:
		return wire.TypeRename
	case *wire.Dress:
		return wire.TypeDress
	case *wire.Quit:
		return wire.TypeQuit
	case *wire.Walk:
		return map[sim.Input]byte{
			sim.Up: wire.TypeWalkUp, sim.Down: wire.TypeWalkDown, sim.Left: wire.TypeWalkLeft, sim.Right: wire.TypeWalkRight,
		}[m.Dir]
	}
	return 0
}
