// Package files writes to a file beside a game, so that no tick and no frame
// waits for the disk.
package files

import (
	"errors"
	"io"
	"sync"
)

// maxQueued is how many bytes may wait for the disk: minutes of a recording of a game
// with 64 players, or of what one client sends and gets.
const maxQueued = 4 << 20

// ErrDiskTooSlow is that the disk does not keep up.
var ErrDiskTooSlow = errors.New("the disk is too slow")

// AsyncWriter writes to a file. Once it was started it does so without waiting for the
// disk: a goroutine does. So its errors come with a later Write, or at the end.
type AsyncWriter struct {
	out  io.WriteCloser
	done chan struct{} // nil: not started

	mu        sync.Mutex // guards all below
	wake      sync.Cond  // there is something to do
	queued    []byte
	finishing bool  // nothing will come any more
	err       error // the first one; nothing is written any more
}

// NewAsyncWriter makes a Spool that writes to out, and closes it.
func NewAsyncWriter(out io.WriteCloser) *AsyncWriter { return &AsyncWriter{out: out} }

// Start has what is written from here on wait for its turn.
func (s *AsyncWriter) Start() {
	s.wake.L = &s.mu
	s.done = make(chan struct{})
	go s.run()
}

// run writes what waits, all at once, until there will be no more.
func (s *AsyncWriter) run() {
	defer close(s.done)
	var b []byte
	for {
		if b = s.next(b[:0]); len(b) == 0 {
			break
		}
		_, err := s.out.Write(b)
		s.fail(err)
	}
	s.fail(s.out.Close())
}

// next waits for something to write, for which it gives b; nothing is the end.
func (s *AsyncWriter) next(b []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.queued) == 0 && !s.finishing && s.err == nil {
		s.wake.Wait()
	}
	if s.err != nil {
		return nil
	}
	b, s.queued = s.queued, b
	return b
}

func (s *AsyncWriter) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

// Write implements io.Writer, and keeps nothing of b. Once the disk has not kept
// up, what follows would have a gap before it: nothing more is written.
func (s *AsyncWriter) Write(b []byte) (int, error) {
	if s.done == nil {
		return s.out.Write(b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil && len(s.queued)+len(b) > maxQueued {
		s.err = ErrDiskTooSlow
	}
	if s.err != nil {
		return 0, s.err
	}
	s.queued = append(s.queued, b...)
	s.wake.Signal()
	return len(b), nil
}

// Finish has the file closed once all is written, and does not wait for that.
func (s *AsyncWriter) Finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finishing = true
	s.wake.Signal()
}

// Finished reports whether the file is closed, and how that went.
func (s *AsyncWriter) Finished() (is bool, err error) {
	select {
	case <-s.done:
		return true, s.Close()
	default:
		return false, nil
	}
}

// Close waits until all is written and the file closed. Who has not started it
// waits for ever.
func (s *AsyncWriter) Close() error {
	s.Finish()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
