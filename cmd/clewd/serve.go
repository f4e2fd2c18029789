package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"clew/cmd/clewd/internal/admin"
	"clew/cmd/clewd/internal/gauges"
	"clew/cmd/clewd/internal/systemd"
	"clew/cmd/internal/record"
	"clew/net/host"
	"clew/net/host/guess"
)

// server is a host with all that stands around it.
type server struct {
	opts    options
	log     *slog.Logger
	steward *steward
	rec     *record.Recorder // nil: the game is not recorded
	game    net.Listener
	admin   net.Listener // nil: none
	gauges  net.Listener // nil: none
	hangups chan os.Signal
}

// serve runs a server until ctx ends or an administrator ends it.
func serve(ctx context.Context, opts options, anew func() (options, error), manager systemd.Manager, stdin io.Reader, stdout, stderr io.Writer) int {
	if opts.record == std {
		stdout = stderr // the recording has it
	}
	outliveReaders()
	log, flush := newLog(&opts, stderr)
	s := &server{opts: opts, log: log, hangups: make(chan os.Signal, 1)}
	signal.Notify(s.hangups, syscall.SIGHUP) // which otherwise would end the program
	defer signal.Stop(s.hangups)
	h, level, err := s.begin(ctx, anew, manager)
	if err != nil {
		s.close()
		flush()
		return unstarted(stderr, err)
	}
	defer flush()
	s.log.Info("listening", "addr", h.Addr().String(), "level", level, "players", opts.maxPlayers,
		"ticks between snapshots", host.Interval(opts.snapshotRate))
	s.accompany(h, stdin, stdout)
	if s.rec != nil {
		if err := s.rec.Close(); err != nil {
			s.log.Error("the recording is not whole", "file", opts.record, "error", err.Error())
			return exitFailed
		}
	}
	s.log.Info("goodbye")
	return exitOK
}

// begin starts the game, once all that it needs is there. It returns what the
// level is called.
func (s *server) begin(ctx context.Context, anew func() (options, error), manager systemd.Manager) (h *host.Host, level string, err error) {
	cfg, err := s.prepare()
	if err != nil {
		return nil, "", err
	}
	s.steward.anew, s.steward.manager = anew, manager
	h, err = host.Start(ctx, cfg)
	return h, cfg.Level.Name, err
}

// accompany does what there is to do beside the game, until its end.
func (s *server) accompany(h *host.Host, stdin io.Reader, stdout io.Writer) {
	ctx, end := context.WithCancel(context.Background())
	var work sync.WaitGroup
	s.steward.serve(h)
	work.Go(s.steward.run)
	work.Go(func() { watch(ctx, s.steward.watched, s.steward.edited, s.log) })
	work.Go(func() { s.reread(ctx) })
	if s.admin != nil {
		work.Go(func() { s.remote(ctx) })
	}
	if s.gauges != nil {
		work.Go(func() { s.ended("metrics", gauges.Serve(s.gauges, h.Stats)) })
	}
	if s.opts.console {
		stayInBackground()
		go console(stdin, stdout, s.steward.Ask)
	}
	silence := func() {}
	if s.opts.lan {
		silence = announce(h, s.opts.name, s.log)
	}
	s.steward.tell(systemd.Ready)
	<-h.Ending()
	silence() // from now on nothing listens at the address that is announced
	s.steward.tell(systemd.Stopping)
	<-h.Done()
	end()
	s.close()
	work.Wait()
}

// reread has the settings read anew on SIGHUP.
func (s *server) reread(ctx context.Context) {
	for {
		select {
		case <-s.hangups:
			nudge(s.steward.reread)
		case <-ctx.Done():
			return
		}
	}
}

// remote takes commands over the local port.
func (s *server) remote(ctx context.Context) {
	r := admin.Remote{
		Password: func() string { return *s.steward.secret.Load() },
		Guard:    guess.New(),
		Guessed:  func(from string) { s.steward.wrong.warn("from", from, "by", "the local port") },
		Do:       s.steward.Ask,
		Log:      s.log,
	}
	r.Serve(ctx, s.admin)
}

// ended tells of a service that ended before the game.
func (s *server) ended(what string, err error) {
	if err != nil {
		s.log.Error("this service has ended; the game goes on", "service", what, "error", err.Error())
	}
}

// seed is one that nobody can foresee.
func seed() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}
