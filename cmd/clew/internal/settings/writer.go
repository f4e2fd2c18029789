package settings

import (
	"sync"

	"clew/cmd/internal/keep"
)

// writer writes a file on the side, so that nobody who plays waits for a disk.
// Of what comes while it writes, only the last is written. The zero value, with
// a path, is ready.
type writer struct {
	path string

	mu   sync.Mutex
	done sync.Cond // the writer has nothing to do; its lock is mu
	busy bool
	next []byte // nil: nothing
	err  error  // of the last writing
}

// put has a text written. It is the writer's from then on.
func (w *writer) put(text []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next = text
	if !w.busy {
		w.busy = true
		w.done.L = &w.mu
		go w.run()
	}
}

func (w *writer) run() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.next != nil {
		text := w.next
		w.next = nil
		w.mu.Unlock()
		err := keep.Write(w.path, text, 0o600)
		w.mu.Lock()
		w.err = err
	}
	w.busy = false
	w.done.Broadcast()
}

// idle says whether all that was put has been written.
func (w *writer) idle() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.busy
}

// wait waits until all that was put has been written, and gives the error of
// the last writing.
func (w *writer) wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.busy {
		w.done.Wait()
	}
	return w.err
}

// fail takes note of an error before the writing.
func (w *writer) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = err
}

// problem is the error of the last writing. It is given once.
func (w *writer) problem() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err := w.err
	w.err = nil
	return err
}
