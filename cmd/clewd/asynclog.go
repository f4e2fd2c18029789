package main

import (
	"bytes"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Limits of the queue of log lines.
const (
	maxQueuedLines = 4096        // more lines are dropped
	flushTimeout   = time.Second // for the rest of the queue on close
)

// asyncWriter writes the log without making anybody wait for its destination: a
// terminal that is stopped by Ctrl-S or in which text is being selected must not
// stop the game. Lines that don't fit into the queue are dropped and counted.
type asyncWriter struct {
	out     io.Writer
	onDrop  func(lines int64) // writes to out how many lines were dropped
	lines   chan []byte
	dropped atomic.Int64 // since the last onDrop
	once    sync.Once
	closing chan struct{} // closed by close
	done    chan struct{} // closed when the queue is written
}

// newAsyncLogger returns the logger that the options ask for, and a function that
// ends it.
func newAsyncLogger(opts *options, out io.Writer) (log *slog.Logger, end func()) {
	direct := opts.newHandlerLogger(out)
	h := newAsyncWriter(out, func(lines int64) {
		direct.Warn("log output too slow", "dropped_lines", lines)
	})
	return opts.newHandlerLogger(h), h.close
}

func newAsyncWriter(out io.Writer, onDrop func(lines int64)) *asyncWriter {
	w := &asyncWriter{out: out, onDrop: onDrop, lines: make(chan []byte, maxQueuedLines), closing: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	return w
}

// Write implements io.Writer. It queues or drops a whole line, and never fails.
func (w *asyncWriter) Write(line []byte) (int, error) {
	select {
	case w.lines <- bytes.Clone(line):
	default:
		w.dropped.Add(1)
	}
	return len(line), nil
}

// run writes lines until close is called and the queue is empty.
func (w *asyncWriter) run() {
	defer close(w.done)
	for {
		select {
		case line := <-w.lines:
			w.writeLine(line)
		case <-w.closing:
			for range len(w.lines) {
				w.writeLine(<-w.lines)
			}
			return
		}
	}
}

// writeLine writes a line and, once the queue is empty, reports dropped ones.
func (w *asyncWriter) writeLine(line []byte) {
	w.out.Write(line)
	if len(w.lines) > 0 {
		return
	}
	if n := w.dropped.Swap(0); n > 0 {
		w.onDrop(n)
	}
}

// close flushes the queue, for a limited time. Later lines are lost.
func (w *asyncWriter) close() {
	w.once.Do(func() { close(w.closing) })
	select {
	case <-w.done:
	case <-time.After(flushTimeout):
	}
}
