package menu

import (
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]string{
		"localhost": "localhost:8856", "localhost:9": "localhost:9", " clew.example.org:8856 ": "clew.example.org:8856",
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
