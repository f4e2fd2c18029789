// Package spool writes to a file beside a game, so that no tick and no frame
// waits for the disk.
package spool

import (
	"errors"
	"io"
	"sync"
)

// most is how many bytes may wait for the disk: minutes of a recording of a game
// with 64 players, or of what one client sends and gets.
const most = 4 << 20

// ErrSlow is that the disk does not keep up.
var ErrSlow = errors.New("the disk is too slow")

// Spool writes to a file. Once it was started it does so without waiting for the
// disk: a goroutine does. So its errors come with a later Write, or at the end.
type Spool struct {
	out  io.WriteCloser
	done chan struct{} // nil: not started

	mu      sync.Mutex // guards all below
	more    sync.Cond  // there is something to do
	waiting []byte
	over    bool  // nothing will come any more
	err     error // the first one; nothing is written any more
}

// New makes a Spool that writes to out, and closes it.
func New(out io.WriteCloser) *Spool { return &Spool{out: out} }

// Start has what is written from here on wait for its turn.
func (s *Spool) Start() {
	s.more.L = &s.mu
	s.done = make(chan struct{})
	go s.run()
}

// run writes what waits, all at once, until there will be no more.
func (s *Spool) run() {
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
func (s *Spool) next(b []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.waiting) == 0 && !s.over && s.err == nil {
		s.more.Wait()
	}
	if s.err != nil {
		return nil
	}
	b, s.waiting = s.waiting, b
	return b
}

func (s *Spool) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

// Write implements io.Writer, and keeps nothing of b. Once the disk has not kept
// up, what follows would have a gap before it: nothing more is written.
func (s *Spool) Write(b []byte) (int, error) {
	if s.done == nil {
		return s.out.Write(b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil && len(s.waiting)+len(b) > most {
		s.err = ErrSlow
	}
	if s.err != nil {
		return 0, s.err
	}
	s.waiting = append(s.waiting, b...)
	s.more.Signal()
	return len(b), nil
}

// End has the file closed once all is written, and does not wait for that.
func (s *Spool) End() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	s.more.Signal()
}

// Ended reports whether the file is closed, and how that went.
func (s *Spool) Ended() (is bool, err error) {
	select {
	case <-s.done:
		return true, s.Close()
	default:
		return false, nil
	}
}

// Close waits until all is written and the file closed. Who has not started it
// waits for ever.
func (s *Spool) Close() error {
	s.End()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
