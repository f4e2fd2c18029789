// Package authority decides who is right. It owns the one true World, the
// players' input queues and the roster; messages go in, and messages for each
// client come out. It is sans I/O: time is the number of calls of Tick, and
// what a client is connected by is its owner's business.
//
// A tick, as its owner drives it:
//
//	Client.Handle   what arrived since the last tick, client by client
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
	HelloTicks        = 5 * sim.TickRate   // a connection has this long to say Hello
	TimeoutTicks      = 15 * sim.TickRate  // a game client that is silent for longer is cut off
	PlainTimeoutTicks = 600 * sim.TickRate // the same for a plain text client, which has no heartbeat
	ResumeTicks       = 60 * sim.TickRate  // how long a player waits for a client that was cut off
	StarvedTicks      = 10                 // a player stands still after so many without an input
)

// Config is how a game is set up. Level and NewToken are needed.
type Config struct {
	Level            *maze.Level
	Seed             uint64 // for what the rules leave to chance
	Name             string // the server's
	MaxPlayers       int    // 1 to sim.MaxPlayers
	SnapshotInterval int    // ticks from one snapshot to the next, at least 1

	// MaxSpectators is how many may watch without a player, at most
	// sim.MaxPlayers.
	MaxSpectators int

	// InputQueueTarget is how many inputs may wait in a player's queue before two
	// are taken in a tick. More smooth out more jitter, and cost as many
	// ticks of delay.
	InputQueueTarget int

	// IdleTicks is for how many ticks a player may press nothing until the next
	// level does not wait for it, see Finished, and its place is for whoever
	// waits for one; 0: for ever. KeepsPlace, if not nil, reports of the label
	// of a client that its player keeps the place all the same.
	IdleTicks sim.Tick
	KeepSlot  func(label string) bool

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
	Admit func(c *Client, password string) *wire.ProtocolError

	// MaySpectate, if not nil, says why a client may not watch for which there is a
	// place to, or nil if it may.
	MaySpectate func(c *Client) *wire.ProtocolError

	// MutedUntil, if not nil, says until when the player of a client that joins may
	// say nothing; 0: it may.
	MutedUntil func(c *Client) sim.Tick

	// OnCommand, if not nil, is given each chat text that begins with a slash,
	// without the slash and instead of anybody else.
	OnCommand func(c *Client, line string)

	// OnEnter, if not nil, is told of a client that has a player, or watches.
	OnEnter func(c *Client)

	// OnInput, if not nil, is told what becomes of the inputs that arrive.
	OnInput func(InputEvent)

	// OnTick, if not nil, is told the commands of every tick and the World
	// after it. It must keep neither.
	OnTick func(cmds []sim.Command, after *sim.World)

	// OnLevelChange, if not nil, is told of a new level before Record is told of
	// its first tick, which follows this one: what is recorded from here on
	// happens in a new World.
	OnLevelChange func(l *maze.Level, seed uint64, now sim.Tick)

	// OnPlayerInfo, if not nil, is told who a player is: after the tick that brought
	// it into the World, another one for each level, and whenever its name
	// or its look change. It must not keep the message.
	OnPlayerInfo func(*wire.PlayerInfo)
}

// Authority is a running game. It is not safe for concurrent use.
type Authority struct {
	cfg           Config
	world         *sim.World
	levelMessages []wire.Message // Level and its Rows, the same for everybody
	levelNumber   uint32         // of the level, from 1 on

	clients      []*Client          // in the order they came
	clientsAdded uint               // how many there have been
	spectators   []*Client          // those that watch, in the order in which they began to
	players      []*player          // by ascending ID, those who are away included
	byID         map[sim.ID]*player // the same
	avatars      map[rune]struct{}  // in use
	names        names              // in use
	lastID       sim.ID
	lastIntro    introOrder // greetings and introductions so far

	nextLevel       *levelChange         // the level of the next tick, where it is another one
	nextCommands    []sim.Command        // joins and leaves of the next tick
	commands        []sim.Command        // reused
	worldEvents     []sim.Event          // reused
	broadcastBudget int                  // messages that all clients together may still cause
	bodies          []wire.Body          // of the newest snapshot; all clients share them
	unannounced     []*player            // reused: those in bodies who are not announced
	connStats       wire.ConnectionStats // reused in the same way
	events          []Event

	eventsDropped int // notes that nobody fetched
}

// New starts a game at tick 0, with nobody in it.
func New(cfg Config) *Authority {
	cfg.MaxPlayers = min(max(cfg.MaxPlayers, 1), sim.MaxPlayers)
	cfg.MaxSpectators = min(max(cfg.MaxSpectators, 0), sim.MaxPlayers)
	cfg.SnapshotInterval = max(cfg.SnapshotInterval, 1)
	cfg.InputQueueTarget = max(cfg.InputQueueTarget, 1)
	cfg.Greeting = wire.CleanText(cfg.Greeting)
	a := &Authority{
		cfg:             cfg,
		world:           sim.New(cfg.Level.Maze, cfg.Seed),
		levelMessages:   levelMessages(cfg.Level, 1),
		levelNumber:     1,
		byID:            make(map[sim.ID]*player),
		avatars:         make(map[rune]struct{}),
		broadcastBudget: broadcastBurst,
		names:           newNames(),
	}
	a.names.add(a.names.skeleton(cfg.Name))
	return a
}

// World is the truth. It belongs to the Authority: read it between ticks.
func (a *Authority) World() *sim.World { return a.world }

// PlayerCount is the number of players, those who are away included.
func (a *Authority) PlayerCount() int { return len(a.players) }

// Tick carries out one tick: the inputs, the rules, and what follows.
func (a *Authority) Tick() {
	a.broadcastBudget = min(a.broadcastBudget+broadcastPerTick, broadcastBurst)
	a.expire()
	a.announcePending()
	a.restartTicksIfDue()
	a.applyLevelChange()
	a.fillFreeSlots()
	a.commands = append(a.commands[:0], a.nextCommands...)
	a.nextCommands = a.nextCommands[:0]
	for _, p := range a.players {
		a.commands = p.appendCommands(a, a.commands)
	}
	a.worldEvents = a.world.Step(a.commands, a.worldEvents[:0])
	if a.cfg.OnTick != nil {
		a.cfg.OnTick(a.commands, a.world)
	}
	for _, e := range a.worldEvents {
		a.handleWorldEvent(e)
	}
	a.sendCells()
	if int(a.world.Tick())%a.cfg.SnapshotInterval == 0 {
		a.sendSnapshots()
	}
	a.sendConnStats()
}

// handleWorldEvent tells the clients what an event means to them.
func (a *Authority) handleWorldEvent(e sim.Event) {
	p := a.byID[e.ID]
	if p == nil {
		return // gone before the tick in which it would have come
	}
	switch e.Kind {
	case sim.PlayerJoined:
		a.introduce(p)
	case sim.ReachedExit:
		a.broadcastAbout(p, Game, &wire.ReachedExit{ID: e.ID, Tick: e.Tick})
		a.addEvent(EventExit, p.client, p, "", "")
	}
}

// sendSnapshots gives each game client the state of this tick, as far as it knows who
// they are.
func (a *Authority) sendSnapshots() {
	a.bodies, a.unannounced = a.bodies[:0], a.unannounced[:0]
	for _, s := range a.world.Players() {
		p := a.byID[s.ID]
		if p == nil {
			continue
		}
		a.bodies = append(a.bodies, wire.Body{Player: s, Avatar: p.avatar})
		if !p.announced {
			a.unannounced = append(a.unannounced, p)
		}
	}
	for _, c := range a.clients {
		if c.mode != Game || !c.welcomed {
			continue
		}
		c.snapshot = wire.Snapshot{Tick: a.world.Tick(), LevelNumber: a.levelNumber, Bodies: a.bodiesFor(c)}
		if p := c.player; p != nil {
			c.snapshot.Ack, c.snapshot.Waiting = p.ack, uint32(p.queue.Len())
		}
		c.send(&c.snapshot)
	}
}

// sendCells tells the plain text clients of players whose cell has changed.
func (a *Authority) sendCells() {
	plain := slices.ContainsFunc(a.clients, func(c *Client) bool { return c.mode == Plain })
	states := a.world.Players()
	for i := range states {
		p := a.byID[states[i].ID]
		if p == nil || !p.inWorld || p.sentCell == states[i].Cell() {
			continue
		}
		p.sentCell = states[i].Cell()
		if plain { // else there is nobody to make a message for
			a.broadcastAbout(p, Plain, p.cellMessage())
		}
	}
}

// broadcastMode sends a message to all clients of a mode that have been greeted,
// except one.
func (a *Authority) broadcastMode(mode Mode, except *Client, m wire.Message) {
	for _, c := range a.clients {
		if c.mode == mode && c.welcomed && c != except {
			c.send(m)
		}
	}
}

// broadcast is tell in both modes.
func (a *Authority) broadcast(except *Client, m wire.Message) {
	a.broadcastMode(Game, except, m)
	a.broadcastMode(Plain, except, m)
}

// expire ends what has waited too long.
func (a *Authority) expire() {
	for i := len(a.clients) - 1; i >= 0; i-- {
		a.clients[i].expire()
	}
	for i := len(a.players) - 1; i >= 0; i-- {
		p := a.players[i]
		if p.client == nil && a.world.Tick()-p.disconnectedAt > ResumeTicks {
			a.remove(p)
			continue
		}
		a.warnIdle(p)
	}
}

// Stop says goodbye to everybody. It is the last thing that an Authority does.
func (a *Authority) Stop(reason string) {
	for _, c := range slices.Clone(a.clients) {
		c.close(wire.CodeShutdown, reason)
	}
}
