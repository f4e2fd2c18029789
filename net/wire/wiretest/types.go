package wiretest

import (
	"testing"

	"clew/net/wire"
)

// TypesAndReliability checks that a codec tells each message's type, and
// whether it may be lost, from its bytes.
func TypesAndReliability(t *testing.T, codec wire.Codec, mode Mode) {
	t.Helper()
	EachMessage(t, codec, mode, func(m wire.Message, b []byte) {
		if got, want := codec.Unreliable(b), wire.TypeOf(m).Unreliable; got != want {
			t.Errorf("%T: Unreliable is %v from its bytes, want %v", m, got, want)
		}
		if got := codec.Type(b); got != m.Type() {
			t.Errorf("%T: Type is %q from its bytes, want %q", m, got, m.Type())
		}
	})
	for n := range 6 {
		if codec.Unreliable(make([]byte, n)) {
			t.Errorf("%d zero bytes pass for a message that may be lost", n)
		}
	}
}
