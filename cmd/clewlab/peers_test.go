package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A lost peer costs the others nothing that they have seen; by the wrong rule their games
// part.
func TestPeers(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"8-lost-peer":     "all peers have settled the same game",
		"9-lost-peer-min": "Ann and Bob part: they have settled different games in tick 600",
	} {
		out := mustRun(t, "run", "-out", dir, name)
		if !strings.Contains(out, want) {
			t.Errorf("%s does not say %q:\n%s", name, want, out)
		}
		if events, err := os.ReadFile(filepath.Join(dir, name, "events.txt")); err != nil || len(events) == 0 {
			t.Errorf("%s: no events, %v", name, err)
		}
	}
}
