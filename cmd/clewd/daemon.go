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
	"clew/cmd/internal/recorder"
	"clew/net/server"
)

// daemon is a host with all that stands around it.
type daemon struct {
	opts            options
	log             *slog.Logger
	controller      *controller
	recorder        *recorder.Recorder // nil: the game is not recorded
	gameListener    net.Listener
	adminListener   net.Listener // nil: none
	metricsListener net.Listener // nil: none
	hangups         chan os.Signal
}

// serve runs a server until ctx ends or an administrator ends it.
func serve(ctx context.Context, opts options, anew func() (options, error), manager Notifier, stdin io.Reader, stdout, stderr io.Writer) int {
	if opts.record == stdioName {
		stdout = stderr // the recording has it
	}
	ignorePipe()
	log, flush := newAsyncLogger(&opts, stderr)
	s := &daemon{opts: opts, log: log, hangups: make(chan os.Signal, 1)}
	signal.Notify(s.hangups, syscall.SIGHUP) // which otherwise would end the program
	defer signal.Stop(s.hangups)
	h, level, err := s.start(ctx, anew, manager)
	if err != nil {
		s.close()
		flush()
		return startError(stderr, err)
	}
	defer flush()
	s.log.Info("listening", "addr", h.Addr().String(), "level", level, "players", opts.maxPlayers,
		"ticks between snapshots", server.SnapshotInterval(opts.snapshotRate))
	s.run(h, stdin, stdout)
	if s.recorder != nil {
		if err := s.recorder.Close(); err != nil {
			s.log.Error("the recording is not whole", "file", opts.record, "error", err.Error())
			return exitFailed
		}
	}
	s.log.Info("goodbye")
	return exitOK
}

// start starts the game, once all that it needs is there. It returns what the
// level is called.
func (s *daemon) start(ctx context.Context, anew func() (options, error), manager Notifier) (h *server.Server, level string, err error) {
	cfg, err := s.setUp()
	if err != nil {
		return nil, "", err
	}
	s.controller.reparse, s.controller.notifier = anew, manager
	h, err = server.Start(ctx, cfg)
	return h, cfg.Level.Name, err
}

// run does what there is to do beside the game, until its end.
func (s *daemon) run(h *server.Server, stdin io.Reader, stdout io.Writer) {
	ctx, end := context.WithCancel(context.Background())
	var work sync.WaitGroup
	s.controller.attach(h)
	work.Go(s.controller.run)
	work.Go(func() { watchFiles(ctx, s.controller.watchPaths, s.controller.levelsChanged, s.log) })
	work.Go(func() { s.handleHangups(ctx) })
	if s.adminListener != nil {
		work.Go(func() { s.serveAdmin(ctx) })
	}
	if s.metricsListener != nil {
		work.Go(func() { s.logServiceEnd("metrics", ServeMetrics(s.metricsListener, h.Stats)) })
	}
	if s.opts.console {
		ignoreTTIN()
		go console(stdin, stdout, s.controller.Execute)
	}
	silence := func() {}
	if s.opts.discovery {
		silence = announce(h, s.opts.name, s.log)
	}
	s.controller.notify(NotifyReady)
	<-h.Stopping()
	silence() // from now on nothing listens at the address that is announced
	s.controller.notify(NotifyStopping)
	<-h.Done()
	end()
	s.close()
	work.Wait()
}

// handleHangups has the settings read anew on SIGHUP.
func (s *daemon) handleHangups(ctx context.Context) {
	for {
		select {
		case <-s.hangups:
			trySend(s.controller.reload)
		case <-ctx.Done():
			return
		}
	}
}

// serveAdmin takes commands over the local port.
func (s *daemon) serveAdmin(ctx context.Context) {
	r := admin.RemoteShell{
		Password:      func() string { return *s.controller.adminPassword.Load() },
		Limiter:       server.NewPasswordLimiter(),
		OnRateLimited: func(from string) { s.controller.failedLogins.warn("from", from, "by", "the local port") },
		Execute:       s.controller.Execute,
		Log:           s.log,
	}
	r.Serve(ctx, s.adminListener)
}

// logServiceEnd tells of a service that ended before the game.
func (s *daemon) logServiceEnd(what string, err error) {
	if err != nil {
		s.log.Error("this service has ended; the game goes on", "service", what, "error", err.Error())
	}
}

// newSeed is one that nobody can foresee.
func newSeed() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}
