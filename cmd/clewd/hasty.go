package main

import (
	"bytes"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// The bounds of what waits to be written to the log.
const (
	linesWait = 4096        // lines; more are lost
	flushTime = time.Second // at the end, for what still waits
)

// hasty is where the log goes. Nobody who writes to it waits for the other end:
// a terminal that is stopped by Ctrl-S, or in which somebody marks text, must not
// stop the game. What is too much for the other end is lost, and counted.
type hasty struct {
	out   io.Writer
	lost  func(lines int64) // writes to out that so many were
	lines chan []byte
	n     atomic.Int64 // lost and not told of
	once  sync.Once
	end   chan struct{} // closed by close
	done  chan struct{} // closed when all is written
}

// newLog is the log that the options ask for, and what ends it.
func newLog(opts *options, out io.Writer) (log *slog.Logger, end func()) {
	direct := opts.logger(out)
	h := newHasty(out, func(lines int64) {
		direct.Warn("the log could not be written as fast as it came", "lines lost", lines)
	})
	return opts.logger(h), h.close
}

func newHasty(out io.Writer, lost func(lines int64)) *hasty {
	h := &hasty{out: out, lost: lost, lines: make(chan []byte, linesWait), end: make(chan struct{}), done: make(chan struct{})}
	go h.run()
	return h
}

// Write implements io.Writer. It takes a whole line, always.
func (h *hasty) Write(line []byte) (int, error) {
	select {
	case h.lines <- bytes.Clone(line):
	default:
		h.n.Add(1)
	}
	return len(line), nil
}

// run writes what comes, until the end and what waits then.
func (h *hasty) run() {
	defer close(h.done)
	for {
		select {
		case line := <-h.lines:
			h.put(line)
		case <-h.end:
			for range len(h.lines) {
				h.put(<-h.lines)
			}
			return
		}
	}
}

// put writes a line, and after those that waited that there were others.
func (h *hasty) put(line []byte) {
	h.out.Write(line)
	if len(h.lines) > 0 {
		return
	}
	if n := h.n.Swap(0); n > 0 {
		h.lost(n)
	}
}

// close waits a while until all is written. What is written later is lost.
func (h *hasty) close() {
	h.once.Do(func() { close(h.end) })
	select {
	case <-h.done:
	case <-time.After(flushTime):
	}
}
