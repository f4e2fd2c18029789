package crash

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/adrg/xdg"
)

// The names of the log file and of the previous one.
const (
	LogName         = "clew.log"
	previousLogName = "clew.old.log"
)

// maxLogBytes limits the size of the log file.
const maxLogBytes = 1 << 20

// Log receives what the program prints to standard error. It is safe for
// concurrent use.
type Log struct {
	Path    string    // where the words are kept; empty: they go to standard error, or nowhere
	visible bool      // somebody can read them at once
	stdout  io.Writer // standard output; nil: there is none

	mu        sync.Mutex
	remaining int // how many bytes the file still takes
	file      *os.File
	stderr    io.Writer // standard error, or a console; or nil
}

// OpenLog opens the log of this program. Without a standard error it writes to a
// file in the user's state folder, which begins with the line first; so do
// package log and the trace of a crash.
func OpenLog(first string) *Log {
	if !stderrMissing() {
		return &Log{stderr: os.Stderr, visible: true, stdout: openStdout()}
	}
	j := newLog(filepath.Join(xdg.StateHome, "clew"), time.Now(), first)
	j.stdout = openStdout()
	if console := openConsole(); console != nil {
		j.stderr, j.visible = console, true
	}
	log.SetOutput(j)
	if j.file != nil {
		// Of no use to anybody if it fails.
		_ = debug.SetCrashOutput(j.file, debug.CrashOptions{})
	}
	return j
}

// newLog opens a log file and keeps the previous one under another name. If
// another clew has the file open, it appends to it; if no file can be opened, the
// output is lost.
func newLog(folder string, now time.Time, first string) *Log {
	path := filepath.Join(folder, LogName)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &Log{}
	}
	// It fails the first time, and on Windows while another clew runs.
	_ = os.Rename(path, filepath.Join(folder, previousLogName))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return &Log{}
	}
	j := &Log{Path: path, file: f, remaining: maxLogBytes}
	if info, err := f.Stat(); err == nil {
		j.remaining -= int(min(info.Size(), maxLogBytes))
	}
	fmt.Fprintf(j, "%s %s", now.Format(time.RFC3339), first)
	return j
}

// Stdout returns standard output, or the log if there is none.
func (j *Log) Stdout() io.Writer {
	if j.stdout != nil {
		return j.stdout
	}
	return j
}

// Hidden reports whether nobody sees the output, so that errors need a window.
func (j *Log) Hidden() bool { return !j.visible }

// Write implements io.Writer; it never fails. A full file takes no more.
func (j *Log) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stderr != nil {
		_, _ = j.stderr.Write(b)
	}
	if j.file != nil && j.remaining > 0 {
		if len(b) > j.remaining {
			_, _ = j.file.WriteString("the log is full\n")
			j.remaining = 0
		} else {
			_, _ = j.file.Write(b)
			j.remaining -= len(b)
		}
	}
	return len(b), nil
}
