package screen

import (
	"bytes"
	"errors"
	"io"
)

// spoolSize is how many writes may wait for the disk: a minute of a capture.
const spoolSize = 64

var errSlow = errors.New("the disk is too slow for it")

// spool writes to a file, or what stands for one, beside the game, so that no frame waits for the disk.
type spool struct {
	queue  chan []byte
	broken chan error // what went wrong, once
	done   chan error // how it went, once the file is closed
	err    error      // that Write has returned
}

func newSpool(f io.WriteCloser) *spool {
	s := &spool{queue: make(chan []byte, spoolSize), broken: make(chan error, 1), done: make(chan error, 1)}
	go s.run(f)
	return s
}

// Write implements io.Writer. It does not wait: where too much is waiting
// already, it fails, and so does every Write after that.
func (s *spool) Write(p []byte) (int, error) {
	select {
	case s.err = <-s.broken:
	default:
	}
	if s.err != nil {
		return 0, s.err
	}
	select {
	case s.queue <- bytes.Clone(p):
		return len(p), nil
	default:
		s.err = errSlow
		return 0, s.err
	}
}

// finish tells that nothing more will be written; done then says how it went.
func (s *spool) finish() { close(s.queue) }

// run writes what comes until finish.
func (s *spool) run(f io.WriteCloser) {
	var err error
	for p := range s.queue {
		if err != nil {
			continue
		}
		if _, err = f.Write(p); err != nil {
			s.broken <- err
		}
	}
	if shut := f.Close(); err == nil {
		err = shut
	}
	s.done <- err
}
