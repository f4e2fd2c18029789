// Package recorder keeps the games of a server: each level is a recording of its
// own, see package replay. The game does not wait for the disk.
package recorder

import (
	"cmp"
	"os"
	"slices"

	"clew/cmd/internal/files"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/server"
	"clew/net/wire"
)

// Options say where the recordings go.
type Options struct {
	// Open makes the file of a level.
	Open func() (*os.File, error)

	// OnError is told, by the host's loop, that a file could not be made or
	// written: file is its name, empty where there is none. What the rest
	// of that level brings is lost; with the next one another file begins.
	OnError func(file string, err error)

	// MinTicks is how many ticks a recording must have to be kept.
	MinTicks int
}

// Recorder writes the games. The host's loop is alone with it until the host has
// ended; then it must be closed.
type Recorder struct {
	Options
	server string // its name

	file    string
	writer  *files.AsyncWriter // nil: nothing is recorded until the next level
	out     *replay.Writer
	ticks   int           // in the file
	closing []closingFile // files that may not be through yet
	err     error         // the first one
}

// closingFile is a file to which nothing more comes.
type closingFile struct {
	writer  *files.AsyncWriter
	file    string
	discard bool // it is to be removed
}

// done reports whether nothing more is to be said of the file: it is written,
// or, where it was to be removed, gone.
func (e closingFile) done() bool {
	is, err := e.writer.Finished()
	if is && e.discard {
		os.Remove(e.file)
	}
	return is && err == nil
}

// Start begins the recording of the game that cfg describes, and asks the host
// for it. Where that fails it is as with any other level: Failed is told, and
// there is a Recorder.
func Start(cfg *server.Config, o Options) (*Recorder, error) {
	r := &Recorder{Options: o, server: cfg.Name}
	r.openFile(cfg.Level, cfg.Seed, 0)
	cfg.OnTick, cfg.OnLevelChange, cfg.OnPlayerInfo = r.tick, r.changeLevel, r.player
	return r, r.err
}

// openFile begins the file of a level whose first tick follows now.
func (r *Recorder) openFile(level *maze.Level, seed uint64, now sim.Tick) {
	r.file, r.ticks = "", 0
	f, err := r.Open()
	if err != nil {
		r.fail(err)
		return
	}
	r.file = f.Name()
	s := files.NewAsyncWriter(f)
	// The head is written at once: so it is known at once that the disk is full.
	r.out, err = replay.NewWriter(s, replay.Header{Level: level, Seed: seed, ServerName: r.server, StartTick: now})
	s.Start()
	r.writer = s
	r.check(err)
}

// tick records a tick.
func (r *Recorder) tick(cmds []sim.Command, after *sim.World) {
	if r.writer == nil {
		return
	}
	r.out.WriteTick(cmds, after)
	r.ticks++
	r.check(r.out.Err())
}

// player records who a player is.
func (r *Recorder) player(w *wire.PlayerInfo) {
	if r.writer == nil {
		return
	}
	r.out.WritePlayer(replay.PlayerInfo{ID: w.ID, Avatar: w.Avatar, Name: w.Name, Colour: w.Appearance.Colour, Shape: w.Appearance.Shape})
	r.check(r.out.Err())
}

// changeLevel ends the file of a level and begins that of another.
func (r *Recorder) changeLevel(level *maze.Level, seed uint64, now sim.Tick) {
	r.finish()
	r.openFile(level, seed, now)
}

// check gives up the file where something went wrong with it.
func (r *Recorder) check(err error) {
	if err != nil {
		r.end()
		r.fail(err)
	}
}

// fail tells what went wrong. That is no reason to end a game.
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

// end lets the file be closed once all is written.
func (r *Recorder) end() {
	if r.writer == nil {
		return
	}
	r.writer.Finish()
	r.closing = append(slices.DeleteFunc(r.closing, closingFile.done), closingFile{r.writer, r.file, r.ticks < r.MinTicks})
	r.writer = nil
}

// Close completes the recording, waits until the disk has all of it, and returns
// the first error that there was.
func (r *Recorder) Close() error {
	r.finish()
	err := r.err
	for _, e := range r.closing {
		err = cmp.Or(err, e.writer.Close())
		e.done()
	}
	return err
}
