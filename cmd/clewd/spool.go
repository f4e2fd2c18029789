package main

import (
	"errors"
	"io"
	"sync"
)

// maxSpooled is how many bytes of a recording may wait for the disk: minutes of
// a game with 64 players.
const maxSpooled = 4 << 20

// errSlowDisk ends a recording whose disk does not keep up.
var errSlowDisk = errors.New("the disk is too slow")

// spool writes to a file. Once it was started it does so without waiting for the
// disk: a goroutine does. So its errors come with a later Write, or with close.
type spool struct {
	out  io.WriteCloser
	done chan struct{} // nil: not started

	mu      sync.Mutex // guards all below
	more    sync.Cond  // there is something to do
	waiting []byte
	over    bool  // nothing will come any more
	err     error // the first one; nothing is written any more
}

func (s *spool) start() {
	s.more.L = &s.mu
	s.done = make(chan struct{})
	go s.run()
}

// run writes what waits, all at once, until there will be no more.
func (s *spool) run() {
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
func (s *spool) next(b []byte) []byte {
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

func (s *spool) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

// Write implements io.Writer. Once the disk has not kept up, what follows would
// have a gap before it: nothing more is written.
func (s *spool) Write(b []byte) (int, error) {
	if s.done == nil {
		return s.out.Write(b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil && len(s.waiting)+len(b) > maxSpooled {
		s.err = errSlowDisk
	}
	if s.err != nil {
		return 0, s.err
	}
	s.waiting = append(s.waiting, b...)
	s.more.Signal()
	return len(b), nil
}

// end has the file closed once all is written, and does not wait for that.
func (s *spool) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	s.more.Signal()
}

// ended reports that the file is closed, and nothing went wrong.
func (s *spool) ended() bool {
	select {
	case <-s.done:
		return s.close() == nil
	default:
		return false
	}
}

// close waits until all is written and the file closed.
func (s *spool) close() error {
	s.end()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
