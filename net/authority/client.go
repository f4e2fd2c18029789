package authority

import (
	"fmt"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Mode is how a client plays.
type Mode uint8

// The modes.
const (
	Game  Mode = iota // numbered inputs and snapshots
	Plain             // one cell at a time, see SEED-PROTOCOL: a person with a terminal
)

// The bounds of a client's patience-costing behaviour.
const (
	maxStrikes   = 16           // bad messages that end a connection …
	strikeDecay  = sim.TickRate // … and the ticks after which one of them is forgotten
	chatBurst    = 5            // chats and renames at once …
	chatInterval = sim.TickRate // … and the ticks until one more is free
)

// Client is one connection's side of the game.
type Client struct {
	a             *Authority
	mode          Mode
	label         string        // where it comes from, for notes
	player        *player       // nil until it has joined, and after the end
	resumed       bool          // it came back to its player with a token
	welcomed      bool          // it has got its Welcome, and hears what goes on
	welcomedAt    introOrder    // when that was
	spectates     wire.Spectate // whether it watches, and until when
	hello         wire.Hello    // of one that watches
	queuePosition uint32        // in the line, as it was told
	requireToken  *wire.Bye     // what it is told unless it has a token
	greetingSent  bool          // it has got the Greeting
	tokenUnknown  bool          // nobody waited for its token, which it is still to be told
	closed        bool          // its Bye is on the way
	dataArrived   bool          // something has come from it, be it a line end
	fullReason    string        // why there is no place for it, where its connection goes on for a while
	index         uint          // among those that ever came

	openedAt   sim.Tick
	lastHeard  sim.Tick // the tick of its last good message
	strikes    int      // ticks until all its bad messages are forgotten
	chatBudget int      // ticks' worth of chat that it may still spend
	drops      dropCount
	rtt        uint16 // how it says that its connection is, see wire.Ping
	loss       uint8

	outbox   []wire.Message // to be sent, from out[sent] on
	sent     int
	snapshot wire.Snapshot // reused: each takes the place of the one before
	pong     wire.Pong     // reused in the same way

	bodies []wire.Body // of snap, where it does not know everybody; reused
}

// AddClient lets a connection in. A game client has HelloTicks to say Hello; a plain
// text one joins at once, unless it is asked for a password: see Config.Admit. The
// label tells people where it comes from.
func (a *Authority) AddClient(mode Mode, label string) *Client {
	now := a.world.Tick()
	c := &Client{a: a, mode: mode, label: label, openedAt: now, lastHeard: now, chatBudget: chatBurst * chatInterval, index: a.clientsAdded}
	a.clientsAdded++
	a.clients = append(a.clients, c)
	if mode == Plain {
		a.joinPlain(c)
	}
	return c
}

// Next is the next message to send, or nil. Fetch all of them after each Tick:
// the message may be used again after the next one.
func (c *Client) Next() wire.Message {
	if c.sent == len(c.outbox) {
		c.outbox, c.sent = c.outbox[:0], 0
		return nil
	}
	c.sent++
	return c.outbox[c.sent-1]
}

// Label is where the client comes from, as given to Open.
func (c *Client) Label() string { return c.label }

// Plain reports whether it plays in plain text.
func (c *Client) Plain() bool { return c.mode == Plain }

// Closed reports whether the connection is to be closed once Next has nothing
// more.
func (c *Client) Closed() bool { return c.closed }

// DataArrived tells that something has come from the client, be it no message: it then
// keeps its place, see SilentPlainTicks.
func (c *Client) DataArrived() { c.dataArrived = true }

// ID is the player's, or 0 while the client has none.
func (c *Client) ID() sim.ID {
	if c.player == nil {
		return 0
	}
	return c.player.id
}

// spectating reports that it is in the game without a player.
func (c *Client) spectating() bool { return c.spectates != wire.SpectateNever }

// AwaitingWelcome reports that what the client says has to wait until after the next Tick.
// Then it is greeted, and nothing that it says is answered before that.
func (c *Client) AwaitingWelcome() bool { return c.player != nil && !c.welcomed }

func (c *Client) send(m wire.Message) { c.outbox = append(c.outbox, m) }

// Handle takes in a message from the client.
func (c *Client) Handle(m wire.Message) {
	if !c.noteArrival() {
		return
	}
	switch f := c.dispatch(m); {
	case f == nil:
	case f.Code == wire.CodeBusy || f.Code == wire.CodeMuted: // eager, but nothing was wrong with it
		c.drop(f)
	default:
		c.Reject(f)
		return
	}
	c.lastHeard = c.a.world.Tick()
}

// Reject takes note of a bad message: the client is told, and cut off when there
// are many of them. Good messages between them make up for nothing, only time
// does: else a cheat would just have to send both.
func (c *Client) Reject(f *wire.ProtocolError) {
	if !c.noteArrival() {
		return
	}
	c.send(&wire.Error{Code: f.Code, Text: f.Text})
	if c.strikes += strikeDecay; c.strikes > (maxStrikes-1)*strikeDecay {
		c.close(wire.CodeFlood, wire.CleanText("too many bad messages; the last: "+f.Text))
	}
}

// Disconnect tells that the connection is dead. A plain client's player leaves, a
// game client's waits for it to come back.
func (c *Client) Disconnect(reason string) {
	if c.closed {
		return
	}
	c.closed = true
	c.a.addEvent(EventDisconnect, c, c.player, "", reason)
	c.detach()
}

// Close says goodbye and ends the connection.
func (c *Client) Close(code, reason string) {
	if !c.closed {
		c.close(code, reason)
	}
}

func (c *Client) close(code, reason string) {
	c.closed = true
	c.send(&wire.Bye{Code: code, Text: reason})
	c.a.addEvent(EventClose, c, c.player, code, reason)
	c.detach()
}

// detach parts the client from the game, and from its player.
func (c *Client) detach() {
	c.welcomed = false
	a, p := c.a, c.player
	if i := slices.Index(a.clients, c); i >= 0 {
		a.clients = slices.Delete(a.clients, i, i+1)
	}
	a.stopSpectating(c)
	if c.player = nil; p == nil {
		return
	}
	p.client, p.disconnectedAt = nil, a.world.Tick()
	if c.mode == Plain {
		a.remove(p)
	} else {
		a.hide(p)
	}
}

// expire ends the connection if it has been silent for too long, and gives
// back a tick's worth of chat and of bad messages.
func (c *Client) expire() {
	now := c.a.world.Tick()
	c.chatBudget = min(c.chatBudget+1, chatBurst*chatInterval)
	c.strikes = max(c.strikes-1, 0)
	if c.reportDrops(); c.closed {
		return
	}
	limit := sim.Tick(TimeoutTicks)
	if c.mode == Plain {
		limit = PlainTimeoutTicks
	}
	if why := c.joinTimeout(); why != "" {
		c.close(wire.CodeTimeout, why)
	} else if c.fullReason != "" && now-c.openedAt >= LateHelloTicks {
		c.close(wire.CodeFull, c.fullReason)
	} else if now-c.lastHeard > limit {
		c.close(wire.CodeTimeout, fmt.Sprintf("nothing heard from you for %d s", limit/sim.TickRate))
	}
}

// dispatch carries out a message, or says what is wrong with it.
func (c *Client) dispatch(m wire.Message) *wire.ProtocolError {
	if h, ok := m.(*wire.Hello); ok {
		return c.onHello(h)
	}
	if c.player == nil && c.mode == Plain {
		return c.onLogin(m)
	}
	if c.spectating() {
		return c.dispatchSpectator(m)
	}
	if c.player == nil {
		return wire.ProtocolErrorf(wire.CodeUnexpected, "say Hello first")
	}
	if _, quits := m.(*wire.Quit); !quits {
		c.a.announce(c.player)
	}
	switch m := m.(type) {
	case *wire.Inputs:
		return c.onInputs(m)
	case *wire.WalkCell:
		return c.onWalk(m)
	case *wire.SendChat:
		return c.onChat(m)
	case *wire.Rename:
		return c.onRename(m)
	case *wire.SetAppearance:
		return c.onAppearance(m)
	case *wire.Ping:
		return c.onPing(m)
	case *wire.Quit:
		return c.onQuit(m)
	}
	return wire.ProtocolErrorf(wire.CodeType, "a client may not send this message")
}

// checkOwn checks that a message names its sender's own player.
func (c *Client) checkOwn(id sim.ID) *wire.ProtocolError {
	if id != c.player.id {
		return wire.ProtocolErrorf(wire.CodeID, "you are player %d", c.player.id)
	}
	return nil
}
