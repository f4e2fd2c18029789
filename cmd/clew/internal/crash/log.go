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
	Path    string    // of the log file; empty if there is none
	visible bool      // whether the user sees the output
	stdout  io.Writer // nil if there is none

	mu        sync.Mutex
	remaining int // bytes the file still takes
	file      *os.File
	stderr    io.Writer // standard error, or a console; or nil
}

// OpenLog opens the log of this program. Without a standard error it writes to a
// file in the user's state folder, starting with firstLine; package log and the
// traces of crashes go there too.
func OpenLog(firstLine string) *Log {
	if !stderrMissing() {
		return &Log{stderr: os.Stderr, visible: true, stdout: openStdout()}
	}
	l := newLog(filepath.Join(xdg.StateHome, "clew"), time.Now(), firstLine)
	l.stdout = openStdout()
	if console := openConsole(); console != nil {
		l.stderr, l.visible = console, true
	}
	log.SetOutput(l)
	if l.file != nil {
		// Best effort.
		_ = debug.SetCrashOutput(l.file, debug.CrashOptions{})
	}
	return l
}

// newLog opens a log file and keeps the previous one under another name. If
// another clew has the file open, it appends to it; if no file can be opened, the
// output is lost.
func newLog(folder string, now time.Time, firstLine string) *Log {
	path := filepath.Join(folder, LogName)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &Log{}
	}
	// Fails the first time, and on Windows while another clew runs.
	_ = os.Rename(path, filepath.Join(folder, previousLogName))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return &Log{}
	}
	l := &Log{Path: path, file: f, remaining: maxLogBytes}
	if info, err := f.Stat(); err == nil {
		l.remaining -= int(min(info.Size(), maxLogBytes))
	}
	fmt.Fprintf(l, "%s %s", now.Format(time.RFC3339), firstLine)
	return l
}

// Stdout returns standard output, or the log if there is none.
func (l *Log) Stdout() io.Writer {
	if l.stdout != nil {
		return l.stdout
	}
	return l
}

// Hidden reports whether nobody sees the output, so that errors need a window.
func (l *Log) Hidden() bool { return !l.visible }

// Write implements io.Writer; it never fails. A full file takes no more.
func (l *Log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stderr != nil {
		_, _ = l.stderr.Write(b)
	}
	if l.file != nil && l.remaining > 0 {
		if len(b) > l.remaining {
			_, _ = l.file.WriteString("the log is full\n")
			l.remaining = 0
		} else {
			_, _ = l.file.Write(b)
			l.remaining -= len(b)
		}
	}
	return len(b), nil
}
