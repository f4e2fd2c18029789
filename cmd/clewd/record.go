package main

import (
	"cmp"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/host"
	"clew/net/wire"
)

// recorder writes the game to a file, a second of it at a time, so that little
// more than that is lost when the server is killed. With each level begins
// another file. The game does not wait for the disk.
type recorder struct {
	path   string
	name   string // of the server
	levels int    // so far
	file   string // that is written
	spool  *spool
	ended  []*spool // those before it, which may not be through yet
	out    *replay.Writer
	log    *slog.Logger
	err    error // the first one; the recording has stopped
}

// newRecorder begins a recording of the game that cfg describes, and asks the
// host for it. Without a path there is none, and the recorder is nil.
func newRecorder(path string, cfg *host.Config) (*recorder, error) {
	if path == "" {
		return nil, nil
	}
	r := &recorder{path: path, name: cfg.Name, log: cfg.Logger}
	if err := r.begin(cfg.Level, cfg.Seed, 0); err != nil {
		return nil, fmt.Errorf("-record cannot write its file: %w", err)
	}
	cfg.Record, cfg.Relevel, cfg.Met = r.tick, r.relevel, r.meet
	return r, nil
}

// begin begins the file of a level whose first tick follows now.
func (r *recorder) begin(level *maze.Level, seed uint64, now sim.Tick) error {
	r.levels++
	r.file = numbered(r.path, r.levels)
	f, err := os.Create(r.file)
	if err != nil {
		return err
	}
	s := &spool{out: f}
	r.out, err = replay.NewWriter(s, replay.Head{Level: level, Seed: seed, Server: r.name, Start: now})
	if err != nil {
		f.Close()
		return err
	}
	s.start()
	r.spool = s
	return nil
}

// numbered is the path of the n-th file: game.clewrec, game-2.clewrec, …
func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
}

// relevel ends the file of a level and begins that of another.
func (r *recorder) relevel(level *maze.Level, seed uint64, now sim.Tick) {
	if r.err != nil {
		return
	}
	r.fail(r.out.Close())
	r.spool.end()
	r.ended = append(slices.DeleteFunc(r.ended, (*spool).ended), r.spool)
	if r.err == nil {
		r.fail(r.begin(level, seed, now))
	}
}

// tick records a tick. A disk that is full is no reason to end a game.
func (r *recorder) tick(cmds []sim.Command, after *sim.World) {
	if r.err == nil {
		r.out.Tick(cmds, after)
		r.fail(r.out.Err())
	}
}

// meet records who a player is.
func (r *recorder) meet(w *wire.Who) {
	if r.err == nil {
		r.out.Person(replay.Person{ID: w.ID, Avatar: w.Avatar, Name: w.Name, Colour: w.Look.Colour, Shape: w.Look.Shape})
		r.fail(r.out.Err())
	}
}

// fail takes note of the first error, and says it once.
func (r *recorder) fail(err error) {
	if err == nil || r.err != nil {
		return
	}
	r.err = err
	r.spool.end()
	r.log.Error("the recording has stopped; the game goes on", "file", r.file, "error", err.Error())
}

// close finishes the recording.
func (r *recorder) close() error {
	if r == nil {
		return nil
	}
	if r.err == nil {
		r.err = r.out.Close()
	}
	err := r.err
	for _, s := range append(r.ended, r.spool) {
		err = cmp.Or(err, s.close())
	}
	return err
}
