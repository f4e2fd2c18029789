package main

import (
	"errors"
	"net"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/records"
	"clew/cmd/internal/rotation"
	"clew/net/server"
)

// setUp reads and opens everything that the options name, so that errors show
// before anybody joins.
func (d *daemon) setUp() (cfg server.Config, err error) {
	levels, faults := rotation.New(d.opts.level)
	if len(faults) > 0 {
		return cfg, faults[0]
	}
	list, err := bans.Open(d.opts.bans, time.Now())
	if err != nil {
		return cfg, err
	}
	d.controller = newController(d.opts, levels, list, d.log)
	d.controller.watchPaths <- rotation.Files(d.opts.level)
	if err := d.listen(); err != nil {
		return cfg, err
	}
	cfg = d.opts.serverConfig(levels, d.gameListener)
	cfg.Logger = d.log
	d.controller.setHooks(&cfg)
	d.records, err = records.Open(d.opts.records, func(err error) { d.log.Warn("records not saved", "error", err.Error()) })
	if err != nil {
		d.log.Warn("records not read", "error", err.Error())
	}
	cfg.Records = d.records
	d.recorder, err = newRecorder(d.opts.record, &cfg)
	return cfg, err
}

// listen opens the ports.
func (d *daemon) listen() (err error) {
	for _, p := range []struct {
		addr string
		l    *net.Listener
	}{{d.opts.addr, &d.gameListener}, {d.opts.admin, &d.adminListener}, {d.opts.metrics, &d.metricsListener}} {
		if p.addr == "" {
			continue
		}
		l, err := server.Listen(p.addr)
		if err != nil {
			return err
		}
		*p.l = l
	}
	d.logListener("admin port open", d.adminListener)
	d.logListener("metrics port open", d.metricsListener)
	return nil
}

func (d *daemon) logListener(message string, l net.Listener) {
	if l != nil {
		d.log.Info(message, "addr", l.Addr().String())
	}
}

// close closes the ports.
func (d *daemon) close() (err error) {
	for _, l := range []net.Listener{d.gameListener, d.adminListener, d.metricsListener} {
		if l != nil {
			err = errors.Join(err, l.Close())
		}
	}
	return err
}

// serverConfig returns the configuration of the server.
func (o *options) serverConfig(levels *rotation.Rotation, l net.Listener) server.Config {
	first, _ := levels.Current()
	r := o.runtimeConfig()
	return server.Config{
		Listeners:     []net.Listener{l},
		Level:         first.Level,
		Seed:          rotation.NewSeed(),
		Name:          o.name,
		MaxPlayers:    r.MaxPlayers,
		MaxSpectators: r.MaxSpectators,
		MaxPerAddr:    r.MaxPerAddr,
		IdleTimeout:   r.IdleTimeout,
		TimeLimit:     r.TimeLimit,
		Password:      r.Password,
		Greeting:      r.Greeting,
		SnapshotRate:  o.snapshotRate,
		Dark:          o.dark,
		Netem:         o.netem,
	}
}
