package startup

import (
	"bytes"
	"strings"
	"testing"

	"clew/cmd/internal/cli"
)

// What needs no window is answered without one, and what is wrong is told; only
// then the display is missed.
func TestAnswer(t *testing.T) {
	none := func(string) (string, bool) { return "", false }
	for _, tc := range []struct {
		args           string
		code           int
		stdout, stderr string
	}{
		{"-h", 0, "-windowed WxH", ""},
		{"-version", 0, cli.VersionLine("clew"), ""},
		{"-nope", 2, "", "clew: flag provided but not defined: -nope\n"},
		{"-scale 20", 2, "", "from 75 to 200\n"},
		{"-lang tlh", 2, "", "want en or pt\n"},
		{"-connect a:b:c", 2, "", "-connect"},
		{"-name |\x01", 2, "", "-name"},
		{"-windowed 3", 2, "", "want one like 1280x720"},
		{"one two", 2, "", "Clew opens one file at a time"},
		{"nowhere.txt", 2, "", `no such file: "nowhere.txt"; name a replay`},
		{"-replay nowhere", 2, "", `no such file: "nowhere"; name a replay`},
		{"", 2, "", "no display to open a window on: set DISPLAY,"},
		{"display.go", 2, "", "no display to open a window on: set DISPLAY,"},
	} {
		var stdout, stderr bytes.Buffer
		code := runWithoutDisplay(strings.Fields(tc.args), none, "set DISPLAY", &stdout, &stderr)
		if code != tc.code || !strings.Contains(stdout.String(), tc.stdout) || !strings.Contains(stderr.String(), tc.stderr) ||
			(stdout.Len() > 0) != (tc.stdout != "") || strings.Count(stderr.String(), "\n") != min(1, len(tc.stderr)) {
			t.Errorf("clew %s: code %d, %q, %q", tc.args, code, stdout.String(), stderr.String())
		}
	}
}
