package hud

import "testing"

// What is typed after /login is masked, and nothing else.
func TestThePasswordOfLoginIsHidden(t *testing.T) {
	for text, want := range map[string]string{
		"/login sesame":   "/login ",
		"  /LOGIN sesame": "  /LOGIN ",
		"/login":          "/login",
		"/log in":         "/log in",
		"/logins sesame":  "/logins sesame",
		"say /login x":    "say /login x",
		"":                "",
	} {
		if got := text[:passwordOffset(text)]; got != want {
			t.Errorf("of %q one can read %q, want %q", text, got, want)
		}
	}
}
