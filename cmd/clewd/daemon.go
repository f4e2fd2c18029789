package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"clew/cmd/clewd/internal/admin"
	"clew/cmd/internal/recorder"
	"clew/cmd/internal/records"
	"clew/net/server"
)

// daemon is a game server with everything around it.
type daemon struct {
	opts            options
	log             *slog.Logger
	controller      *controller
	recorder        *recorder.Recorder // nil: not recording
	records         *records.Records
	gameListener    net.Listener
	adminListener   net.Listener // nil: none
	metricsListener net.Listener // nil: none
	hangups         chan os.Signal
}

// serve runs a server until ctx ends or an administrator stops it.
func serve(ctx context.Context, opts options, reparse func() (options, error), notify notifier, stdin io.Reader, stdout, stderr io.Writer) int {
	if opts.record == stdioName {
		stdout = stderr // stdout carries the recording
	}
	ignorePipe()
	log, flush := newAsyncLogger(&opts, stderr)
	d := &daemon{opts: opts, log: log, hangups: make(chan os.Signal, 1)}
	signal.Notify(d.hangups, syscall.SIGHUP) // SIGHUP would otherwise end the program
	defer signal.Stop(d.hangups)
	srv, level, err := d.start(ctx, reparse, notify)
	if err != nil {
		d.close()
		flush()
		return startError(stderr, err)
	}
	defer flush()
	d.log.Info("listening", "addr", srv.Addr().String(), "level", level, "players", opts.maxPlayers,
		"snapshot_interval", server.SnapshotInterval(opts.snapshotRate))
	d.run(srv, stdin, stdout)
	d.records.Close()
	if d.recorder != nil {
		if err := d.recorder.Close(); err != nil {
			d.log.Error("recording incomplete", "file", opts.record, "error", err.Error())
			return exitFailed
		}
	}
	d.log.Info("goodbye")
	return exitOK
}

// start starts the game, and returns the name of its level.
func (d *daemon) start(ctx context.Context, reparse func() (options, error), notify notifier) (srv *server.Server, level string, err error) {
	cfg, err := d.setUp()
	if err != nil {
		return nil, "", err
	}
	d.controller.reparse, d.controller.notifier = reparse, notify
	srv, err = server.Start(ctx, cfg)
	return srv, cfg.Level.Name, err
}

// run runs everything beside the game until the game ends.
func (d *daemon) run(srv *server.Server, stdin io.Reader, stdout io.Writer) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	d.controller.attach(srv)
	wg.Go(d.controller.run)
	wg.Go(func() { watchFiles(ctx, d.controller.watchPaths, d.controller.levelsChanged, d.log) })
	wg.Go(func() { d.handleHangups(ctx) })
	if d.adminListener != nil {
		wg.Go(func() { d.serveAdmin(ctx) })
	}
	if d.metricsListener != nil {
		wg.Go(func() { d.logServiceEnd("metrics", serveMetrics(d.metricsListener, srv.Stats)) })
	}
	if d.opts.console {
		ignoreTTIN()
		go console(stdin, stdout, d.controller.Execute)
	}
	stopAnnouncing := func() {}
	if d.opts.discovery {
		stopAnnouncing = announce(srv, d.opts.name, d.log)
	}
	stopTracker := func() {}
	if d.opts.tracker != "" {
		stopTracker = d.announceToTracker(srv)
	}
	d.controller.notify(msgReady)
	<-srv.Stopping()
	stopAnnouncing() // the announced address is closed from now on
	wg.Go(stopTracker)
	d.controller.notify(msgStopping)
	<-srv.Done()
	cancel()
	d.close()
	wg.Wait()
}

// handleHangups reloads the configuration on SIGHUP.
func (d *daemon) handleHangups(ctx context.Context) {
	for {
		select {
		case <-d.hangups:
			trySend(d.controller.reload)
		case <-ctx.Done():
			return
		}
	}
}

// serveAdmin takes commands on the admin port.
func (d *daemon) serveAdmin(ctx context.Context) {
	r := admin.RemoteShell{
		Password:      func() string { return *d.controller.adminPassword.Load() },
		Limiter:       server.NewPasswordLimiter(),
		OnRateLimited: func(from string) { d.controller.failedLogins.warn("from", from, "by", "the local port") },
		Execute:       d.controller.Execute,
		Log:           d.log,
	}
	r.Serve(ctx, d.adminListener)
}

// logServiceEnd logs that a service has failed before the game ended.
func (d *daemon) logServiceEnd(service string, err error) {
	if err != nil {
		d.log.Error("service failed", "service", service, "error", err.Error())
	}
}
