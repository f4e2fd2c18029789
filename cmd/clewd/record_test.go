package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"clew/cmd/internal/pick"
	"clew/engine/sim"
	"clew/net/host"
)

// Each level of a rotation is a recording of its own, and each plays again.
func TestRecordsEachLevel(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "hall.txt"), hall)
	write(t, filepath.Join(dir, "shorts.txt"), shorts)
	server := startIn(t, dir, nil, "-level", "hall.txt,shorts.txt", "-record", "game.clewrec")
	ann := server.join(t)
	ann.types(t, strings.Repeat("r|1|", 5), "U|1|A|6|1|")
	ann.until(t, "M|5|5|")
	ann.types(t, "r|1|", "U|1|A|2|1|")
	server.Process.Signal(syscall.SIGTERM)
	ann.until(t, "B|")
	server.ends(t)
	for file, want := range map[string]string{"game.clewrec": "1 player, 1 exit found", "game-2.clewrec": "1 player, 0 exits found"} {
		out, errs, code := commandIn(t, dir, "replay", file)
		if code != exitOK || !strings.Contains(out, want) || strings.Contains(out, "its end is missing") {
			t.Errorf("%s: %q, %q, exit code %d", file, out, errs, code)
		}
	}
}

// A recorder whose disk fails later says so once.
func TestRecorderFailsLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		level, err := pick.Level(closet(t))
		if err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		cfg := host.Config{Level: level, Logger: slog.New(slog.NewTextHandler(&log, nil))}
		r, err := newRecorder(filepath.Join(t.TempDir(), "game"), &cfg)
		if err != nil {
			t.Fatal(err)
		}
		r.spool.out.Close()
		w := sim.New(level.Maze, 0)
		for range 300 {
			w.Step(nil, nil)
			cfg.Record(nil, w)
			synctest.Wait()
		}
		if n := strings.Count(log.String(), "the recording has stopped; the game goes on"); n != 1 {
			t.Errorf("it says so %d times:\n%s", n, log.String())
		}
		if r.close() == nil {
			t.Error("a recording that failed was closed as if it had not")
		}
	})
}
