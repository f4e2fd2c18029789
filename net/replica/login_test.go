package replica

import (
	"testing"

	"clew/net/wire"
)

func TestPassword(t *testing.T) {
	r := New(Config{Name: "Ana"})
	r.SetPassword("open sesame")
	r.StartHandshake()
	if h, ok := r.Next().(*wire.Hello); !ok || h.Password != "open sesame" {
		t.Errorf("%+v", h)
	}
}

// A note from the server is not an error.
func TestNotice(t *testing.T) {
	r := begin(t, 1536, 1536)
	r.Events()
	r.Receive(0, &wire.Error{Code: wire.CodeNote, Text: "welcome"})
	r.Receive(0, &wire.Error{Code: wire.CodeBusy, Text: "wait"})
	if n := r.Events(); len(n) != 2 || n[0].Kind != EventNotice || n[0].Text != "welcome" || n[1].Kind != EventError {
		t.Errorf("%+v", n)
	}
}

// A password is sent in its composed form, however it was typed.
func TestPasswordIsNormalized(t *testing.T) {
	r := New(Config{Name: "Ana"})
	r.SetPassword("cafe\u0301")
	r.StartHandshake()
	if h, ok := r.Next().(*wire.Hello); !ok || h.Password != "caf\u00e9" {
		t.Errorf("%+v", h)
	}
}
