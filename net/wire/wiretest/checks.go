package wiretest

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clew/net/wire"
)

// failer is the part of testing.T and rapid.T that is needed here.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// AllMessages returns the examples and the extremes.
func AllMessages() []wire.Message { return append(Examples(), Extremes()...) }

// EachMessage calls visit with each message that travels in the mode, and its
// bytes.
func EachMessage(t *testing.T, codec wire.Codec, mode Mode, visit func(m wire.Message, b []byte)) {
	t.Helper()
	for _, m := range AllMessages() {
		if _, ok := mode(m); ok {
			visit(m, Encode(t, codec, m))
		}
	}
}

// Encode appends a message that must be valid.
func Encode(t failer, codec wire.Codec, m wire.Message) []byte {
	t.Helper()
	b, err := codec.Append(nil, m)
	if err != nil {
		t.Fatalf("Append(%T): %v", m, err)
	}
	limit := wire.MaxFromServer
	if wire.FromClient(m) {
		limit = wire.MaxFromClient
	}
	if len(b) > limit {
		t.Fatalf("%T takes %d bytes, but %d are the most", m, len(b), limit)
	}
	return b
}

// RoundTrip checks that m arrives as the mode says, that it is appended to what
// is there, and that a message without a form is rejected.
func RoundTrip(t failer, codec wire.Codec, mode Mode, m wire.Message) {
	t.Helper()
	want, ok := mode(m)
	if !ok {
		if b, err := codec.Append([]byte("before"), m); !errors.Is(err, wire.ErrLimit) || string(b) != "before" {
			t.Fatalf("Append(%T) = %q, %v, want nothing and ErrLimit", m, b, err)
		}
		return
	}
	b := Encode(t, codec, m)
	got, err := codec.Decode(b)
	if err != nil {
		t.Fatalf("Decode(%q): %v", b, err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q decodes to\n%#v, want\n%#v", b, got, want)
	}
	before := strings.Repeat("before", 1000)
	if more, err := codec.Append([]byte(before), m); err != nil || string(more) != before+string(b) {
		t.Fatalf("Append after something = %q, %v", more, err)
	}
}

// RoundTrips calls RoundTrip for all messages here and for random ones.
func RoundTrips(t *testing.T, codec wire.Codec, mode Mode) {
	for _, m := range AllMessages() {
		RoundTrip(t, codec, mode, m)
	}
	rapid.Check(t, func(t *rapid.T) { RoundTrip(t, codec, mode, AnyMessage().Draw(t, "message")) })
}

// Truncations checks that no beginning of a message passes for one, nor a
// message with something behind it. Very long messages, which are all alike in
// the middle, are only truncated near both ends.
func Truncations(t *testing.T, codec wire.Codec, mode Mode) {
	EachMessage(t, codec, mode, func(m wire.Message, b []byte) {
		for n := range b {
			if n > 512 && n < len(b)-512 {
				continue
			}
			MustReject(t, codec, b[:n:n], "")
		}
		switch m := m.(type) {
		case *wire.Hello:
			if m.Version != wire.Version {
				return // the rest belongs to that version
			}
		case *wire.Welcome:
			if m.Version != wire.Version {
				return
			}
		}
		for _, tail := range []string{"\x00", "|", "0|", " ", "\n", string(b)} {
			MustReject(t, codec, append(bytes.Clone(b), tail...), "")
		}
	})
}

// MustReject checks that Decode returns a ProtocolError for b that can be sent
// back, with the code if one is given.
func MustReject(t failer, codec wire.Codec, b []byte, code string) {
	t.Helper()
	m, err := codec.Decode(b)
	if err == nil {
		t.Fatalf("Decode(%.200q) = %#v, want a ProtocolError", b, m)
	}
	protoErr := sendable(t, codec, err)
	if m != nil || code != "" && protoErr.Code != code {
		t.Fatalf("Decode(%.200q) = %v, %v, want code %q", b, m, err, code)
	}
}

func sendable(t failer, codec wire.Codec, err error) *wire.ProtocolError {
	t.Helper()
	var protoErr *wire.ProtocolError
	if !errors.As(err, &protoErr) || protoErr.Text == "" {
		t.Fatalf("the error is %#v, want a ProtocolError with a text", err)
	}
	if _, err := codec.Append(nil, &wire.Error{Code: protoErr.Code, Text: protoErr.Text}); err != nil {
		t.Fatalf("the ProtocolError cannot be sent: %v", err)
	}
	return protoErr
}

// ReencodesStably checks what holds for any bytes: they are rejected with a
// ProtocolError, or give a message that can be written and read again without
// change.
func ReencodesStably(t *testing.T, codec wire.Codec, b []byte) {
	m, err := codec.Decode(b)
	if err != nil {
		sendable(t, codec, err)
		return
	}
	again, err := codec.Append(nil, m)
	if err != nil {
		t.Fatalf("Decode(%q) gives %#v, but Append: %v", b, m, err)
	}
	first := fmt.Sprintf("%#v", m) // in words, because the next Decode may use m again
	m2, err := codec.Decode(again)
	if second := fmt.Sprintf("%#v", m2); err != nil || second != first {
		t.Fatalf("%q gives %s, but %q gives %s, %v", b, first, again, second, err)
	}
}

// NoAllocs checks that Append allocates nothing once dst is long enough.
func NoAllocs(t *testing.T, codec wire.Codec, mode Mode) {
	dst := make([]byte, 0, wire.MaxFromServer)
	game, snap := TypicalMessages(64)
	for _, m := range append(AllMessages(), game, snap) {
		if _, ok := mode(m); !ok {
			continue
		}
		Encode(t, codec, m)
		if n := testing.AllocsPerRun(20, func() { codec.Append(dst, m) }); n > 0 {
			t.Errorf("Append(%T) allocates %v times", m, n)
		}
	}
}
