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
	maxQueuedLines = 4096        // lines; more are lost
	flushTimeout   = time.Second // at the end, for what still waits
)

// asyncWriter is where the log goes. Nobody who writes to it waits for the other end:
// a terminal that is stopped by Ctrl-S, or in which somebody marks text, must not
// stop the game. What is too much for the other end is lost, and counted.
type asyncWriter struct {
	out     io.Writer
	onDrop  func(lines int64) // writes to out that so many were
	lines   chan []byte
	dropped atomic.Int64 // lost and not told of
	once    sync.Once
	closing chan struct{} // closed by close
	done    chan struct{} // closed when all is written
}

// newAsyncLogger is the log that the options ask for, and what ends it.
func newAsyncLogger(opts *options, out io.Writer) (log *slog.Logger, end func()) {
	direct := opts.newHandlerLogger(out)
	h := newAsyncWriter(out, func(lines int64) {
		direct.Warn("the log could not be written as fast as it came", "lines lost", lines)
	})
	return opts.newHandlerLogger(h), h.close
}

func newAsyncWriter(out io.Writer, lost func(lines int64)) *asyncWriter {
	h := &asyncWriter{out: out, onDrop: lost, lines: make(chan []byte, maxQueuedLines), closing: make(chan struct{}), done: make(chan struct{})}
	go h.run()
	return h
}

// Write implements io.Writer. It takes a whole line, always.
func (h *asyncWriter) Write(line []byte) (int, error) {
	select {
	case h.lines <- bytes.Clone(line):
	default:
		h.dropped.Add(1)
	}
	return len(line), nil
}

// run writes what comes, until the end and what waits then.
func (h *asyncWriter) run() {
	defer close(h.done)
	for {
		select {
		case line := <-h.lines:
			h.writeLine(line)
		case <-h.closing:
			for range len(h.lines) {
				h.writeLine(<-h.lines)
			}
			return
		}
	}
}

// writeLine writes a line, and after those that waited that there were others.
func (h *asyncWriter) writeLine(line []byte) {
	h.out.Write(line)
	if len(h.lines) > 0 {
		return
	}
	if n := h.dropped.Swap(0); n > 0 {
		h.onDrop(n)
	}
}

// close waits a while until all is written. What is written later is lost.
func (h *asyncWriter) close() {
	h.once.Do(func() { close(h.closing) })
	select {
	case <-h.done:
	case <-time.After(flushTimeout):
	}
}
