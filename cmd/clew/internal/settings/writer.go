package settings

import (
	"sync"

	"clew/cmd/internal/files"
)

// fileWriter writes a file on the side, so that nobody who plays waits for a disk.
// Of what comes while it writes, only the last is written. The zero value, with
// a path, is ready.
type fileWriter struct {
	path string

	mu      sync.Mutex
	isIdle  sync.Cond // the writer has nothing to do; its lock is mu
	writing bool
	next    []byte // nil: nothing
	err     error  // of the last writing
}

// put has a text written. It is the writer's from then on.
func (w *fileWriter) put(text []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next = text
	if !w.writing {
		w.writing = true
		w.isIdle.L = &w.mu
		go w.run()
	}
}

func (w *fileWriter) run() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.next != nil {
		text := w.next
		w.next = nil
		w.mu.Unlock()
		err := files.WriteAtomic(w.path, text, 0o600)
		w.mu.Lock()
		w.err = err
	}
	w.writing = false
	w.isIdle.Broadcast()
}

// idle says whether all that was put has been written.
func (w *fileWriter) idle() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.writing
}

// wait waits until all that was put has been written, and gives the error of
// the last writing.
func (w *fileWriter) wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.writing {
		w.isIdle.Wait()
	}
	return w.err
}

// fail takes note of an error before the writing.
func (w *fileWriter) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = err
}

// takeError is the error of the last writing. It is given once.
func (w *fileWriter) takeError() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err := w.err
	w.err = nil
	return err
}
