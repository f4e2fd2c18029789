// Package netsim runs whole games on a virtual clock: a server, clients, and
// simulated networks between them, stepped in one goroutine. The same Config
// gives the same game, byte for byte. Tests and the Lab are built on it.
package netsim

import (
	"errors"
	"fmt"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// InputFunc returns the keys that a client holds in a tick. It must return the
// same keys each time and keep nothing between ticks: see Clone.
type InputFunc func(tick int) sim.Input

// Config describes a game.
type Config struct {
	Level            *maze.Level
	Seed             uint64
	State            *game.State // to go on from, in place of Level; nil: a new game
	SnapshotInterval int         // ticks between snapshots; 0: 2
	InputQueueTarget int         // of the input queues; 0: 2
	MaxPlayers       int         // 0: 64
	MaxSpectators    int
	Dark             bool              // see authority.Config
	Rounds           *authority.Rounds // see authority.Config
	Records          authority.Records // see authority.Config
	Clients          []ClientConfig
	JoinInOrder      bool                                   // let each client dial only once the one before it is in the game
	Log              game.Log                               // nil: commits at once; another one has no Clone
	OnEntry          func(e *game.Entry, after *game.State) // see authority.Config
}

// ClientConfig describes one client.
type ClientConfig struct {
	Name       string
	Appearance wire.Appearance
	Spectate   wire.Spectate
	Netem      netem.Config
	Redundancy int
	Input      InputFunc         // nil: no keys
	Codec      func() wire.Codec // nil: msgpack

	// CheatCodec, if not nil, wraps the codec of a client that cheats, and Speed
	// is how many times such a client ticks in a tick; 0 means once.
	CheatCodec func(wire.Codec) wire.Codec
	Speed      int
}

// Simulation is a running game.
type Simulation struct {
	Server  *session.Server
	Clients []*Client

	joinInOrder bool
	now         time.Duration
	tick        int
	serverClock session.TickClock
	serverStall int // ticks for which the server still stands still
	observer    Observer
}

// Client is one client of a Simulation.
type Client struct {
	*session.Client
	Input InputFunc
	// Drift makes the client's clock wrong: at 20 it ticks once more in
	// every 20 ticks, at -20 once less; 0 is right.
	Drift int

	index     int // in Simulation.Clients
	cheats    bool
	speed     int
	newCodec  func() wire.Codec // the server's end
	link      link.Link         // its end of the wire, for cutting
	unplugged bool
	stall     int // ticks for which it still stands still
}

// Observer is told what happens in a Simulation, as it happens.
type Observer interface {
	// Packet is told the fate of what a client sends or receives. It must
	// not keep msg.
	Packet(client int, e netem.PacketEvent, msg []byte)
	// Input is told what becomes of an input at the server.
	Input(o authority.InputEvent)
	// Entry is told what entered the game in a tick of the server, as soon as
	// it is committed and applied, and before Input is told which inputs the
	// tick has consumed. It must not keep e.
	Entry(e *game.Entry)
}

// Observe sets the observer; nil removes it. A Clone has none, and tells an
// observer of its own only about inputs.
func (s *Simulation) Observe(w Observer) { s.observer = w }

// New builds a game in which nothing has happened yet.
func New(cfg Config) *Simulation {
	r := &Simulation{joinInOrder: cfg.JoinInOrder}
	r.Server = r.newServer(cfg)
	for i, c := range cfg.Clients {
		r.Clients = append(r.Clients, r.newClient(i, c, cfg.Seed+uint64(i)<<32))
	}
	return r
}

// newServer returns a server of a game, to which no client has a link.
func (s *Simulation) newServer(cfg Config) *session.Server {
	return session.NewServer(authority.New(authority.Config{
		Level: cfg.Level, Seed: cfg.Seed, State: cfg.State, Name: "sim",
		MaxPlayers: orDefault(cfg.MaxPlayers, 64), MaxSpectators: cfg.MaxSpectators, Dark: cfg.Dark, Rounds: cfg.Rounds, Records: cfg.Records, SnapshotInterval: orDefault(cfg.SnapshotInterval, 2), InputQueueTarget: orDefault(cfg.InputQueueTarget, 2),
		NewToken: tokens(cfg.State), ReportInputs: true, Log: cfg.Log,
		OnEntry: func(e *game.Entry, after *game.State) {
			if cfg.OnEntry != nil {
				cfg.OnEntry(e, after)
			}
			if s.observer != nil {
				s.observer.Entry(e)
			}
		},
	}))
}

// newClient returns client i, which has not dialled yet.
func (s *Simulation) newClient(i int, c ClientConfig, netemSeed uint64) *Client {
	codec := c.Codec
	if codec == nil {
		codec = func() wire.Codec { return msgpack.New() }
	}
	near := codec
	if c.CheatCodec != nil {
		near = func() wire.Codec { return c.CheatCodec(codec()) }
	}
	return &Client{
		Client: session.NewClient(session.ClientConfig{
			Name: c.Name, Appearance: c.Appearance, Spectate: c.Spectate, InputRedundancy: c.Redundancy, Netem: c.Netem,
			NewCodec: near, NetemSeed: netemSeed,
			OnPacket: func(e netem.PacketEvent, msg []byte) {
				if s.observer != nil {
					s.observer.Packet(i, e, msg)
				}
			},
		}),
		Input:    c.Input,
		index:    i,
		cheats:   c.CheatCodec != nil,
		speed:    orDefault(c.Speed, 1),
		newCodec: codec,
	}
}

// tokens returns an authority.Config.NewToken whose tokens are predictable. Players
// of a State that a game goes on from have none of them.
func tokens(from *game.State) func(n uint64) string {
	if from == nil || len(from.Players()) == 0 {
		return func(n uint64) string { return fmt.Sprintf("token%02d", n) } // all of the same length
	}
	tick := from.Tick()
	return func(n uint64) string { return fmt.Sprintf("token%02d-%d", n, tick) }
}

func orDefault(v, instead int) int {
	if v == 0 {
		return instead
	}
	return v
}

// Codec returns a new codec of the kind that the server uses to talk to the
// client. An honest client uses the same kind.
func (c *Client) Codec() wire.Codec { return c.newCodec() }

// Cheats reports whether the client has a cheating codec.
func (c *Client) Cheats() bool { return c.cheats }

// Now returns the virtual time.
func (s *Simulation) Now() time.Duration { return s.now }

// Ticks returns how many ticks have run.
func (s *Simulation) Ticks() int { return s.tick }

// Step runs one tick: the clients in order, then the server.
func (s *Simulation) Step() {
	s.tick++
	s.now += replica.TickDuration
	for _, c := range s.Clients {
		s.stepClient(c)
	}
	if s.serverStall > 0 {
		s.serverStall--
		return
	}
	due, _ := s.serverClock.Due(s.now)
	for range due {
		s.tickServer()
	}
}

// tickServer carries out one tick of the server and reports it.
func (s *Simulation) tickServer() {
	s.Server.Tick(s.now)
	for _, e := range s.Server.Game.InputEvents() {
		if s.observer != nil {
			s.observer.Input(e)
		}
	}
	s.Server.Game.Events() // nobody wants them
}

// Run runs n ticks.
func (s *Simulation) Run(n int) {
	for range n {
		s.Step()
	}
}

func (s *Simulation) stepClient(c *Client) {
	if c.stall > 0 {
		c.stall--
		return
	}
	for range c.ticksDue(s.tick) {
		s.tickClient(c)
	}
}

// ticksDue returns how many ticks the client runs in one tick of the
// simulation.
func (c *Client) ticksDue(tick int) int {
	switch {
	case c.Drift > 0 && tick%c.Drift == 0:
		return c.speed + 1
	case c.Drift < 0 && tick%-c.Drift == 0:
		return c.speed - 1
	}
	return c.speed
}

func (s *Simulation) tickClient(c *Client) {
	if !s.mustWait(c) && c.ShouldDial(s.now) {
		s.dial(c)
	}
	var keys sim.Input
	if c.Input != nil {
		keys = c.Input(s.tick)
	}
	if !checkSelf {
		c.Tick(s.now, keys)
		return
	}
	before := c.selfView(s.now)
	c.Tick(s.now, keys)
	s.checkSelfView(c, before)
}

// mustWait reports whether a client must let the one before it join first. It
// does not wait for one that cannot join: its cable is pulled, or its session has
// ended.
func (s *Simulation) mustWait(c *Client) bool {
	if !s.joinInOrder || c.index == 0 || c.ID() != 0 {
		return false
	}
	before := s.Clients[c.index-1]
	joined := before.ID() != 0 || s.Server.Game.World().Player(sim.ID(c.index)) != nil // nobody else joins
	return !joined && !before.unplugged && before.Status().State != session.Ended
}

var errUnplugged = errors.New("the cable is pulled")

func (s *Simulation) dial(c *Client) {
	if c.unplugged {
		c.DialFailed(s.now, errUnplugged)
		return
	}
	near, far := mem.Pair()
	c.link = near
	c.SetLink(s.now, near)
	s.Server.Accept(far, c.newCodec, authority.Game, "sim")
}

// StallClient stops a client for some ticks, as dragging its window would: it
// neither reads nor sends.
func (s *Simulation) StallClient(i, ticks int) { s.Clients[i].stall = ticks }

// StallServer stops the server for some ticks.
func (s *Simulation) StallServer(ticks int) { s.serverStall = ticks }

// CloseLink ends a client's connection. The client may make a new one.
func (s *Simulation) CloseLink(i int) {
	if l := s.Clients[i].link; l != nil {
		l.Close()
	}
}

// Disconnect ends a client's connection and fails all its dials until
// Reconnect.
func (s *Simulation) Disconnect(i int) {
	s.Clients[i].unplugged = true
	s.CloseLink(i)
}

// Reconnect lets a disconnected client dial again.
func (s *Simulation) Reconnect(i int) { s.Clients[i].unplugged = false }

// RunUntilInSync releases all keys, removes all simulated network trouble, and
// runs until every client agrees with the server. It reports false if that
// takes more than limit ticks.
func (s *Simulation) RunUntilInSync(limit int) bool {
	for _, c := range s.Clients {
		c.Input = nil
		c.SetNetem(netem.Config{})
	}
	for range limit {
		s.Step()
		if s.InSync() {
			return true
		}
	}
	return false
}

// InSync reports whether every client is in the game and predicts its own
// player to be where the server has it.
func (s *Simulation) InSync() bool {
	for _, c := range s.Clients {
		mine := c.PredictedPlayer()
		if c.Status().State != session.Playing || mine == nil {
			return false
		}
		truth := s.Server.Game.World().Player(c.ID())
		if truth == nil || truth.X != mine.X || truth.Y != mine.Y {
			return false
		}
	}
	return true
}
