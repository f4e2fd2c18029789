// Package record keeps the games of a server: each level is a recording of its
// own, see package replay. The game does not wait for the disk.
package record

import (
	"cmp"
	"os"
	"slices"

	"clew/cmd/internal/spool"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/host"
	"clew/net/wire"
)

// Options say where the recordings go.
type Options struct {
	// Open makes the file of a level.
	Open func() (*os.File, error)

	// Failed is told, by the host's loop, that a file could not be made or
	// written: file is its name, empty where there is none. What the rest
	// of that level brings is lost; with the next one another file begins.
	Failed func(file string, err error)

	// Least is how many ticks a recording must have to be kept.
	Least int
}

// Recorder writes the games. The host's loop is alone with it until the host has
// ended; then it must be closed.
type Recorder struct {
	Options
	server string // its name

	file  string
	spool *spool.Spool // nil: nothing is recorded until the next level
	out   *replay.Writer
	ticks int     // in the file
	ended []ended // files that may not be through yet
	err   error   // the first one
}

// ended is a file to which nothing more comes.
type ended struct {
	spool *spool.Spool
	file  string
	short bool // it is to be removed
}

// through reports whether nothing more is to be said of the file: it is written,
// or, where it was to be removed, gone.
func (e ended) through() bool {
	is, err := e.spool.Ended()
	if is && e.short {
		os.Remove(e.file)
	}
	return is && err == nil
}

// Begin begins the recording of the game that cfg describes, and asks the host
// for it. Where that fails it is as with any other level: Failed is told, and
// there is a Recorder.
func Begin(cfg *host.Config, o Options) (*Recorder, error) {
	r := &Recorder{Options: o, server: cfg.Name}
	r.begin(cfg.Level, cfg.Seed, 0)
	cfg.Record, cfg.Relevel, cfg.Met = r.tick, r.relevel, r.meet
	return r, r.err
}

// begin begins the file of a level whose first tick follows now.
func (r *Recorder) begin(level *maze.Level, seed uint64, now sim.Tick) {
	r.file, r.ticks = "", 0
	f, err := r.Open()
	if err != nil {
		r.fail(err)
		return
	}
	r.file = f.Name()
	s := spool.New(f)
	// The head is written at once: so it is known at once that the disk is full.
	r.out, err = replay.NewWriter(s, replay.Head{Level: level, Seed: seed, Server: r.server, Start: now})
	s.Start()
	r.spool = s
	r.check(err)
}

// tick records a tick.
func (r *Recorder) tick(cmds []sim.Command, after *sim.World) {
	if r.spool == nil {
		return
	}
	r.out.Tick(cmds, after)
	r.ticks++
	r.check(r.out.Err())
}

// meet records who a player is.
func (r *Recorder) meet(w *wire.Who) {
	if r.spool == nil {
		return
	}
	r.out.Person(replay.Person{ID: w.ID, Avatar: w.Avatar, Name: w.Name, Colour: w.Look.Colour, Shape: w.Look.Shape})
	r.check(r.out.Err())
}

// relevel ends the file of a level and begins that of another.
func (r *Recorder) relevel(level *maze.Level, seed uint64, now sim.Tick) {
	r.finish()
	r.begin(level, seed, now)
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
	r.Failed(r.file, err)
}

// finish completes the file.
func (r *Recorder) finish() {
	if r.spool != nil {
		r.check(r.out.Close())
		r.end()
	}
}

// end lets the file be closed once all is written.
func (r *Recorder) end() {
	if r.spool == nil {
		return
	}
	r.spool.End()
	r.ended = append(slices.DeleteFunc(r.ended, ended.through), ended{r.spool, r.file, r.ticks < r.Least})
	r.spool = nil
}

// Close completes the recording, waits until the disk has all of it, and returns
// the first error that there was.
func (r *Recorder) Close() error {
	r.finish()
	err := r.err
	for _, e := range r.ended {
		err = cmp.Or(err, e.spool.Close())
		e.through()
	}
	return err
}
