package wire_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func TestTextsThatPass(t *testing.T) {
	for _, s := range []string{
		"", " ", "a", "  a  b  ", "|%\\\"'<>&", "Zoë", "Ωμέγα", "Привет", "שלום", "مرحبا", "你好，世界", "ภาษาไทย",
		"नमस्ते", "क्\u200dष", "می\u200cروم", "👍🏽", "👩\u200d🚀", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "e\u0301", "ǖ\u0323\u0301\u0302\u0303", "\ufffd",
		strings.Repeat("x", wire.MaxTextLen), strings.Repeat("🧶", wire.MaxTextLen/4),
	} {
		if err := wire.CheckText(s); err != nil {
			t.Errorf("CheckText(%q) = %v", s, err)
		}
	}
	for _, s := range []string{
		"a", "Ann B. C", "Zoë", "שלום", "迷路", "👍🏽", "|%|", "e\u0301", strings.Repeat("迷", wire.MaxNameRunes),
	} {
		if err := wire.CheckName(s); err != nil {
			t.Errorf("CheckName(%q) = %v", s, err)
		}
	}
}

func TestTextsThatDoNotPass(t *testing.T) {
	refuse := func(what, s string, err error) {
		t.Helper()
		var protoErr *wire.ProtocolError
		if !errors.As(err, &protoErr) || protoErr.Code != wire.CodeText {
			t.Errorf("%s(%q) = %v, want a ProtocolError with code text", what, s, err)
		}
	}
	for _, s := range wiretest.InvalidTexts() {
		refuse("CheckText", s, wire.CheckText(s))
		refuse("CheckTitle", s, wire.CheckTitle(s))
		refuse("CheckName", s, wire.CheckName(s))
	}
	for _, s := range append(wiretest.InvalidNames(), "") {
		refuse("CheckName", s, wire.CheckName(s))
	}
	refuse("CheckTitle", "long", wire.CheckTitle(strings.Repeat("x", wire.MaxNameLen+1)))
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, text, name string }{
		{"", "", ""},
		{" \t\n ", "", ""},
		{"  Ann \t B  ", "Ann   B", "Ann B"},
		{"a\u00a0b\u3000c\u2028d", "a b c d", "a b c d"},
		{"\x1b[2Jred", "[2Jred", "[2Jred"},
		{"a\xffb\x00c", "ab c", "ab c"},
		{"\u202eevil\u202c", "evil", "evil"},
		{"👩\u200d🚀", "👩\u200d🚀", "👩🚀"},
		{"a\u200d", "a", "a"},
		{"\ufeff\u0301x", "x", "x"},
		{"\ufffd", "\ufffd", "\ufffd"},
		{strings.Repeat("🧶", 80), strings.Repeat("🧶", 60), strings.Repeat("🧶", 12)},
		{strings.Repeat("ab ", 99), strings.Repeat("ab ", 79) + "ab", "ab ab ab ab ab a"},
	} {
		if got := wire.CleanText(c.in); got != c.text {
			t.Errorf("CleanText(%q) = %q, want %q", c.in, got, c.text)
		}
		if got := wire.CleanName(c.in); got != c.name {
			t.Errorf("CleanName(%q) = %q, want %q", c.in, got, c.name)
		}
	}
}

// Whatever comes in, what comes out passes and stays; and what passed stays.
func TestCleanRandom(t *testing.T) {
	odd := rapid.RuneFrom([]rune(" \t\n\x1bab|%é字🧶\u0301\u200c\u200d\ufe0f\u202e\u2800\u3164\ufffd"))
	texts := rapid.OneOf(rapid.StringOf(odd), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		s := texts.Draw(t, "s")
		if got := wire.CleanText(s); wire.CheckText(got) != nil || wire.CleanText(got) != got {
			t.Fatalf("CleanText(%q) = %q: %v", s, got, wire.CheckText(got))
		}
		got := wire.CleanName(s)
		if got != "" && wire.CheckName(got) != nil || wire.CleanName(got) != got {
			t.Fatalf("CleanName(%q) = %q: %v", s, got, wire.CheckName(got))
		}
		if wire.CheckName(s) == nil && got != s {
			t.Fatalf("CleanName(%q) = %q, but it passes as it is", s, got)
		}
		if wire.CheckText(s) == nil && wire.CleanText(s) != strings.Trim(s, " ") {
			t.Fatalf("CleanText(%q) = %q, but it passes as it is", s, wire.CleanText(s))
		}
	})
}

// A ProtocolError may quote a stranger and must still be fit to be sent.
func TestProtocolErrorQuotes(t *testing.T) {
	for _, s := range append(wiretest.InvalidTexts(), wiretest.InvalidNames()...) {
		f := wire.ProtocolErrorf(wire.CodeText, "what is %s?", s)
		if !utf8.ValidString(f.Text) || wire.Check(&wire.Error{Code: f.Code, Text: f.Text}) != nil {
			t.Errorf("ProtocolErrorf of %q says %q", s, f.Text)
		}
		if !strings.HasPrefix(f.Error(), "text: what is ") {
			t.Errorf("Error() = %q", f.Error())
		}
	}
}
