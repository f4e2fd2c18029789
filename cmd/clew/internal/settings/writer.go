package settings

import (
	"sync"

	"clew/cmd/internal/files"
)

// fileWriter writes a file in the background. Of several texts that arrive during
// a write, only the last is written. It is ready to use once path is set.
type fileWriter struct {
	path string

	mu      sync.Mutex
	isIdle  sync.Cond // the writer has nothing to do; its lock is mu
	writing bool
	next    []byte // nil: nothing
	err     error  // of the last writing
}

// put queues a text, which the writer then owns.
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

// wait waits until everything is written and returns the last error.
func (w *fileWriter) wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.writing {
		w.isIdle.Wait()
	}
	return w.err
}

// fail records an error from before the write.
func (w *fileWriter) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = err
}

// takeError returns the error of the last write, once.
func (w *fileWriter) takeError() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err := w.err
	w.err = nil
	return err
}
