// Package journal is where the program's words go. As everywhere they go to
// standard error, if there is one. A Windows program with a window of its own
// has none: there they go into a file, and to the console of whoever started
// the program from one.
package journal

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
	Name     = "clew.log"
	previous = "clew.old.log"
)

// most is how many bytes are written into a file.
const most = 1 << 20

// Journal takes the program's words. It may be used by several at a time.
type Journal struct {
	File string    // where the words are kept; empty: they go to standard error, or nowhere
	seen bool      // somebody can read them at once
	out  io.Writer // standard output; nil: there is none

	mu   sync.Mutex
	left int // how many bytes the file still takes
	file *os.File
	to   io.Writer // standard error, or a console; or nil
}

// Open opens the journal of this program, with a file in the person's folder for
// states if it needs one. first is the line that a file begins with. What the log packages of the
// standard library are told, and the trace of a crash, go into the file, too.
func Open(first string) *Journal {
	if !missing() {
		return &Journal{to: os.Stderr, seen: true, out: answers()}
	}
	j := keep(filepath.Join(xdg.StateHome, "clew"), time.Now(), first)
	j.out = answers()
	if console := attach(); console != nil {
		j.to, j.seen = console, true
	}
	log.SetOutput(j)
	if j.file != nil {
		// Of no use to anybody if it fails.
		_ = debug.SetCrashOutput(j.file, debug.CrashOptions{})
	}
	return j
}

// keep makes a journal with a file. The one of the last time is kept as well,
// and those before it are not. Where another clew holds the file, the words are
// added to it; where there can't be any file, they are lost.
func keep(folder string, now time.Time, first string) *Journal {
	path := filepath.Join(folder, Name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &Journal{}
	}
	// It fails the first time, and on Windows while another clew runs.
	_ = os.Rename(path, filepath.Join(folder, previous))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return &Journal{}
	}
	j := &Journal{File: path, file: f, left: most}
	if info, err := f.Stat(); err == nil {
		j.left -= int(min(info.Size(), most))
	}
	fmt.Fprintf(j, "%s %s", now.Format(time.RFC3339), first)
	return j
}

// Answers is where goes what a person has asked for: standard output, or the
// journal if there is none.
func (j *Journal) Answers() io.Writer {
	if j.out != nil {
		return j.out
	}
	return j
}

// Hidden says that nobody reads the words at once: what is important has to be
// told in a window.
func (j *Journal) Hidden() bool { return !j.seen }

// Write implements io.Writer; it never fails. A file that is full takes nothing
// more.
func (j *Journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.to != nil {
		_, _ = j.to.Write(b)
	}
	if j.file != nil && j.left > 0 {
		if len(b) > j.left {
			_, _ = j.file.WriteString("the log is full\n")
			j.left = 0
		} else {
			_, _ = j.file.Write(b)
			j.left -= len(b)
		}
	}
	return len(b), nil
}
