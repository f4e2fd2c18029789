// Package authority decides who is right. It owns the one true World, the
// players' input queues and the roster; messages go in, and messages for each
// client come out. It is sans I/O: time is the number of calls of Tick, and
// what a client is connected by is its owner's business.
//
// A tick, as its owner drives it:
//
//	Client.Receive   what arrived since the last tick, client by client
//	Tick             one input of each player (two when it lags behind), the
//	                 rules, and every few ticks a snapshot for each client
//	Client.Next      what there is to send, client by client
package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// Times, in ticks.
const (
	JoinTicks   = 5 * sim.TickRate   // a connection has this long to say Hello
	SilentTicks = 15 * sim.TickRate  // a game client that is silent for longer is cut off
	PlainTicks  = 600 * sim.TickRate // the same for a plain text client, which has no heartbeat
	ResumeTicks = 60 * sim.TickRate  // how long a player waits for a client that was cut off
	StandTicks  = 10                 // a player stands still after so many without an input
)

// Config is how a game is set up. Level and NewToken are needed.
type Config struct {
	Level      *maze.Level
	Seed       uint64 // for what the rules leave to chance
	Name       string // the server's
	MaxPlayers int    // 1 to sim.MaxPlayers
	Interval   int    // ticks from one snapshot to the next, at least 1

	// MaxWatchers is how many may watch without a player, at most
	// sim.MaxPlayers.
	MaxWatchers int

	// Target is how many inputs may wait in a player's queue before two
	// are taken in a tick. More smooth out more jitter, and cost as many
	// ticks of delay.
	Target int

	// Idle is for how many ticks a player may press nothing until the next
	// level does not wait for it, see Finished, and its place is for whoever
	// waits for one; 0: for ever. KeepsPlace, if not nil, reports of the label
	// of a client that its player keeps the place all the same.
	Idle       sim.Tick
	KeepsPlace func(label string) bool

	// NewToken makes the nth resume token of a player, from 1 on, which nobody
	// can guess and which differs from all others.
	NewToken func(id sim.ID, n uint32) string

	// Greeting is what a new player is told, in the server's name; may be
	// empty.
	Greeting string

	// Admit, if not nil, says why a client may not join that gives this
	// password (empty: none), or nil if it may. A plain text client is asked
	// for the password with what Admit says under wire.CodePassword or
	// wire.CodeBusy.
	Admit func(c *Client, password string) *wire.Fault

	// MayWatch, if not nil, says why a client may not watch for which there is a
	// place to, or nil if it may.
	MayWatch func(c *Client) *wire.Fault

	// Muted, if not nil, says until when the player of a client that joins may
	// say nothing; 0: it may.
	Muted func(c *Client) sim.Tick

	// Command, if not nil, is given each chat text that begins with a slash,
	// without the slash and instead of anybody else.
	Command func(c *Client, line string)

	// Entered, if not nil, is told of a client that has a player, or watches.
	Entered func(c *Client)

	// Observe, if not nil, is told what becomes of the inputs that arrive.
	Observe func(Observation)

	// Record, if not nil, is told the commands of every tick and the World
	// after it. It must keep neither.
	Record func(cmds []sim.Command, after *sim.World)

	// Relevel, if not nil, is told of a new level before Record is told of
	// its first tick, which follows this one: what is recorded from here on
	// happens in a new World.
	Relevel func(l *maze.Level, seed uint64, now sim.Tick)

	// Met, if not nil, is told who a player is: after the tick that brought
	// it into the World, another one for each level, and whenever its name
	// or its look change. It must not keep the message.
	Met func(*wire.Who)
}

// Authority is a running game. It is not safe for concurrent use.
type Authority struct {
	cfg    Config
	world  *sim.World
	level  []wire.Message // Level and its Rows, the same for everybody
	number uint32         // of the level, from 1 on

	clients  []*Client          // in the order they came
	opened   uint               // how many there have been
	watchers []*Client          // those that watch, in the order in which they began to
	players  []*player          // by ascending ID, those who are away included
	byID     map[sim.ID]*player // the same
	letters  map[rune]struct{}  // in use
	names    names              // in use
	lastID   sim.ID
	meetings meeting // greetings and introductions so far

	next   *relevel      // the level of the next tick, where it is another one
	coming []sim.Command // joins and leaves of the next tick
	cmds   []sim.Command // reused
	events []sim.Event   // reused
	voice  int           // messages that all clients together may still cause
	bodies []wire.Body   // of the newest snapshot; all clients share them
	secret []*player     // reused: those in bodies who are not announced
	health wire.Health   // reused in the same way
	notes  []Note

	dropped int // notes that nobody fetched
}

// New starts a game at tick 0, with nobody in it.
func New(cfg Config) *Authority {
	cfg.MaxPlayers = min(max(cfg.MaxPlayers, 1), sim.MaxPlayers)
	cfg.MaxWatchers = min(max(cfg.MaxWatchers, 0), sim.MaxPlayers)
	cfg.Interval = max(cfg.Interval, 1)
	cfg.Target = max(cfg.Target, 1)
	cfg.Greeting = wire.CleanText(cfg.Greeting)
	a := &Authority{
		cfg:     cfg,
		world:   sim.New(cfg.Level.Maze, cfg.Seed),
		level:   levelMessages(cfg.Level, 1),
		number:  1,
		byID:    make(map[sim.ID]*player),
		letters: make(map[rune]struct{}),
		voice:   voiceMax,
		names:   newNames(),
	}
	a.names.add(a.names.like(cfg.Name))
	return a
}

// World is the truth. It belongs to the Authority: read it between ticks.
func (a *Authority) World() *sim.World { return a.world }

// Players is the number of players, those who are away included.
func (a *Authority) Players() int { return len(a.players) }

// Tick carries out one tick: the inputs, the rules, and what follows.
func (a *Authority) Tick() {
	a.voice = min(a.voice+voicePerTick, voiceMax)
	a.expire()
	a.announceDue()
	a.age()
	a.change()
	a.seat()
	a.cmds = append(a.cmds[:0], a.coming...)
	a.coming = a.coming[:0]
	for _, p := range a.players {
		a.cmds = p.take(a, a.cmds)
	}
	a.events = a.world.Step(a.cmds, a.events[:0])
	if a.cfg.Record != nil {
		a.cfg.Record(a.cmds, a.world)
	}
	for _, e := range a.events {
		a.happened(e)
	}
	a.tellCells()
	if int(a.world.Tick())%a.cfg.Interval == 0 {
		a.snapshot()
	}
	a.tellHealth()
}

// happened tells the clients what an event means to them.
func (a *Authority) happened(e sim.Event) {
	p := a.byID[e.ID]
	if p == nil {
		return // gone before the tick in which it would have come
	}
	switch e.Kind {
	case sim.Joined:
		a.introduce(p)
	case sim.Exited:
		a.tellOf(p, Game, &wire.Exited{ID: e.ID, Tick: e.Tick})
		a.note(NoteExit, p.client, p, "", "")
	}
}

// snapshot gives each game client the state of this tick, as far as it knows who
// they are.
func (a *Authority) snapshot() {
	a.bodies, a.secret = a.bodies[:0], a.secret[:0]
	for _, s := range a.world.Players() {
		p := a.byID[s.ID]
		if p == nil {
			continue
		}
		a.bodies = append(a.bodies, wire.Body{Player: s, Avatar: p.avatar})
		if !p.announced {
			a.secret = append(a.secret, p)
		}
	}
	for _, c := range a.clients {
		if c.mode != Game || !c.greeted {
			continue
		}
		c.snap = wire.Snapshot{Tick: a.world.Tick(), Level: a.number, Bodies: a.seenBy(c)}
		if p := c.player; p != nil {
			c.snap.Ack, c.snap.Waiting = p.ack, uint32(p.queue.Len())
		}
		c.send(&c.snap)
	}
}

// tellCells tells the plain text clients of players whose cell has changed.
func (a *Authority) tellCells() {
	plain := slices.ContainsFunc(a.clients, func(c *Client) bool { return c.mode == Plain })
	states := a.world.Players()
	for i := range states {
		p := a.byID[states[i].ID]
		if p == nil || !p.placed || p.cell == states[i].Cell() {
			continue
		}
		p.cell = states[i].Cell()
		if plain { // else there is nobody to make a message for
			a.tellOf(p, Plain, p.where())
		}
	}
}

// tell sends a message to all clients of a mode that have been greeted,
// except one.
func (a *Authority) tell(mode Mode, except *Client, m wire.Message) {
	for _, c := range a.clients {
		if c.mode == mode && c.greeted && c != except {
			c.send(m)
		}
	}
}

// tellAll is tell in both modes.
func (a *Authority) tellAll(except *Client, m wire.Message) {
	a.tell(Game, except, m)
	a.tell(Plain, except, m)
}

// expire ends what has waited too long.
func (a *Authority) expire() {
	for i := len(a.clients) - 1; i >= 0; i-- {
		a.clients[i].expire()
	}
	for i := len(a.players) - 1; i >= 0; i-- {
		p := a.players[i]
		if p.client == nil && a.world.Tick()-p.away > ResumeTicks {
			a.remove(p)
			continue
		}
		a.warnIdle(p)
	}
}

// Stop says goodbye to everybody. It is the last thing that an Authority does.
func (a *Authority) Stop(reason string) {
	for _, c := range slices.Clone(a.clients) {
		c.end(wire.CodeStop, reason)
	}
}
