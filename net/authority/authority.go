// Package authority implements the server's side of the game: inputs in,
// snapshots out. It decides what enters each tick and tells the clients what came
// of it; in between, package game carries it out. It is sans I/O: it counts time
// in calls of Tick, and does not know how clients are connected.
//
//	Client.Handle   messages since the last tick: queued inputs, changes asked for
//	       │
//	       ▼
//	Tick: decide    a game.Entry: one input of each player (two when its queue is
//	       │        too long), and who joins, leaves, chats …
//	       ▼
//	   game.Log     commits the entry, at once or some ticks later
//	       │
//	       ▼
//	Tick: apply     game.State.Apply, then messages about its events, and every few
//	       │        ticks a snapshot for each client
//	       ▼
//	Client.Next     the messages to send, client by client; Events for the owner
//
// What an entry does is shown, announced or acknowledged only once it is committed.
// Errors, refusals, pongs and goodbyes are in no entry, and go out at once.
package authority

import (
	"slices"

	"clew/engine/game"
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

// Config sets up a game. Level, or State, and NewToken are required.
//
// AddClient, Client.Handle and Tick call the functions, since they cannot go on
// without the answers. OnEntry alone returns nothing: Tick calls it while the State
// is what the entry made of it. Events returns all else.
type Config struct {
	Level            *maze.Level
	Seed             uint64      // of the rules' random numbers
	State            *game.State // to go on from, in place of Level, Seed and Name; nil: a new game
	Name             string      // the server's
	MaxPlayers       int         // 1 to sim.MaxPlayers
	MaxSpectators    int         // 0 to sim.MaxPlayers
	SnapshotInterval int         // ticks from one snapshot to the next, at least 1
	Dark             bool        // tell clients to show a player only what it has found

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

	// NewToken makes the nth resume token of the game, from 1 on. It must be
	// unique, and impossible to guess.
	NewToken func(n uint64) string

	// Rounds, if not nil, makes levels follow one another; plain text clients are
	// told of places and points.
	Rounds *Rounds

	// Records, if not nil, keeps the best time of each level, which everybody is
	// told.
	Records Records

	// Log commits the game's entries; nil: at once. It must return exactly those
	// that this Authority proposes, in order: Tick panics otherwise.
	Log game.Log

	// OnEntry, if not nil, is called for each entry that was committed and
	// applied. Both arguments are valid during the call.
	OnEntry func(e *game.Entry, after *game.State)

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
	state         *game.State    // what has been committed
	now           clock          // calls of Tick so far
	levelMessages []wire.Message // Level and its Rows, shared by all clients

	log      game.Log
	epoch    uint32     // of its entries
	pending  []change   // to be proposed with the next entry
	underWay []proposal // not committed yet, the oldest first
	proposed sim.Tick   // the tick of the newest entry
	entry    game.Entry // reused

	clients       []*Client          // in the order in which they were added
	clientsAdded  uint               // so far
	spectators    []*Client          // in the order in which they began to spectate
	players       []*player          // in the order in which they joined, disconnected ones included
	byID          map[sim.ID]*player // those that the state has
	lastIntro     introOrder
	entryBegan    introOrder  // lastIntro before the entry that is being applied
	countdownTold sim.Tick    // the tick in which the countdown was set last
	record        wire.Record // of the present level, if there are Config.Records
	tokensMade    uint64

	gameEvents      []game.Event         // reused
	broadcastBudget int                  // messages that all clients together may still cause
	bodies          []wire.Body          // of the newest snapshot, shared by all clients
	unannounced     []*player            // those in bodies that some clients may not know; reused
	connStats       wire.ConnectionStats // reused

	events, fetched []Event // not fetched yet, and fetched last
	eventsDropped   int
	inputEvents     []InputEvent
}

// clock counts calls of Tick, from the State's tick on. It never restarts, and goes on
// while no entry is committed.
type clock uint64

// New starts a game without clients, at tick 0 unless Config.State is set. The
// players of that State wait for their clients to resume; the Authority owns it
// from here on.
func New(cfg Config) *Authority {
	cfg.MaxPlayers = min(max(cfg.MaxPlayers, 1), sim.MaxPlayers)
	cfg.MaxSpectators = min(max(cfg.MaxSpectators, 0), sim.MaxPlayers)
	cfg.SnapshotInterval = max(cfg.SnapshotInterval, 1)
	cfg.InputQueueTarget = max(cfg.InputQueueTarget, 1)
	cfg.Greeting = wire.CleanText(cfg.Greeting)
	state, epoch := cfg.State, uint32(0)
	if state == nil {
		state = game.New(game.Config{Level: cfg.Level, Seed: cfg.Seed, Name: cfg.Name})
	} else {
		epoch = state.Epoch() + 1 // so that no entry of the former owner counts any more
	}
	a := &Authority{
		cfg:             cfg,
		state:           state,
		now:             clock(state.Tick()),
		epoch:           epoch,
		proposed:        state.Tick(),
		levelMessages:   levelMessages(state.Level()),
		log:             cfg.Log,
		byID:            make(map[sim.ID]*player),
		broadcastBudget: broadcastBurst,
	}
	if a.log == nil {
		a.log = new(game.Immediate)
	}
	a.cfg.Name, a.cfg.State = state.Name(), nil
	a.cfg.Level, _ = state.Level()
	a.lookUpRecord()
	for i := range state.Players() {
		a.takeOver(&state.Players()[i])
	}
	return a
}

// State returns the game as of the last committed entry. It belongs to the
// Authority: only read it, and only between ticks.
func (a *Authority) State() *game.State { return a.state }

// World returns the State's World.
func (a *Authority) World() *sim.World { return a.state.World() }

// PlayerCount returns the number of players, disconnected ones and those about to
// join included.
func (a *Authority) PlayerCount() int { return len(a.players) }

// Tick decides one entry, and applies those that are committed.
func (a *Authority) Tick() {
	a.broadcastBudget = min(a.broadcastBudget+broadcastPerTick, broadcastBurst)
	a.expire()
	a.announcePending()
	a.restartTicksIfDue()
	a.fillFreeSlots()
	a.decideRound()
	snapshotDue := a.commit()
	a.sendCells()
	if snapshotDue {
		a.sendSnapshots()
	}
	a.sendConnStats()
}

// commit proposes an entry and applies those that are committed. It reports
// whether a snapshot is due after them.
func (a *Authority) commit() (snapshotDue bool) {
	a.log.Propose(a.decide())
	a.now++
	for _, e := range a.log.Committed() {
		a.apply(e)
		snapshotDue = snapshotDue || int(e.Tick)%a.cfg.SnapshotInterval == 0
	}
	return snapshotDue
}

// sendSnapshots sends each game client the players of this tick that it knows.
func (a *Authority) sendSnapshots() {
	a.bodies, a.unannounced = a.bodies[:0], a.unannounced[:0]
	for _, s := range a.World().Players() {
		p := a.byID[s.ID]
		a.bodies = append(a.bodies, wire.Body{Player: s, Avatar: p.avatar})
		if !p.announced || p.leaving() {
			a.unannounced = append(a.unannounced, p)
		}
	}
	_, level := a.state.Level()
	for _, c := range a.clients {
		if c.mode != Game || !c.welcomed {
			continue
		}
		c.snapshot = wire.Snapshot{Tick: a.state.Tick(), LevelNumber: level, Bodies: a.bodiesFor(c)}
		if p := c.player; p != nil && p.id != 0 {
			c.snapshot.Ack, c.snapshot.Waiting = a.state.Player(p.id).Ack, uint32(p.queue.Len())
		}
		c.send(&c.snapshot)
	}
}

// sendCells tells the plain text clients which players have changed cells.
func (a *Authority) sendCells() {
	anyPlain := slices.ContainsFunc(a.clients, func(c *Client) bool { return c.mode == Plain })
	states := a.World().Players()
	for i := range states {
		a.sendCell(a.byID[states[i].ID], states[i].Cell(), anyPlain)
	}
}

// sendCell tells the plain text clients, if there are any, that a player has changed
// cells.
func (a *Authority) sendCell(p *player, cell maze.Cell, anyPlain bool) {
	if p.sentCell == cell {
		return
	}
	p.sentCell = cell
	if anyPlain { // otherwise there is nobody to make a message for
		a.broadcastAbout(p, Plain, p.cellMessage())
	}
}

// broadcast sends a message to all welcomed clients.
func (a *Authority) broadcast(m wire.Message) {
	for _, c := range a.clients {
		if c.welcomed {
			c.send(m)
		}
	}
}

// expire closes silent connections and removes players that have been
// disconnected for too long.
func (a *Authority) expire() {
	for i := len(a.clients) - 1; i >= 0; i-- {
		a.clients[i].expire()
	}
	for i := len(a.players) - 1; i >= 0; i-- {
		p := a.players[i]
		if p.client == nil && a.now-p.disconnectedAt > ResumeTicks {
			a.remove(p)
			continue
		}
		a.warnIdle(p)
	}
}

// Stop says goodbye to everybody, and has the last entry say who left. Nothing may
// be called after it but Next, Events and State.
func (a *Authority) Stop(reason string) {
	for _, c := range slices.Clone(a.clients) {
		c.close(wire.CodeShutdown, reason)
	}
	a.commit()
}
