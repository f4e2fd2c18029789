package main

import (
	"errors"
	"net"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/net/server"
)

// setUp opens all that the options name, so that what cannot be is told
// before anybody is let in.
func (s *daemon) setUp() (cfg server.Config, err error) {
	levels, faults := newRotation(s.opts.level)
	if len(faults) > 0 {
		return cfg, faults[0]
	}
	list, err := bans.Open(s.opts.bans, time.Now())
	if err != nil {
		return cfg, err
	}
	s.controller = newController(s.opts, levels, list, s.log)
	s.controller.watchPaths <- levelFiles(s.opts.level)
	if err := s.listen(); err != nil {
		return cfg, err
	}
	cfg = s.opts.serverConfig(levels, s.gameListener)
	cfg.Logger = s.log
	s.controller.setHooks(&cfg)
	s.recorder, err = newRecorder(s.opts.record, &cfg)
	return cfg, err
}

// listen opens the ports.
func (s *daemon) listen() (err error) {
	for _, p := range []struct {
		addr string
		l    *net.Listener
	}{{s.opts.addr, &s.gameListener}, {s.opts.admin, &s.adminListener}, {s.opts.metrics, &s.metricsListener}} {
		if p.addr == "" {
			continue
		}
		l, err := server.Listen(p.addr)
		if err != nil {
			return err
		}
		*p.l = l
	}
	s.logListener("commands are taken", s.adminListener)
	s.logListener("metrics are given", s.metricsListener)
	return nil
}

func (s *daemon) logListener(what string, l net.Listener) {
	if l != nil {
		s.log.Info(what, "addr", l.Addr().String())
	}
}

// close closes the ports.
func (s *daemon) close() (err error) {
	for _, l := range []net.Listener{s.gameListener, s.adminListener, s.metricsListener} {
		if l != nil {
			err = errors.Join(err, l.Close())
		}
	}
	return err
}

// serverConfig is how the host is to be.
func (o *options) serverConfig(levels *rotation, l net.Listener) server.Config {
	first, _ := levels.current()
	r := o.runtimeConfig()
	return server.Config{
		Listeners:     []net.Listener{l},
		Level:         first.level,
		Seed:          newSeed(),
		Name:          o.name,
		MaxPlayers:    r.MaxPlayers,
		MaxSpectators: r.MaxSpectators,
		MaxPerAddr:    r.MaxPerAddr,
		IdleTimeout:   r.IdleTimeout,
		Password:      r.Password,
		Greeting:      r.Greeting,
		SnapshotRate:  o.snapshotRate,
		Netem:         o.netem,
	}
}
