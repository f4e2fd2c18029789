// Package authority implements the server's side of the game: inputs in,
// snapshots out. It owns the World, the players' input queues and the roster, and
// decides who may join. It is sans I/O: it counts time in calls of Tick, and does
// not know how clients are connected.
//
// The owner drives a tick like this:
//
//	Client.Handle    the messages that arrived since the last tick, client by client
//	Tick             one input of each player (two when its queue is too long), the
//	                 rules, and every few ticks a snapshot for each client
//	Client.Next      the messages to send, client by client
//	Events           what happened; Commands and World: the tick itself
package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// Times, in ticks.
const (
	HelloTicks        = 5 * sim.TickRate   // for a game client to send its Hello
	TimeoutTicks      = 15 * sim.TickRate  // for which a game client may be silent
	PlainTimeoutTicks = 600 * sim.TickRate // the same for a plain text client, which has no heartbeat
	ResumeTicks       = 60 * sim.TickRate  // for which a disconnected player waits for its client
	StarvedTicks      = 10                 // without an input after which a player stops
)

// Config sets up a game. Level and NewToken are required.
//
// The functions are called in the middle of a tick because the tick cannot go on
// without their answers. All else is returned by Events.
type Config struct {
	Level            *maze.Level
	Seed             uint64 // of the rules' random numbers
	Name             string // the server's
	MaxPlayers       int    // 1 to sim.MaxPlayers
	MaxSpectators    int    // 0 to sim.MaxPlayers
	SnapshotInterval int    // ticks from one snapshot to the next, at least 1

	// InputQueueTarget is how many inputs may wait in a player's queue
	// before two are taken in a tick. More smooth out more jitter, and cost
	// as many ticks of delay.
	InputQueueTarget int

	// IdleTicks is for how long a player may press nothing before the next
	// level stops waiting for it, see AllFinished, and before it loses its
	// slot to others who wait for one; 0: for ever.
	IdleTicks sim.Tick

	// Greeting is the notice that new players and spectators get; may be
	// empty.
	Greeting string

	// Commands turns chat that begins with a slash into EventCommand.
	Commands bool

	// ReportInputs keeps what becomes of each input for InputEvents.
	ReportInputs bool

	// NewToken makes the nth resume token of a player, from 1 on. It must be
	// unique, and impossible to guess.
	NewToken func(id sim.ID, n uint32) string

	// Admit, if not nil, returns why a client with this password (empty:
	// none) may not join, or nil. If the code is wire.CodePassword or
	// wire.CodeBusy, a plain text client may try another password.
	Admit func(c *Client, password string) *wire.ProtocolError

	// MaySpectate, if not nil, returns why a client may not spectate though
	// there is room, or nil.
	MaySpectate func(c *Client) *wire.ProtocolError

	// KeepSlot, if not nil, reports whether the player of a client with this
	// label keeps its slot while it is idle.
	KeepSlot func(label string) bool
}

// Authority is a running game. It is not safe for concurrent use.
type Authority struct {
	cfg           Config
	world         *sim.World
	levelMessages []wire.Message // Level and its Rows, shared by all clients
	levelNumber   uint32         // from 1 on

	clients      []*Client          // in the order in which they were added
	clientsAdded uint               // so far
	spectators   []*Client          // in the order in which they began to spectate
	players      []*player          // by ascending ID, disconnected ones included
	byID         map[sim.ID]*player // the same
	avatars      map[rune]struct{}  // in use
	names        names              // in use
	lastID       sim.ID
	lastIntro    introOrder

	nextLevel       *levelChange         // that begins with the next tick; nil: none
	nextCommands    []sim.Command        // joins and leaves of the next tick
	commands        []sim.Command        // of the last tick
	worldEvents     []sim.Event          // reused
	broadcastBudget int                  // messages that all clients together may still cause
	bodies          []wire.Body          // of the newest snapshot, shared by all clients
	unannounced     []*player            // those in bodies that are not announced; reused
	connStats       wire.ConnectionStats // reused

	events, fetched []Event // not fetched yet, and fetched last
	eventsDropped   int
	inputEvents     []InputEvent
}

// New starts a game at tick 0 without clients.
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

// World returns the current World. It belongs to the Authority: only read it, and
// only between ticks.
func (a *Authority) World() *sim.World { return a.world }

// Commands returns the commands of the last tick, which led to the present World.
// They are valid until the next Tick.
func (a *Authority) Commands() []sim.Command { return a.commands }

// PlayerCount returns the number of players, disconnected ones included.
func (a *Authority) PlayerCount() int { return len(a.players) }

// Tick carries out one tick.
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
	for _, e := range a.worldEvents {
		a.handleWorldEvent(e)
	}
	a.sendCells()
	if int(a.world.Tick())%a.cfg.SnapshotInterval == 0 {
		a.sendSnapshots()
	}
	a.sendConnStats()
}

// handleWorldEvent tells the clients about an event of the World.
func (a *Authority) handleWorldEvent(e sim.Event) {
	p := a.byID[e.ID]
	if p == nil {
		return // it left before the tick in which it would have come
	}
	switch e.Kind {
	case sim.PlayerJoined:
		a.introduce(p)
	case sim.ReachedExit:
		a.broadcastAbout(p, Game, &wire.ReachedExit{ID: e.ID, Tick: e.Tick})
		a.addEvent(EventExit, p.client, p, "", "")
	}
}

// sendSnapshots sends each game client the players of this tick that it knows.
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

// sendCells tells the plain text clients which players have changed cells.
func (a *Authority) sendCells() {
	anyPlain := slices.ContainsFunc(a.clients, func(c *Client) bool { return c.mode == Plain })
	states := a.world.Players()
	for i := range states {
		p := a.byID[states[i].ID]
		if p == nil || !p.inWorld || p.sentCell == states[i].Cell() {
			continue
		}
		p.sentCell = states[i].Cell()
		if anyPlain { // otherwise there is nobody to make a message for
			a.broadcastAbout(p, Plain, p.cellMessage())
		}
	}
}

// broadcastMode sends a message to all welcomed clients of a mode except one.
func (a *Authority) broadcastMode(mode Mode, except *Client, m wire.Message) {
	for _, c := range a.clients {
		if c.mode == mode && c.welcomed && c != except {
			c.send(m)
		}
	}
}

// broadcast sends a message to all welcomed clients except one.
func (a *Authority) broadcast(except *Client, m wire.Message) {
	a.broadcastMode(Game, except, m)
	a.broadcastMode(Plain, except, m)
}

// expire closes silent connections and removes players that have been
// disconnected for too long.
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

// Stop says goodbye to everybody. Nothing may be called after it but Next and
// Events.
func (a *Authority) Stop(reason string) {
	for _, c := range slices.Clone(a.clients) {
		c.close(wire.CodeShutdown, reason)
	}
}
