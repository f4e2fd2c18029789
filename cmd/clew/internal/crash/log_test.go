package crash

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

func readLog(t *testing.T, folder, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// This run starts a new file, and only the file of the last run is kept.
func TestRotates(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	noon := time.Date(2025, 11, 25, 12, 0, 0, 0, time.UTC)
	for run := range 3 {
		j := newLog(folder, noon, "clew 1.2.0\n")
		if j.Path != filepath.Join(folder, LogName) || !j.Hidden() {
			t.Fatalf("%+v", j)
		}
		fmt.Fprintf(j, "run %d\n", run)
		j.file.Close()
	}
	const head = "2025-11-25T12:00:00Z clew 1.2.0\n"
	if got := readLog(t, folder, LogName); got != head+"run 2\n" {
		t.Errorf("now: %q", got)
	}
	if got := readLog(t, folder, previousLogName); got != head+"run 1\n" {
		t.Errorf("before: %q", got)
	}
	if all, _ := os.ReadDir(folder); len(all) != 2 {
		t.Errorf("%d files", len(all))
	}
}

// However much is written, the file stays small, says that it is full, and
// writing goes on.
func TestBounded(t *testing.T) {
	folder := t.TempDir()
	j := newLog(folder, time.Time{}, "\n")
	defer j.file.Close()
	line := bytes.Repeat([]byte("x"), 1000)
	for range 2 * maxLogBytes / len(line) {
		if n, err := j.Write(line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	got := readLog(t, folder, LogName)
	if len(got) > maxLogBytes+100 || len(got) < maxLogBytes-len(line) || !strings.HasSuffix(got, "x"+"the log is full\n") {
		t.Errorf("%d bytes, and the last are %q", len(got), got[len(got)-20:])
	}
}

// A second clew, for which the file can't be put aside, adds to it, and keeps
// the bound.
func TestHeld(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, LogName), bytes.Repeat([]byte("x"), maxLogBytes-40), 0o644); err != nil {
		t.Fatal(err)
	}
	// A folder in the way of the old file's new name, and something in it.
	if err := os.MkdirAll(filepath.Join(folder, previousLogName, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	j := newLog(folder, time.Time{}, "clew\n")
	defer j.file.Close()
	fmt.Fprintln(j, strings.Repeat("y", 40))
	if got := readLog(t, folder, LogName); !strings.Contains(got, "xxx0001-01-01T00:00:00Z clew\n") || !strings.HasSuffix(got, "clew\nthe log is full\n") {
		t.Errorf("%q", got[maxLogBytes-50:])
	}
}

// Where there can be no file the words are lost, and nothing else happens.
func TestNowhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	j := newLog(file, time.Time{}, "clew\n")
	if n, err := j.Write([]byte("words")); n != 5 || err != nil || j.Path != "" || !j.Hidden() {
		t.Errorf("%d, %v, %+v", n, err, j)
	}
}

// Words go to the console as well, if there is one.
func TestConsole(t *testing.T) {
	folder := t.TempDir()
	j := newLog(folder, time.Time{}, "")
	defer j.file.Close()
	var console bytes.Buffer
	j.stderr, j.visible = &console, true
	fmt.Fprint(j, "clew: words\n")
	if console.String() != "clew: words\n" || !strings.HasSuffix(readLog(t, folder, LogName), "clew: words\n") || j.Hidden() {
		t.Errorf("console %q", console.String())
	}
}

// A crash leaves its trace in the file: this test runs itself once more, and
// that one crashes.
func TestCrash(t *testing.T) {
	if folder := os.Getenv("CLEW_TEST_CRASH"); folder != "" {
		if err := debug.SetCrashOutput(newLog(folder, time.Time{}, "clew\n").file, debug.CrashOptions{}); err != nil {
			t.Fatal(err)
		}
		end := make(chan bool)
		go func() {
			defer close(end)
			panic("the thread is torn")
		}()
		<-end
	}
	folder := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestCrash$")
	cmd.Env = append(os.Environ(), "CLEW_TEST_CRASH="+folder)
	if err := cmd.Run(); err == nil {
		t.Error("it did not crash")
	}
	if got := readLog(t, folder, LogName); !strings.Contains(got, "panic: the thread is torn") || !strings.Contains(got, "log_test.go:") {
		t.Errorf("%q", got)
	}
}
