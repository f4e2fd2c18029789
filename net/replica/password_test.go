package replica

import (
	"testing"

	"clew/net/wire"
)

// A password goes out in its composed form, however it was typed.
func TestPasswordIsComposed(t *testing.T) {
	r := New(Config{Name: "Ana"})
	r.SetPassword("cafe\u0301")
	r.StartHandshake()
	if h, ok := r.Next().(*wire.Hello); !ok || h.Password != "caf\u00e9" {
		t.Errorf("%+v", h)
	}
}
