package tracker

import "testing"

func TestParseAddr(t *testing.T) {
	for typed, want := range map[string]string{
		"tracker.example": "tracker.example:8857", " tracker.example:9 ": "tracker.example:9", "::1": "[::1]:8857", "[::1]": "[::1]:8857", "[::1]:9": "[::1]:9", "10.0.0.1": "10.0.0.1:8857",
		"": "", ":8857": "", "a:0": "", "a:70000": "", "a:b:c": "", "http://a": "", "a b": "", "a:": "",
	} {
		if got, err := ParseAddr(typed); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", typed, got, err, want)
		}
	}
}
