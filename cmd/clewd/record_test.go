package main

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Each level of a rotation is recorded to a file of its own, which replays.
func TestRecordsEachLevel(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "hall.txt"), hall)
	write(t, filepath.Join(dir, "shorts.txt"), shortLevel)
	server := startIn(t, dir, nil, "-level", "hall.txt,shorts.txt", "-record", "game.clewrec")
	ann := server.join(t)
	ann.send(t, strings.Repeat("r|1|", 5), "U|1|A|6|1|")
	ann.readUntil(t, "M|5|5|")
	ann.send(t, "r|1|", "U|1|A|2|1|")
	server.Process.Signal(syscall.SIGTERM)
	ann.readUntil(t, "B|")
	server.wait(t)
	for file, want := range map[string]string{"game.clewrec": "1 player, 1 finished", "game-2.clewrec": "1 player, 0 finished"} {
		out, errs, code := commandIn(t, dir, "replay", file)
		if code != exitOK || !strings.Contains(out, want) || strings.Contains(out, "it is truncated") {
			t.Errorf("%s: %q, %q, exit code %d", file, out, errs, code)
		}
	}
}

func TestNumbered(t *testing.T) {
	for _, c := range []struct {
		path string
		n    int
		want string
	}{{"a/game.clewrec", 1, "a/game.clewrec"}, {"a/game.clewrec", 2, "a/game-2.clewrec"}, {"game", 12, "game-12"}} {
		if got := numberedPath(c.path, c.n); got != c.want {
			t.Errorf("%s, %d: %s, want %s", c.path, c.n, got, c.want)
		}
	}
}
