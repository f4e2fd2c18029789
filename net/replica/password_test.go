package replica

import (
	"testing"

	"clew/net/wire"
)

// A password is sent in its composed form, however it was typed.
func TestPasswordIsNormalized(t *testing.T) {
	r := New(Config{Name: "Ana"})
	r.SetPassword("cafe\u0301")
	r.StartHandshake()
	if h, ok := r.Next().(*wire.Hello); !ok || h.Password != "caf\u00e9" {
		t.Errorf("%+v", h)
	}
}
