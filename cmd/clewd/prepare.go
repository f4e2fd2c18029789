package main

import (
	"errors"
	"net"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/net/host"
)

// prepare opens all that the options name, so that what cannot be is told
// before anybody is let in.
func (s *server) prepare() (cfg host.Config, err error) {
	levels, faults := newRotation(s.opts.level)
	if len(faults) > 0 {
		return cfg, faults[0]
	}
	list, err := bans.Open(s.opts.bans, time.Now())
	if err != nil {
		return cfg, err
	}
	s.steward = newSteward(s.opts, levels, list, s.log)
	s.steward.watched <- levelFiles(s.opts.level)
	if err := s.listen(); err != nil {
		return cfg, err
	}
	cfg = s.opts.hostConfig(levels, s.game)
	cfg.Logger = s.log
	s.steward.hook(&cfg)
	s.rec, err = newRecorder(s.opts.record, &cfg)
	return cfg, err
}

// listen opens the ports.
func (s *server) listen() (err error) {
	for _, p := range []struct {
		addr string
		l    *net.Listener
	}{{s.opts.addr, &s.game}, {s.opts.admin, &s.admin}, {s.opts.metrics, &s.gauges}} {
		if p.addr == "" {
			continue
		}
		l, err := host.Listen(p.addr)
		if err != nil {
			return err
		}
		*p.l = l
	}
	s.told("commands are taken", s.admin)
	s.told("metrics are given", s.gauges)
	return nil
}

func (s *server) told(what string, l net.Listener) {
	if l != nil {
		s.log.Info(what, "addr", l.Addr().String())
	}
}

// close closes the ports.
func (s *server) close() (err error) {
	for _, l := range []net.Listener{s.game, s.admin, s.gauges} {
		if l != nil {
			err = errors.Join(err, l.Close())
		}
	}
	return err
}

// hostConfig is how the host is to be.
func (o *options) hostConfig(levels *rotation, l net.Listener) host.Config {
	first, _ := levels.current()
	r := o.rules()
	return host.Config{
		Listeners:    []net.Listener{l},
		Level:        first.level,
		Seed:         seed(),
		Name:         o.name,
		MaxPlayers:   r.MaxPlayers,
		MaxWatchers:  r.MaxWatchers,
		PerAddress:   r.PerAddress,
		Idle:         r.Idle,
		Password:     r.Password,
		Greeting:     r.Greeting,
		SnapshotRate: o.snapshotRate,
		Flaky:        o.flaky,
	}
}
