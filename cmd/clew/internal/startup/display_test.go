package startup

import (
	"net"
	"path/filepath"
	"strings"
	"testing"
)

// Only of a display of this computer that does not answer, under neither of its
// names, and of none at all, is said that it is missing.
func TestMissing(t *testing.T) {
	for _, tc := range []struct{ display, there, want string }{
		{"", "", "set DISPLAY"},
		{":7", "", `":7", where nothing answers`},
		{":7.0", "/tmp/.X11-unix/X70", `":7.0", where nothing answers`},
		{":7.0", "/tmp/.X11-unix/X7", ""},
		{":7", "@/tmp/.X11-unix/X7", ""},
		{"unix:7", "", `"unix:7", where nothing answers`},
		{"localhost:10.0", "", ""},
		{"/private/tmp/launchd/org.xquartz:0", "", ""},
		{":x", "", ""},
	} {
		got := displayProblem(tc.display, func(socket string) bool { return socket == tc.there })
		if (got == "") != (tc.want == "") || !strings.Contains(got, tc.want) {
			t.Errorf("DISPLAY=%q with %q: %q, want %q", tc.display, tc.there, got, tc.want)
		}
	}
}

func TestAnswers(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "X7")
	if acceptsConnections(socket) {
		t.Error("a socket that is not there answers")
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if !acceptsConnections(socket) {
		t.Error("a socket that listens does not answer")
	}
}
