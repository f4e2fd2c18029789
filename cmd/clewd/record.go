package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/host"
)

// recorder writes the game to a file, a second of it at a time, so that no
// more than that is lost when the server is killed.
type recorder struct {
	file *os.File
	out  *replay.Writer
	log  *slog.Logger
	told bool // that it failed
}

// newRecorder begins a recording of the game that cfg describes, and asks the
// host for it. Without a path there is none, and the recorder is nil.
func newRecorder(path string, cfg *host.Config) (*recorder, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("-record cannot write its file: %w", err)
	}
	out, err := replay.NewWriter(f, replay.Head{Level: cfg.Level, Seed: cfg.Seed, Server: cfg.Name})
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("-record cannot write its file: %w", err)
	}
	r := &recorder{file: f, out: out, log: cfg.Logger}
	cfg.Record = r.tick
	return r, nil
}

// tick records a tick. A disk that is full is no reason to end a game.
func (r *recorder) tick(cmds []sim.Command, after *sim.World) {
	r.out.Tick(cmds, after)
	if err := r.out.Err(); err != nil && !r.told {
		r.told = true
		r.log.Error("the recording has stopped; the game goes on", "file", r.file.Name(), "error", err.Error())
	}
}

// close finishes the recording.
func (r *recorder) close() error {
	if r == nil {
		return nil
	}
	return errors.Join(r.out.Close(), r.file.Close())
}
