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
	maxStrikes = 16           // bad messages that end a connection …
	forgive    = sim.TickRate // … and the ticks after which one of them is forgotten
	chatBurst  = 5            // chats and renames at once …
	chatEvery  = sim.TickRate // … and the ticks until one more is free
)

// Client is one connection's side of the game.
type Client struct {
	a       *Authority
	mode    Mode
	label   string     // where it comes from, for notes
	player  *player    // nil until it has joined, and after the end
	resumed bool       // it came back to its player with a token
	greeted bool       // it has got its Welcome, and hears what goes on
	met     meeting    // when that was
	watches wire.Watch // whether it watches, and until when
	wish    wire.Hello // of one that watches
	place   uint32     // in the line, as it was told
	barred  *wire.Bye  // what it is told unless it has a token
	hailed  bool       // it has got the Greeting
	anew    bool       // nobody waited for its token, which it is still to be told
	ended   bool       // its Bye is on the way
	spoke   bool       // something has come from it, be it a line end
	refused string     // why there is no place for it, where its connection goes on for a while
	number  uint       // among those that ever came

	born     sim.Tick
	heard    sim.Tick // the tick of its last good message
	strikes  int      // ticks until all its bad messages are forgotten
	chat     int      // ticks' worth of chat that it may still spend
	refusals refusals
	trip     uint16 // how it says that its connection is, see wire.Ping
	loss     uint8

	out  []wire.Message // to be sent, from out[sent] on
	sent int
	snap wire.Snapshot // reused: each takes the place of the one before
	pong wire.Pong     // reused in the same way

	bodies []wire.Body // of snap, where it does not know everybody; reused
}

// Open lets a connection in. A game client has JoinTicks to say Hello; a plain
// text one joins at once, unless it is asked for a password: see Config.Admit. The
// label tells people where it comes from.
func (a *Authority) Open(mode Mode, label string) *Client {
	now := a.world.Tick()
	c := &Client{a: a, mode: mode, label: label, born: now, heard: now, chat: chatBurst * chatEvery, number: a.opened}
	a.opened++
	a.clients = append(a.clients, c)
	if mode == Plain {
		a.knock(c)
	}
	return c
}

// Next is the next message to send, or nil. Fetch all of them after each Tick:
// the message may be used again after the next one.
func (c *Client) Next() wire.Message {
	if c.sent == len(c.out) {
		c.out, c.sent = c.out[:0], 0
		return nil
	}
	c.sent++
	return c.out[c.sent-1]
}

// Label is where the client comes from, as given to Open.
func (c *Client) Label() string { return c.label }

// Plain reports whether it plays in plain text.
func (c *Client) Plain() bool { return c.mode == Plain }

// Ended reports whether the connection is to be closed once Next has nothing
// more.
func (c *Client) Ended() bool { return c.ended }

// Spoke tells that something has come from the client, be it no message: it then
// keeps its place, see WordlessTicks.
func (c *Client) Spoke() { c.spoke = true }

// ID is the player's, or 0 while the client has none.
func (c *Client) ID() sim.ID {
	if c.player == nil {
		return 0
	}
	return c.player.id
}

// watching reports that it is in the game without a player.
func (c *Client) watching() bool { return c.watches != wire.WatchNever }

// Deaf reports that what the client says has to wait until after the next Tick.
// Then it is greeted, and nothing that it says is answered before that.
func (c *Client) Deaf() bool { return c.player != nil && !c.greeted }

func (c *Client) send(m wire.Message) { c.out = append(c.out, m) }

// Receive takes in a message from the client.
func (c *Client) Receive(m wire.Message) {
	if !c.hears() {
		return
	}
	switch f := c.handle(m); {
	case f == nil:
	case f.Code == wire.CodeBusy || f.Code == wire.CodeMuted: // eager, but nothing was wrong with it
		c.refuse(f)
	default:
		c.Fault(f)
		return
	}
	c.heard = c.a.world.Tick()
}

// Fault takes note of a bad message: the client is told, and cut off when there
// are many of them. Good messages between them make up for nothing, only time
// does: else a cheat would just have to send both.
func (c *Client) Fault(f *wire.Fault) {
	if !c.hears() {
		return
	}
	c.send(&wire.Error{Code: f.Code, Text: f.Text})
	if c.strikes += forgive; c.strikes > (maxStrikes-1)*forgive {
		c.end(wire.CodeFlood, wire.CleanText("too many bad messages; the last: "+f.Text))
	}
}

// Gone tells that the connection is dead. A plain client's player leaves, a
// game client's waits for it to come back.
func (c *Client) Gone(reason string) {
	if c.ended {
		return
	}
	c.ended = true
	c.a.note(NoteGone, c, c.player, "", reason)
	c.detach()
}

// End says goodbye and ends the connection.
func (c *Client) End(code, reason string) {
	if !c.ended {
		c.end(code, reason)
	}
}

func (c *Client) end(code, reason string) {
	c.ended = true
	c.send(&wire.Bye{Code: code, Text: reason})
	c.a.note(NoteEnd, c, c.player, code, reason)
	c.detach()
}

// detach parts the client from the game, and from its player.
func (c *Client) detach() {
	c.greeted = false
	a, p := c.a, c.player
	if i := slices.Index(a.clients, c); i >= 0 {
		a.clients = slices.Delete(a.clients, i, i+1)
	}
	a.unwatch(c)
	if c.player = nil; p == nil {
		return
	}
	p.client, p.away = nil, a.world.Tick()
	if c.mode == Plain {
		a.remove(p)
	} else {
		a.withdraw(p)
	}
}

// expire ends the connection if it has been silent for too long, and gives
// back a tick's worth of chat and of bad messages.
func (c *Client) expire() {
	now := c.a.world.Tick()
	c.chat = min(c.chat+1, chatBurst*chatEvery)
	c.strikes = max(c.strikes-1, 0)
	if c.sumUp(); c.ended {
		return
	}
	limit := sim.Tick(SilentTicks)
	if c.mode == Plain {
		limit = PlainTicks
	}
	if why := c.overdue(); why != "" {
		c.end(wire.CodeTimeout, why)
	} else if c.refused != "" && now-c.born >= LateTicks {
		c.end(wire.CodeFull, c.refused)
	} else if now-c.heard > limit {
		c.end(wire.CodeTimeout, fmt.Sprintf("nothing heard from you for %d s", limit/sim.TickRate))
	}
}

// handle carries out a message, or says what is wrong with it.
func (c *Client) handle(m wire.Message) *wire.Fault {
	if h, ok := m.(*wire.Hello); ok {
		return c.hello(h)
	}
	if c.player == nil && c.mode == Plain {
		return c.login(m)
	}
	if c.watching() {
		return c.watched(m)
	}
	if c.player == nil {
		return wire.Faultf(wire.CodeOrder, "say Hello first")
	}
	if _, quits := m.(*wire.Quit); !quits {
		c.a.announce(c.player)
	}
	switch m := m.(type) {
	case *wire.Inputs:
		return c.inputs(m)
	case *wire.Walk:
		return c.walk(m)
	case *wire.Say:
		return c.say(m)
	case *wire.Rename:
		return c.rename(m)
	case *wire.Dress:
		return c.dress(m)
	case *wire.Ping:
		return c.ping(m)
	case *wire.Quit:
		return c.quit(m)
	}
	return wire.Faultf(wire.CodeType, "a client may not send this message")
}

// own checks that a message names its sender's own player.
func (c *Client) own(id sim.ID) *wire.Fault {
	if id != c.player.id {
		return wire.Faultf(wire.CodeID, "you are player %d", c.player.id)
	}
	return nil
}
