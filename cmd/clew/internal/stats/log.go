package stats

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"clew/cmd/internal/files"
)

// Stdout is the file name that means standard output.
const Stdout = "-"

// Log writes the lines to a file in the background; no frame waits for it.
type Log struct {
	file *files.AsyncWriter
	name string
}

// Open creates the file, or writes to stdout if that is its name. An error says
// what to do instead.
func Open(name string, stdout io.Writer) (*Log, error) {
	out, err := open(name, stdout)
	if err != nil {
		return nil, err
	}
	l := &Log{file: files.NewAsyncWriter(out), name: name}
	l.file.Start()
	return l, nil
}

func open(name string, stdout io.Writer) (io.WriteCloser, error) {
	if name == Stdout {
		return nopCloser{stdout}, nil
	}
	// Without O_NONBLOCK, opening a pipe would wait for a reader.
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY|syscall.O_NONBLOCK, 0o644)
	var cause *fs.PathError
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, syscall.ENXIO):
		return nil, fmt.Errorf("nobody reads the pipe %q; begin to read it first", name)
	case errors.As(err, &cause):
		err = cause.Err
	}
	return nil, fmt.Errorf("%q can't be written: %w; name another file, or %s for standard output", name, err, Stdout)
}

// nopCloser keeps standard output open.
type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// add queues a line. Close returns the error, if any.
func (l *Log) add(line []byte) { _, _ = l.file.Write(line) }

// closeTimeout limits how long Close waits.
const closeTimeout = 2 * time.Second

// Close waits until all is written, but not for long, since a reader of a pipe
// may be slow.
func (l *Log) Close() error {
	if l == nil {
		return nil
	}
	done := make(chan error, 1)
	go func() { done <- l.file.Close() }()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("%q ends too early: %w", l.name, err)
		}
		return nil
	case <-time.After(closeTimeout):
		return fmt.Errorf("%q ends too early: nobody takes what is written", l.name)
	}
}
