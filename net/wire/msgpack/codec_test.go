package msgpack

import (
	"errors"
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func TestRoundTrips(t *testing.T)  { wiretest.RoundTrips(t, New(), wiretest.GameMode) }
func TestTruncations(t *testing.T) { wiretest.Truncations(t, New(), wiretest.GameMode) }
func TestNoAllocs(t *testing.T)    { wiretest.NoAllocs(t, New(), wiretest.GameMode) }

// Magic must be what the page says, and no message may start like it.
func TestMagic(t *testing.T) {
	if Magic != string([]byte{0xC1, 0x43, 0x4C, 0x57}) {
		t.Errorf("Magic is % x", Magic)
	}
	wiretest.MustReject(t, New(), []byte(Magic), wire.CodeMalformed)
}

func TestBadMessages(t *testing.T) {
	c := New()
	for _, bad := range wiretest.InvalidMessages() {
		if _, err := c.Append(nil, bad.Message); !errors.Is(err, wire.ErrLimit) {
			t.Errorf("Append(%#v) = %v, want ErrLimit", bad.Message, err)
		}
		c.w.b = nil
		if !c.w.message(bad.Message) {
			continue
		}
		wiretest.MustReject(t, c, c.w.b, bad.Code)
	}
}

func TestFormsMatchRegistry(t *testing.T) {
	has := func(letter byte) bool { return forms[letter].read != nil && forms[letter].write != nil }
	for _, problem := range wiretest.CompareForms(has, func(m *wire.MessageType) bool { return m.Game }) {
		t.Error(problem)
	}
}

// Any width and sign that holds a number will do: some libraries have no
// choice.
func TestWideIntegers(t *testing.T) {
	for _, b := range []string{
		"\x92\x4C\x05", "\x92\xCC\x4C\x05", "\x92\xD0\x4C\xD0\x05", "\x92\xCD\x00\x4C\xCD\x00\x05", "\x92\xD1\x00\x4C\xD1\x00\x05",
		"\x92\xCE\x00\x00\x00\x4C\xCE\x00\x00\x00\x05", "\x92\xD2\x00\x00\x00\x4C\xD2\x00\x00\x00\x05",
		"\xDC\x00\x02\x4C\xCF\x00\x00\x00\x00\x00\x00\x00\x05", "\xDD\x00\x00\x00\x02\x4C\xD3\x00\x00\x00\x00\x00\x00\x00\x05",
	} {
		m, err := New().Decode([]byte(b))
		if left, ok := m.(*wire.PlayerLeft); err != nil || !ok || left.ID != 5 {
			t.Errorf("Decode(% x) = %v, %v", b, m, err)
		}
	}
}

// A Hello of another version must stay readable whatever that version makes
// of the rest.
func TestForeignVersion(t *testing.T) {
	for _, tail := range []string{"", "\xC0", "\x81\xA1a\x01", "\xA3Ann\xA0", "\xFF\xFF\xFF"} {
		b := "\x94\x48\x09" + tail + "\xC0\xC0"
		m, err := New().Decode([]byte(b))
		if hello, ok := m.(*wire.Hello); err != nil || !ok || *hello != (wire.Hello{Version: 9}) {
			t.Errorf("Decode(% x) = %v, %v", b, m, err)
		}
	}
}

// What is sent thirty times a second to everybody stays small.
func TestCompact(t *testing.T) {
	in, snap := wiretest.TypicalMessages(64)
	health := &wire.ConnectionStats{}
	for _, b := range snap.Bodies {
		health.Players = append(health.Players, wire.PlayerStats{ID: b.ID, RTT: 300, Loss: 3, Idle: 300})
	}
	if n := len(wiretest.Encode(t, New(), health)); n > 64*8+4 {
		t.Errorf("the health of 64 players takes %d bytes", n)
	}
	if n := len(wiretest.Encode(t, New(), in)); n > 30 {
		t.Errorf("8 inputs take %d bytes", n)
	}
	if n := len(wiretest.Encode(t, New(), snap)); n > 64*11 {
		t.Errorf("a snapshot of 64 players takes %d bytes", n)
	}
}
