package files

import (
	"errors"
	"io"
	"sync"
)

// maxQueued is how many bytes may wait for the disk: minutes of a recording of
// a game with 64 players, or of a capture.
const maxQueued = 4 << 20

// ErrDiskTooSlow is returned once too much is waiting for the disk.
var ErrDiskTooSlow = errors.New("the disk is too slow")

// AsyncWriter writes to a file. After Start it does so in a goroutine, so that
// Write never waits for the disk. Errors then surface in a later Write, or at
// the end.
type AsyncWriter struct {
	out  io.WriteCloser
	done chan struct{} // nil: not started

	mu        sync.Mutex // guards all below
	wake      sync.Cond  // there is something to do
	queued    []byte
	finishing bool  // nothing will come any more
	err       error // the first one; nothing is written any more
}

// NewAsyncWriter returns a writer to out, which it will close.
func NewAsyncWriter(out io.WriteCloser) *AsyncWriter { return &AsyncWriter{out: out} }

// Start makes all further writes asynchronous.
func (s *AsyncWriter) Start() {
	s.wake.L = &s.mu
	s.done = make(chan struct{})
	go s.run()
}

// run writes everything that is queued, in one go each time, until the writer
// is finished.
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

// next waits until something is queued and returns it, leaving b in its place.
// It returns nothing at the end.
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

// Write implements io.Writer and keeps nothing of b. Once the disk has fallen
// too far behind, anything written later would follow a gap, so everything
// after that is an error.
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

// Finish has the file closed once everything is written, without waiting for
// it.
func (s *AsyncWriter) Finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finishing = true
	s.wake.Signal()
}

// Finished reports whether the file is closed, and its error.
func (s *AsyncWriter) Finished() (is bool, err error) {
	select {
	case <-s.done:
		return true, s.Close()
	default:
		return false, nil
	}
}

// Close waits until everything is written and the file is closed. It must not
// be called before Start.
func (s *AsyncWriter) Close() error {
	s.Finish()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
