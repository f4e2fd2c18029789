package authority

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// Mode is how a client plays.
type Mode uint8

// The modes.
const (
	Game  Mode = iota // with numbered inputs and snapshots
	Plain             // one cell at a time, in plain text: a person at a terminal
)

// Limits on what a client may do wrong, or say.
const (
	maxStrikes   = 16           // bad messages that close a connection …
	strikeDecay  = sim.TickRate // … and the ticks after which one is forgotten
	chatBurst    = 5            // chats and renames at once …
	chatInterval = sim.TickRate // … and the ticks until one more is allowed
)

// Client is one connection to the game.
type Client struct {
	a             *Authority
	mode          Mode
	label         string        // where it comes from, for events
	player        *player       // nil until it has joined, and after the end
	resumed       bool          // it came back to its player with a token
	committed     bool          // the entry with its Join or Resume is
	welcomed      bool          // it was sent a Welcome, and is told what happens
	welcomedAt    introOrder    // when
	spectates     wire.Spectate // SpectateNever: it does not
	hello         wire.Hello    // of a spectator, without the password
	token         string        // for the Welcome, of a game client with a player
	queuePosition uint32        // the last one that it was told
	requireToken  *wire.Bye     // what to tell it if it has no token; nil: it needs none
	greetingSent  bool
	tokenUnknown  bool   // its token was unknown, which it is still to be told
	closed        bool   // its Bye is in outbox, or it is gone
	dataArrived   bool   // it has sent something, if only a line end
	fullReason    string // why there is no slot for it, while its connection goes on
	index         uint   // among all clients ever added

	openedAt   clock
	lastHeard  clock // when its last good message came
	strikes    int   // ticks until all its bad messages are forgotten
	chatBudget int   // in ticks
	drops      dropCount
	rtt        uint16 // as it says, see wire.Ping
	loss       uint8

	outbox   []wire.Message // to be sent, from outbox[sent] on
	sent     int
	snapshot wire.Snapshot // reused: each replaces the one before
	pong     wire.Pong     // reused likewise

	bodies []wire.Body // of snapshot, if the client does not know everybody; reused
}

// AddClient adds a connection. A game client has HelloTicks to send a Hello; a
// plain text client joins at once, unless Config.Admit asks it for a password.
// The label says where the client comes from.
func (a *Authority) AddClient(mode Mode, label string) *Client {
	c := &Client{a: a, mode: mode, label: label, openedAt: a.now, lastHeard: a.now, chatBudget: chatBurst * chatInterval, index: a.clientsAdded}
	a.clientsAdded++
	a.clients = append(a.clients, c)
	if mode == Plain {
		a.joinPlain(c)
	}
	return c
}

// Next returns the next message to send, or nil. Call it after each Tick until it
// returns nil: a message may be reused after the next Tick.
func (c *Client) Next() wire.Message {
	if c.sent == len(c.outbox) {
		c.outbox, c.sent = c.outbox[:0], 0
		return nil
	}
	c.sent++
	return c.outbox[c.sent-1]
}

// Label returns where the client comes from, as given to AddClient.
func (c *Client) Label() string { return c.label }

// Plain reports whether the client plays in plain text.
func (c *Client) Plain() bool { return c.mode == Plain }

// Closed reports whether to close the connection once Next has returned nil.
func (c *Client) Closed() bool { return c.closed }

// DataArrived notes that the client has sent something, if not a whole message:
// it then keeps its slot, see SilentPlainTicks.
func (c *Client) DataArrived() { c.dataArrived = true }

// ID returns the player's ID, or 0 while the client has no player in the game.
func (c *Client) ID() sim.ID {
	if c.player == nil {
		return 0
	}
	return c.player.id
}

// spectating reports whether the client is in the game without a player.
func (c *Client) spectating() bool { return c.spectates != wire.SpectateNever }

// AwaitingWelcome reports whether the client's messages must wait until after the
// next Tick, which welcomes it: nothing is answered before that.
func (c *Client) AwaitingWelcome() bool {
	return c.player != nil && !(c.welcomed && c.committed)
}

func (c *Client) send(m wire.Message) { c.outbox = append(c.outbox, m) }

// Handle handles a message from the client.
func (c *Client) Handle(m wire.Message) {
	if !c.noteArrival() {
		return
	}
	switch err := c.dispatch(m); {
	case err == nil:
	case err.Code == wire.CodeBusy || err.Code == wire.CodeMuted: // nothing is wrong with the message
		c.drop(err)
	default:
		c.Reject(err)
		return
	}
	c.lastHeard = c.a.now
}

// Reject reports a bad message to the client, and closes the connection after too
// many. Only time makes up for them, not good messages in between: otherwise a
// cheat would simply send both.
func (c *Client) Reject(err *wire.ProtocolError) {
	if !c.noteArrival() {
		return
	}
	c.send(&wire.Error{Code: err.Code, Text: err.Text})
	if c.strikes += strikeDecay; c.strikes > (maxStrikes-1)*strikeDecay {
		c.close(wire.CodeFlood, wire.CleanText("too many bad messages; the last: "+err.Text))
	}
}

// Disconnect notes that the connection died. The player of a plain text client
// leaves; that of a game client waits for it to come back.
func (c *Client) Disconnect(reason string) {
	if c.closed {
		return
	}
	c.closed = true
	c.a.addEvent(EventDisconnect, c, c.player, "", reason)
	c.detach()
}

// Close says goodbye and closes the connection.
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

// detach separates the client from the game and from its player.
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
	p.client, p.disconnectedAt = nil, a.now
	if c.mode == Plain || p.id == 0 { // of whom nobody has a token
		a.remove(p)
		return
	}
	a.propose(game.Change{Kind: game.Disconnect, ID: p.id}, p, nil)
}

// expire closes the connection if it has been silent for too long. It also lets a
// tick's worth of chat come back and of bad messages be forgotten.
func (c *Client) expire() {
	now := c.a.now
	c.chatBudget = min(c.chatBudget+1, chatBurst*chatInterval)
	c.strikes = max(c.strikes-1, 0)
	if c.reportDrops(); c.closed {
		return
	}
	timeout := clock(TimeoutTicks)
	if c.mode == Plain {
		timeout = PlainTimeoutTicks
	}
	if reason := c.joinTimeout(); reason != "" {
		c.close(wire.CodeTimeout, reason)
	} else if c.fullReason != "" && now-c.openedAt >= LateHelloTicks {
		c.close(wire.CodeFull, c.fullReason)
	} else if now-c.lastHeard > timeout {
		c.close(wire.CodeTimeout, fmt.Sprintf("nothing heard from you for %d s", timeout/sim.TickRate))
	}
}

// dispatch handles a message, or returns what is wrong with it.
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
		return wire.ProtocolErrorf(wire.CodeUnexpected, "send Hello first")
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
	return wire.ProtocolErrorf(wire.CodeType, "clients may not send this message")
}

// checkOwn checks that a message names its sender's own player.
func (c *Client) checkOwn(id sim.ID) *wire.ProtocolError {
	if id != c.player.id {
		return wire.ProtocolErrorf(wire.CodeID, "you are player %d", c.player.id)
	}
	return nil
}
