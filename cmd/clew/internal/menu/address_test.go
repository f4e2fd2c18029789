package menu

import (
	"strings"
	"testing"
)

// An invitation code is as good as an address, however it is typed; one with a slip
// is not taken for a host's name.
func TestParseInvitation(t *testing.T) {
	for _, code := range []string{"1G58-043J-5600-0000-1DZ8", "1g58 043j 5600 0000 1dz8", " lg58O43j56OOOOOOidz8 "} {
		if got, fault := parseAddress(code); got != "192.168.1.7:8856" || fault != "" {
			t.Errorf("%q: %q, %q", code, got, fault)
		}
	}
	for typed, want := range map[string]string{"k7qm4x@tracker.example": "K7QM4X@tracker.example:8857", "K7Q-M4X@[::1]:99": "K7QM4X@[::1]:99"} {
		if got, fault := parseAddress(typed); got != want || fault != "" {
			t.Errorf("%q: %q, %q, want %q", typed, got, fault, want)
		}
	}
	said := map[string]string{}
	for _, code := range []string{
		"1G58-043J-5600-0000-1DZ9", // another letter
		"1G58-043J-5600-0000-1DZ",  // a letter too few
		"1JR0-E44J-566Y-NPZE-YERE", // of a game without a server
		"K7QM4@tracker.example",    // a word with a letter too few
		"K7QM4X@a:b:c",             // no tracker
	} {
		got, fault := parseAddress(code)
		if got != "" || !strings.HasSuffix(fault, ".") || said[fault] != "" {
			t.Errorf("%q: %q, %q, want only a sentence of its own", code, got, fault)
		}
		said[fault] = code
	}
}

// The code of a game without a server leads to the peer that shows it.
func TestParsePeerAddress(t *testing.T) {
	for in, want := range map[string]string{"1JR0-E44J-566Y-NPZE-YERE": "203.0.113.9:8856", "1G58-043J-5600-0000-1DZ8": "192.168.1.7:8856", "localhost": "localhost:8856"} {
		if got, fault := parsePeerAddress(in); got != want || fault != "" {
			t.Errorf("%q: %q, %q, want %q", in, got, fault, want)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]string{
		"localhost": "localhost:8856", "localhost:9": "localhost:9", " clew.example.org:8856 ": "clew.example.org:8856", "clew.example.org": "clew.example.org",
		"192.168.1.7": "192.168.1.7:8856", "::1": "[::1]:8856", "[::1]": "[::1]:8856", "[::1]:77": "[::1]:77",
		"fe80::1": "[fe80::1]:8856", "10.0.0.1:65535": "10.0.0.1:65535",
	} {
		if got, fault := parseAddress(in); got != want || fault != "" {
			t.Errorf("%q: %q, %q, want %q", in, got, fault, want)
		}
	}
	for _, in := range []string{"", "  ", ":8856", "a:b", "a:0", "a:65536", "a:", "a:1:2", "http://a", "a b", "[::1", "a|b"} {
		if got, fault := parseAddress(in); got != "" || !strings.HasSuffix(fault, ".") {
			t.Errorf("%q: %q, %q, want only a sentence", in, got, fault)
		}
	}
}
