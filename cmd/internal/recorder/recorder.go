// Package recorder records the games of a server, or those that a peer plays without
// one: one recording for each level, see package replay. The game does not wait for the
// disk.
package recorder

import (
	"cmp"
	"os"
	"slices"

	"clew/cmd/internal/files"
	"clew/engine/game"
	"clew/engine/replay"
	"clew/net/server"
)

// Options configures a Recorder.
type Options struct {
	// Open makes the file of a level.
	Open func() (*os.File, error)

	// OnError is called, in the game's loop, when a file can't be created
	// or written; file is its name, or "" if there is none. The rest of that
	// level is not recorded; the next level starts another file.
	OnError func(file string, err error)

	// MinTicks is the length from which on a recording is kept.
	MinTicks int
}

// Recorder records games. It belongs to the server's loop until the server has
// ended; then it must be closed.
type Recorder struct {
	Options
	file    string
	writer  *files.AsyncWriter // nil: nothing is recorded until the next level
	out     *replay.Writer
	ticks   int           // in the file
	closing []closingFile // files that may not be written yet
	err     error         // the first one
}

// closingFile is a complete file that may not be on the disk yet.
type closingFile struct {
	writer  *files.AsyncWriter
	file    string
	discard bool // it is to be removed
}

// done reports whether nothing more can be said about the file: it is written
// or, if it was to be discarded, removed.
func (e closingFile) done() bool {
	finished, err := e.writer.Finished()
	if finished && e.discard {
		os.Remove(e.file)
	}
	return finished && err == nil
}

// Start starts recording the game that cfg describes, and sets the callbacks in cfg
// that the Recorder needs. If the first file can't be created, it returns a
// Recorder as well as the error, and calls OnError.
func Start(cfg *server.Config, o Options) (*Recorder, error) {
	r := &Recorder{Options: o}
	r.openFile(nil)
	cfg.OnStart, cfg.OnEntry = r.begin, r.entry
	return r, r.err
}

// openFile starts the file of a level with the State before its first entry; nil:
// begin has it.
func (r *Recorder) openFile(start *game.State) {
	r.file, r.ticks = "", 0
	f, err := r.Open()
	if err != nil {
		r.fail(err)
		return
	}
	r.file = f.Name()
	s := files.NewAsyncWriter(f)
	// The beginning is written at once: so it is known at once that the disk is full.
	r.out, err = replay.NewWriter(s, start)
	s.Start()
	r.writer = s
	r.check(err)
}

// begin records the State with which the server begins.
func (r *Recorder) begin(start *game.State) {
	if r.writer == nil {
		return
	}
	r.out.Begin(start)
	r.check(r.out.Err())
}

// entry records an entry. One that starts a level finishes the file, and the next
// file begins with the State after it.
func (r *Recorder) entry(e *game.Entry, after *game.State) {
	if e.StartsLevel() {
		r.restart(after)
		return
	}
	if r.writer == nil {
		return
	}
	r.out.WriteEntry(e, after)
	r.ticks++
	r.check(r.out.Err())
}

// restart finishes the file, if there is one, and starts another one with a State.
func (r *Recorder) restart(start *game.State) {
	r.finish()
	r.openFile(start)
}

// check gives up the file after an error.
func (r *Recorder) check(err error) {
	if err != nil {
		r.end()
		r.fail(err)
	}
}

// fail reports an error. The game goes on without a recording.
func (r *Recorder) fail(err error) {
	r.err = cmp.Or(r.err, err)
	r.OnError(r.file, err)
}

// finish completes the file.
func (r *Recorder) finish() {
	if r.writer != nil {
		r.check(r.out.Close())
		r.end()
	}
}

// end has the file closed once it is written.
func (r *Recorder) end() {
	if r.writer == nil {
		return
	}
	r.writer.Finish()
	r.closing = append(slices.DeleteFunc(r.closing, closingFile.done), closingFile{r.writer, r.file, r.ticks < r.MinTicks})
	r.writer = nil
}

// Close completes the recording, waits until it is on the disk, and returns
// the first error of all.
func (r *Recorder) Close() error {
	r.finish()
	err := r.err
	for _, e := range r.closing {
		err = cmp.Or(err, e.writer.Close())
		e.done()
	}
	return err
}
