package main

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// maxSpooled is how many pieces of a recording may wait for the disk. One is
// written in a second of the game.
const maxSpooled = 30

// errSlowDisk ends a recording whose disk does not keep up.
var errSlowDisk = errors.New("the disk is too slow")

// spool writes to a file. Once it was started it does so without waiting for the
// disk: a goroutine does. So its errors come with a later Write, or with close.
type spool struct {
	out    io.WriteCloser
	pieces chan []byte // nil: not started
	done   chan struct{}
	once   sync.Once

	mu  sync.Mutex
	err error // the first one; nothing is written any more
}

func (s *spool) start() {
	s.pieces, s.done = make(chan []byte, maxSpooled), make(chan struct{})
	go s.run()
}

func (s *spool) run() {
	defer close(s.done)
	for b := range s.pieces {
		if s.failed() == nil {
			_, err := s.out.Write(b)
			s.fail(err)
		}
	}
	s.fail(s.out.Close())
}

func (s *spool) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
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
	if s.pieces == nil {
		return s.out.Write(b)
	}
	if err := s.failed(); err != nil {
		return 0, err
	}
	select {
	case s.pieces <- bytes.Clone(b):
		return len(b), nil
	default:
		s.fail(errSlowDisk)
		return 0, errSlowDisk
	}
}

// end has the file closed once all is written, and does not wait for that. It may
// be called again.
func (s *spool) end() { s.once.Do(func() { close(s.pieces) }) }

// ended reports that the file is closed, and nothing went wrong.
func (s *spool) ended() bool {
	select {
	case <-s.done:
		return s.failed() == nil
	default:
		return false
	}
}

// close waits until all is written and the file closed.
func (s *spool) close() error {
	s.end()
	<-s.done
	return s.failed()
}
