// Package rig is a whole game on a virtual clock: a server, clients, and the
// bad wires between them, stepped by hand in one goroutine. The same Config
// gives the same game, byte for byte. It is the ground under the tests.
package rig

import (
	"errors"
	"fmt"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/endpoint"
	"clew/net/link"
	"clew/net/link/flakylink"
	"clew/net/link/memlink"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/packwire"
)

// Player decides what a client's keys are in a tick. It must give the same
// answer each time, and keep nothing between ticks: see Clone.
type Player func(tick int) sim.Input

// Config describes a game.
type Config struct {
	Level       *maze.Level
	Seed        uint64
	Interval    int // ticks between snapshots; 0: 2
	Target      int // of the input queues; 0: 2
	MaxPlayers  int // 0: 64
	MaxWatchers int
	Clients     []ClientConfig
	Record      func(cmds []sim.Command, after *sim.World)
}

// ClientConfig describes one client.
type ClientConfig struct {
	Name       string
	Look       wire.Look
	Watch      wire.Watch
	Flaky      flakylink.Config
	Redundancy int
	Play       Player            // nil: no keys
	Codec      func() wire.Codec // nil: packwire

	// Lies, if not nil, makes the client's end of the conversation one that
	// cheats, and Pace lets it tick so often in a tick; 0 is once. See package
	// cheat.
	Lies func(wire.Codec) wire.Codec
	Pace int
}

// Rig is a running game.
type Rig struct {
	Server  *endpoint.Server
	Clients []*Client

	now       time.Duration
	tick      int
	pace      endpoint.Pace
	serverOff int // ticks for which the server still stands still
	watcher   Watcher
}

// Client is one client of a Rig.
type Client struct {
	*endpoint.Client
	Play Player
	// Drift makes the client's clock wrong: at 20 it ticks once more in
	// every 20 ticks, at -20 once less; 0 is right.
	Drift int

	cheats   bool
	pace     int
	newCodec func() wire.Codec // the server's end
	link     link.Link         // its end of the wire, for cutting
	pulled   bool
	off      int // ticks for which it still stands still
}

// Watcher is told what happens in a Rig, as it happens.
type Watcher interface {
	// Packet is told the fate of what a client sends or receives. It must
	// not keep msg.
	Packet(client int, e flakylink.Event, msg []byte)
	// Input is told what becomes of an input at the server.
	Input(o authority.Observation)
}

// Watch lets w watch from here on; nil: nobody. A Clone is watched by nobody.
func (r *Rig) Watch(w Watcher) { r.watcher = w }

// New builds a game. Nothing has happened in it yet.
func New(cfg Config) *Rig {
	r := &Rig{}
	game := authority.New(authority.Config{
		Level: cfg.Level, Seed: cfg.Seed, Name: "rig",
		MaxPlayers: or(cfg.MaxPlayers, 64), MaxWatchers: cfg.MaxWatchers, Interval: or(cfg.Interval, 2), Target: or(cfg.Target, 2),
		NewToken: newToken,
		Record:   cfg.Record,
		Observe: func(o authority.Observation) {
			if r.watcher != nil {
				r.watcher.Input(o)
			}
		},
	})
	r.Server = endpoint.NewServer(game)
	for i, c := range cfg.Clients {
		codec := c.Codec
		if codec == nil {
			codec = func() wire.Codec { return packwire.New() }
		}
		near := codec
		if c.Lies != nil {
			near = func() wire.Codec { return c.Lies(codec()) }
		}
		r.Clients = append(r.Clients, &Client{
			Client: endpoint.NewClient(endpoint.ClientConfig{
				Name: c.Name, Look: c.Look, Watch: c.Watch, Redundancy: c.Redundancy, Flaky: c.Flaky,
				NewCodec: near, Seed: cfg.Seed + uint64(i)<<32,
				Observe: func(e flakylink.Event, msg []byte) {
					if r.watcher != nil {
						r.watcher.Packet(i, e, msg)
					}
				},
			}),
			Play:     c.Play,
			cheats:   c.Lies != nil,
			pace:     or(c.Pace, 1),
			newCodec: codec,
		})
	}
	return r
}

// newToken makes tokens that are easy to guess, and as long as each other.
func newToken(id sim.ID, n uint32) string { return fmt.Sprintf("%05d-%d", n, id) }

func or(v, instead int) int {
	if v == 0 {
		return instead
	}
	return v
}

// Codec makes a codec as the server uses to talk to the client. That of an
// honest client is the same.
func (c *Client) Codec() wire.Codec { return c.newCodec() }

// Cheats reports whether the client plays by other rules than the server.
func (c *Client) Cheats() bool { return c.cheats }

// Now is the virtual time.
func (r *Rig) Now() time.Duration { return r.now }

// Ticks is how many ticks the Rig has run.
func (r *Rig) Ticks() int { return r.tick }

// Step lets one tick pass: first the clients in their order, then the server.
func (r *Rig) Step() {
	r.tick++
	r.now += replica.TickTime
	for _, c := range r.Clients {
		r.stepClient(c)
	}
	if r.serverOff > 0 {
		r.serverOff--
		return
	}
	due, _ := r.pace.Due(r.now)
	for range due {
		r.Server.Tick(r.now)
	}
}

// Run lets n ticks pass.
func (r *Rig) Run(n int) {
	for range n {
		r.Step()
	}
}

func (r *Rig) stepClient(c *Client) {
	if c.off > 0 {
		c.off--
		return
	}
	for range c.due(r.tick) {
		r.tickClient(c)
	}
}

// due is how many ticks the client carries out in a tick of the Rig.
func (c *Client) due(tick int) int {
	switch {
	case c.Drift > 0 && tick%c.Drift == 0:
		return c.pace + 1
	case c.Drift < 0 && tick%-c.Drift == 0:
		return c.pace - 1
	}
	return c.pace
}

func (r *Rig) tickClient(c *Client) {
	if c.WantsLink(r.now) {
		r.dial(c)
	}
	var keys sim.Input
	if c.Play != nil {
		keys = c.Play(r.tick)
	}
	if !strict {
		c.Tick(r.now, keys)
		return
	}
	before := c.pose(r.now)
	c.Tick(r.now, keys)
	r.mustBeSteady(c, before)
}

var errDown = errors.New("the cable is pulled")

func (r *Rig) dial(c *Client) {
	if c.pulled {
		c.Refused(r.now, errDown)
		return
	}
	near, far := memlink.Pair()
	c.link = near
	c.Attach(r.now, near)
	r.Server.Attach(far, c.newCodec, authority.Game, "rig")
}

// StallClient makes a client stand still for some ticks, as when its window is
// dragged: it neither reads nor sends.
func (r *Rig) StallClient(i, ticks int) { r.Clients[i].off = ticks }

// StallServer makes the server stand still for some ticks.
func (r *Rig) StallServer(ticks int) { r.serverOff = ticks }

// Cut ends a client's connection as a pulled cable would.
func (r *Rig) Cut(i int) {
	if l := r.Clients[i].link; l != nil {
		l.Close()
	}
}

// Pull pulls a client's cable: its connection dies, and no new one comes through
// until Plug.
func (r *Rig) Pull(i int) {
	r.Clients[i].pulled = true
	r.Cut(i)
}

// Plug puts a client's cable back.
func (r *Rig) Plug(i int) { r.Clients[i].pulled = false }

// Settle lets go of all keys, lets the lag fade, and runs until every client's
// last input has been acknowledged. It reports false if that takes more than
// limit ticks.
func (r *Rig) Settle(limit int) bool {
	for _, c := range r.Clients {
		c.Play = nil
		c.SetFlaky(flakylink.Config{})
	}
	for range limit {
		r.Step()
		if r.Agree() {
			return true
		}
	}
	return false
}

// Agree reports whether every client that is in the game has its own player
// where the server has it.
func (r *Rig) Agree() bool {
	for _, c := range r.Clients {
		mine := c.Predicted()
		if c.Status().Phase != endpoint.Playing || mine == nil {
			return false
		}
		truth := r.Server.Game.World().Player(c.ID())
		if truth == nil || truth.X != mine.X || truth.Y != mine.Y {
			return false
		}
	}
	return true
}
