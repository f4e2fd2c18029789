// Package crash is where the program's words go. As everywhere they go to
// standard error, if there is one. A Windows program with a window of its own
// has none: there they go into a file, and to the console of whoever started
// the program from one.
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

// The names of the file and of the one before it, in their folder.
const (
	LogName         = "clew.log"
	previousLogName = "clew.old.log"
)

// maxLogBytes is how many bytes are written into a file.
const maxLogBytes = 1 << 20

// Log takes the program's words. It may be used by several at a time.
type Log struct {
	Path    string    // where the words are kept; empty: they go to standard error, or nowhere
	visible bool      // somebody can read them at once
	stdout  io.Writer // standard output; nil: there is none

	mu        sync.Mutex
	remaining int // how many bytes the file still takes
	file      *os.File
	stderr    io.Writer // standard error, or a console; or nil
}

// OpenLog opens the journal of this program, with a file in the person's folder for
// states if it needs one. first is the line that a file begins with. What the log packages of the
// standard library are told, and the trace of a crash, go into the file, too.
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

// newLog makes a journal with a file. The one of the last time is kept as well,
// and those before it are not. Where another clew holds the file, the words are
// added to it; where there can't be any file, they are lost.
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

// Stdout is where goes what a person has asked for: standard output, or the
// journal if there is none.
func (j *Log) Stdout() io.Writer {
	if j.stdout != nil {
		return j.stdout
	}
	return j
}

// Hidden says that nobody reads the words at once: what is important has to be
// told in a window.
func (j *Log) Hidden() bool { return !j.visible }

// Write implements io.Writer; it never fails. A file that is full takes nothing
// more.
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
