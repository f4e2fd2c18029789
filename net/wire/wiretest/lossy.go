package wiretest

import (
	"testing"

	"clew/net/wire"
)

// Lossy checks that a codec tells from the bytes of every message what the
// message says of itself.
func Lossy(t *testing.T, codec wire.Codec, carry Carry) {
	t.Helper()
	Carried(t, codec, carry, func(m wire.Message, b []byte) {
		if got := codec.Lossy(b); got != m.Lossy() {
			t.Errorf("%T: Lossy is %v from its bytes, %v from itself", m, got, m.Lossy())
		}
	})
	for n := range 6 {
		if codec.Lossy(make([]byte, n)) {
			t.Errorf("%d zero bytes pass for a message that may be lost", n)
		}
	}
}
