package main

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

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

// recorded runs a game for so many ticks, with a recording.
func recorded(t *testing.T, ticks int, use func(r *recorder)) (log string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		level, lerr := pick.Level(closet(t))
		if lerr != nil {
			t.Fatal(lerr)
		}
		var b bytes.Buffer
		cfg := host.Config{Level: level, Logger: slog.New(slog.NewTextHandler(&b, nil))}
		r, rerr := newRecorder(filepath.Join(t.TempDir(), "game"), &cfg)
		if rerr != nil {
			t.Fatal(rerr)
		}
		use(r)
		w, begin := sim.New(level.Maze, 0), time.Now()
		for range ticks {
			w.Step(nil, nil)
			cfg.Record(nil, w)
			synctest.Wait()
		}
		if d := time.Since(begin); d != 0 {
			t.Errorf("the game waited for %v", d)
		}
		err, log = r.close(), b.String()
	})
	return log, err
}

// A recorder whose disk fails later says so once.
func TestRecorderFailsLater(t *testing.T) {
	log, err := recorded(t, 300, func(r *recorder) { r.spool.out.Close() })
	if n := strings.Count(log, "the recording has stopped; the game goes on"); n != 1 {
		t.Errorf("it says so %d times:\n%s", n, log)
	}
	if err == nil {
		t.Error("a recording that failed was closed as if it had not")
	}
}

// stuck is a file on a disk that answers after a minute.
type stuck struct{ io.WriteCloser }

func (s stuck) Write(b []byte) (int, error) {
	time.Sleep(time.Minute)
	return s.WriteCloser.Write(b)
}

// The game does not wait for a slow disk. One that does not come after ends the
// recording.
func TestSlowDisk(t *testing.T) {
	slow := func(r *recorder) { r.spool.out = stuck{r.spool.out} }
	if log, err := recorded(t, 60*maxSpooled, slow); err != nil || log != "" {
		t.Errorf("%v, %s", err, log)
	}
	if log, err := recorded(t, 60*(maxSpooled+2), slow); !errors.Is(err, errSlowDisk) || !strings.Contains(log, "the disk is too slow") {
		t.Errorf("%v, %s", err, log)
	}
}
