package text

import (
	"errors"
	"strings"
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func TestNumberedRoundTrips(t *testing.T) {
	wiretest.RoundTrips(t, NewNumbered(), wiretest.GameMode)
}

func TestPlainRoundTrips(t *testing.T) {
	wiretest.RoundTrips(t, NewPlain(), wiretest.PlainMode)
}

func TestNumberedTruncations(t *testing.T) {
	wiretest.Truncations(t, NewNumbered(), wiretest.GameMode)
}

func TestPlainTruncations(t *testing.T) {
	wiretest.Truncations(t, NewPlain(), wiretest.PlainMode)
}

func TestNoAllocs(t *testing.T) {
	wiretest.NoAllocs(t, NewNumbered(), wiretest.GameMode)
	wiretest.NoAllocs(t, NewPlain(), wiretest.PlainMode)
}

func TestBadMessages(t *testing.T) {
	n, p := NewNumbered(), NewPlain()
	for _, bad := range wiretest.InvalidMessages() {
		for _, c := range []wire.Codec{n, p} {
			if _, err := c.Append(nil, bad.Message); !errors.Is(err, wire.ErrLimit) && encodesError(c, bad.Message) {
				t.Errorf("Append(%#v) = %v, want ErrLimit", bad.Message, err)
			}
		}
		if form := numberedForms[bad.Message.Type()]; form.append != nil {
			wiretest.MustReject(t, n, form.append(nil, bad.Message), bad.Code)
		}
		if form := plainForms[bad.Message.Type()]; form.append != nil && encodesError(p, bad.Message) {
			wiretest.MustReject(t, p, form.append(nil, bad.Message), bad.Code)
		}
	}
}

// encodesError reports whether c writes the invalid field of m.
func encodesError(c wire.Codec, m wire.Message) bool {
	if _, ok := c.(*Plain); !ok {
		return true
	}
	switch m := m.(type) {
	case *wire.Welcome:
		return false
	case *wire.Level:
		return m.Name == ""
	}
	return true
}

func TestFormsMatchRegistry(t *testing.T) {
	for _, mode := range []struct {
		name  string
		forms *[256]form
		has   func(*wire.MessageType) bool
	}{
		{"numbered", &numberedForms, func(m *wire.MessageType) bool { return m.Game }},
		{"plain", &plainForms, func(m *wire.MessageType) bool { return m.Plain }},
	} {
		has := func(letter byte) bool { return mode.forms[letter].read != nil && mode.forms[letter].append != nil }
		for _, problem := range wiretest.CompareForms(has, mode.has) {
			t.Errorf("%s text: %s", mode.name, problem)
		}
	}
}

// TestPlainFieldCounts checks that SplitPlain knows how many fields each message
// of a plain text client has.
func TestPlainFieldCounts(t *testing.T) {
	wiretest.EachMessage(t, NewPlain(), wiretest.PlainMode, func(m wire.Message, b []byte) {
		want := 0
		if wire.FromClient(m) {
			want = strings.Count(string(b), "|") - 1
		}
		if got := plainForms[m.Type()].fields; got != want {
			t.Errorf("the form of %T has %d fields, want %d", m, got, want)
		}
	})
}

// No message may hold the line end that frames it, nor start like another
// mode.
func TestOneLine(t *testing.T) {
	for _, c := range []struct {
		codec   wire.Codec
		arrives wiretest.Mode
	}{{NewNumbered(), wiretest.GameMode}, {NewPlain(), wiretest.PlainMode}} {
		wiretest.EachMessage(t, c.codec, c.arrives, func(m wire.Message, b []byte) {
			if strings.ContainsAny(string(b), "\r\n\x00\x1b") {
				t.Errorf("%T has a control character: %q", m, b)
			}
			if framed := Frame([]byte("before"), b); string(framed) != "before"+string(b)+"\n" {
				t.Errorf("Frame(%q) = %q", b, framed)
			}
			if _, hello := m.(*wire.Hello); hello != strings.HasPrefix(string(b), Preface) {
				t.Errorf("%T starts with %.2q", m, b)
			}
		})
	}
}

// A Hello of another version must stay readable whatever that version makes
// of the rest.
func TestForeignVersion(t *testing.T) {
	for _, tail := range []string{"", "x", "|||||||", "Ann||", "\x00\xff%"} {
		m, err := NewNumbered().Decode([]byte("H|9|" + tail))
		if hello, ok := m.(*wire.Hello); err != nil || !ok || *hello != (wire.Hello{Version: 9}) {
			t.Errorf("H|9|%s gives %v, %v", tail, m, err)
		}
	}
}

// A plain client that writes more than the least is understood.
func TestLenientEscapes(t *testing.T) {
	m, err := NewPlain().Decode([]byte("c|2|%41%7c%7C%25%c3%A9|"))
	if say, ok := m.(*wire.SendChat); err != nil || !ok || say.Text != "A||%é" {
		t.Errorf("got %#v, %v", m, err)
	}
}

// Keys may come in any order.
func TestKeys(t *testing.T) {
	m, err := NewNumbered().Decode([]byte("i|2|1|1|ru|5|"))
	if in, ok := m.(*wire.Inputs); err != nil || !ok || in.Frames[0].Keys != 1|8 {
		t.Errorf("got %#v, %v", m, err)
	}
}
