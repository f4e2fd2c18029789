package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"io"
	"log/slog"
	"net"

	"clew/cmd/internal/pick"
	"clew/engine/maze"
	"clew/net/host"
)

// serve runs a server until ctx ends.
func serve(ctx context.Context, opts options, stderr io.Writer) int {
	level, err := pick.Level(opts.level)
	if err != nil {
		return complain(stderr, err)
	}
	listener, err := host.Listen(opts.addr)
	if err != nil {
		return complain(stderr, err)
	}
	log := opts.logger(stderr)
	cfg := opts.config(level, listener, log)
	rec, err := newRecorder(opts.record, &cfg)
	if err != nil {
		listener.Close()
		return complain(stderr, err)
	}
	h, err := host.Start(ctx, cfg)
	if err != nil {
		listener.Close()
		return complain(stderr, err)
	}
	log.Info("listening", "addr", h.Addr().String(), "level", level.Name, "players", opts.maxPlayers,
		"ticks between snapshots", host.Interval(opts.snapshotRate))
	<-h.Done()
	if err := rec.close(); err != nil {
		log.Error("the recording is not whole", "file", opts.record, "error", err.Error())
		return exitFailed
	}
	log.Info("goodbye")
	return exitOK
}

// config is how the host is to be.
func (o *options) config(level *maze.Level, l net.Listener, log *slog.Logger) host.Config {
	cfg := host.Config{
		Listeners:    []net.Listener{l},
		Level:        level,
		Seed:         seed(),
		Name:         o.name,
		MaxPlayers:   o.maxPlayers,
		SnapshotRate: o.snapshotRate,
		PerAddress:   o.perAddress,
		Flaky:        o.flaky,
		Logger:       log,
	}
	if o.perAddress == 0 {
		cfg.PerAddress = -1
	}
	return cfg
}

// seed is one that nobody can foresee.
func seed() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}
