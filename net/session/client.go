package session

import (
	"errors"
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// The timeouts of a Client.
const (
	JoinTimeout      = 12 * time.Second       // from a new link to being in the game
	SilenceTimeout   = 4 * time.Second        // after which a silent link is dead
	SilenceWarning   = 700 * time.Millisecond // after which silence is worth a warning
	MaxTries         = 8                      // links tried in a row to get back into the game
	maxPlainMistakes = 3                      // links in a row on which the server may take us for a plain text client
)

// retryDelays are the times before each try. Their sum is below
// authority.ResumeTicks.
var retryDelays = [MaxTries]time.Duration{
	0, time.Second, 2 * time.Second, 3 * time.Second,
	5 * time.Second, 8 * time.Second, 10 * time.Second, 10 * time.Second,
}

// ClientConfig sets up a Client.
type ClientConfig struct {
	Name            string            // the player's; may be empty
	Appearance      wire.Appearance   // the player's
	Spectate        wire.Spectate     // whether to spectate, always or in a full game
	InputRedundancy int               // see replica.Config
	NewCodec        func() wire.Codec // makes one for each link
	Netem           netem.Config      // simulated network conditions; the zero value: none
	NetemSeed       uint64            // of their random numbers

	// OnPacket, if not nil, is told of each packet, like an Observer.
	OnPacket func(e netem.PacketEvent, msg []byte)
}

// Client is a replica with a link that it replaces when it dies. It is not safe
// for concurrent use.
//
// It opens no connection by itself: when ShouldDial returns true its owner dials
// and reports the result with SetLink or DialFailed.
type Client struct {
	*replica.Replica
	cfg   ClientConfig
	link  *clientLink // nil: none
	codec wire.Codec  // of link
	buf   []byte

	state         State         // never Loading, see the method State
	lastState     State         // in which it ended
	reason        string        // why it ended, or what went wrong last
	cause         error         // the same; nil if the server said so
	code          string        // of the Bye that ended it, if any
	tries         int           // in a row
	plainMistakes int           // links in a row that were given up because the server took us for a plain text client
	stateSince    time.Duration // when the state began, or the last try failed
	lastHeard     time.Duration // when the last message came
	now           time.Duration
	dialing       bool

	unansweredResumes int // links on which we sent our token and that died without an answer

	linkCount uint64
	overrides map[uint64][]netem.Override // by number of the link
	cutUntil  time.Duration               // nothing passes until then
	observers observers

	in, out Traffic
}

// Traffic counts messages and their bytes, without framing.
type Traffic struct{ Messages, Bytes uint64 }

// NewClient returns a Client that wants its first link.
func NewClient(cfg ClientConfig) *Client {
	return &Client{
		Replica: replica.New(replica.Config{Name: cfg.Name, Appearance: cfg.Appearance, Spectate: cfg.Spectate, InputRedundancy: cfg.InputRedundancy}),
		cfg:     cfg,
	}
}

// ShouldDial reports that it is time to dial. It returns true once for each try.
func (c *Client) ShouldDial(now time.Duration) bool {
	c.now = now
	dial := c.link == nil && !c.dialing &&
		(c.state == Dialing || c.state == Reconnecting && now-c.stateSince >= retryDelays[c.tries-1])
	c.dialing = c.dialing || dial
	return dial
}

// SetLink gives the Client a new link, which it owns from here on.
func (c *Client) SetLink(now time.Duration, l link.Link) {
	c.now, c.dialing = now, false
	if c.state == Ended || c.link != nil {
		l.Close()
		return
	}
	c.linkCount++
	c.codec = c.cfg.NewCodec()
	c.link = &clientLink{raw: l, link: Classify(l, c.codec), seed: c.cfg.NetemSeed + c.linkCount, report: c.reportPacket, now: now}
	c.link.setConfig(c.cfg.Netem)
	for _, o := range c.overrides[c.linkCount] {
		c.link.override(o)
	}
	if now < c.cutUntil {
		c.link.cut(c.cutUntil - now)
	}
	c.lastHeard, c.stateSince = now, now
	if c.state == Dialing {
		c.state = Joining
	}
	c.observers.linkAttached(now)
	c.StartHandshake()
}

// DialFailed reports that dialing has failed.
func (c *Client) DialFailed(now time.Duration, err error) {
	c.now, c.dialing = now, false
	c.failLink(err)
}

// Tick reads what has arrived, carries out one tick with the keys that are held,
// and sends what there is to send.
func (c *Client) Tick(now time.Duration, keys sim.Input) {
	c.now = now
	if c.link == nil {
		c.observers.ticked(c.now, keys, false)
		return
	}
	if err := c.read(); err != nil {
		c.readFailed(err)
		c.observers.ticked(c.now, keys, false)
		return
	}
	c.updateState()
	c.observers.ticked(now, keys, true)
	c.Replica.Tick(now, keys)
	c.write()
}

// Limits on what is read of a server in a tick, but for a last message that passes
// the bytes. The rest waits in the link, which is bounded, so that no server makes
// a tick long. The longest welcome takes ten ticks to read.
const (
	maxReadMessages = 256
	maxReadBytes    = 128 << 10
)

// read passes the messages that have arrived to the replica, within the limits.
func (c *Client) read() error {
	if err := c.link.advance(c.now); err != nil && !errors.Is(err, link.ErrDisconnected) {
		return err
	}
	for messages, bytes := 0, 0; messages < maxReadMessages && bytes < maxReadBytes && c.Bye() == nil; messages++ {
		msg, err := c.link.receive()
		if err != nil {
			return err
		}
		if msg == nil {
			return nil
		}
		bytes += len(msg)
		c.lastHeard = c.now
		c.in.Messages++
		c.in.Bytes += uint64(len(msg))
		c.observers.received(c.now, c.link.number, msg)
		m, err := c.codec.Decode(msg)
		if err != nil {
			return fmt.Errorf("cannot decode the server's message: %w", err)
		}
		if err := c.Receive(c.now, m); err != nil {
			return err
		}
	}
	return nil
}

// updateState sees what the messages and the time have changed.
func (c *Client) updateState() {
	silent := c.now - c.lastHeard
	if c.Ready() {
		c.stateSince = c.now // a later level has as long to load as the first one
	}
	switch {
	case c.Bye() != nil:
		c.handleBye(c.Bye())
	case c.Ready() && c.state != Playing:
		c.state, c.tries, c.plainMistakes, c.reason = Playing, 0, 0, ""
	case c.Ready() && silent > SilenceTimeout:
		c.failLink(fmt.Errorf("%w for %d s", ErrServerSilent, silent/time.Second))
	case !c.Ready() && c.now-c.stateSince > JoinTimeout:
		c.failLink(fmt.Errorf("%w within %d s", ErrJoinTimeout, JoinTimeout/time.Second))
	}
}

// handleBye ends the client, or lets it try again where the connection was to
// blame rather than the server's decision.
func (c *Client) handleBye(b *wire.Bye) {
	switch {
	case b.Code == wire.CodeTimeout, b.Code == wire.CodeTooFarAhead, b.Code == wire.CodeSlowReader,
		b.Code == wire.CodeBusy && c.state == Reconnecting: // too many connections lately, ours or of our address
		c.cause = nil
		c.loseLink(b.Text)
	case b.Code == wire.CodeReplaced && c.unansweredResumes > 0:
		// A server that stood still has now read an earlier resume of
		// ours: we replaced ourselves.
		c.unansweredResumes--
		c.cause = nil
		c.loseLink(b.Text)
	default:
		c.code, c.cause = b.Code, nil
		c.end(b.Text)
	}
}

// write sends the replica's messages. If the server has gone, its goodbye may
// still wait to be read: it is read that finds the end.
func (c *Client) write() {
	for m := c.Next(); m != nil; m = c.Next() {
		if c.link == nil {
			continue
		}
		var err error
		switch c.buf, err = send(c.link, c.codec, c.buf, m); {
		case errors.Is(err, link.ErrDisconnected):
			continue
		case err != nil:
			c.failLink(err)
			continue
		}
		c.out.Messages++
		c.out.Bytes += uint64(len(c.buf))
	}
}

// readFailed gives up a link from which nothing more can be read. A server that
// took us for a plain text client may have said in plain text why it hung up; if
// it could not take our Hello any more, another link may be faster.
func (c *Client) readFailed(err error) {
	var p *wire.ProtocolError
	switch {
	case !errors.Is(err, link.ErrDisconnected) || !errors.As(err, &p):
		c.failLink(err)
	case p.Code != wire.CodeType:
		c.handleBye(&wire.Bye{Code: p.Code, Text: p.Text})
	case c.state == Joining && c.plainMistakes < maxPlainMistakes:
		c.plainMistakes++
		c.closeLink(p.Text)
		c.state, c.stateSince = Dialing, c.now
	default:
		c.failLink(p)
	}
}

// failLink gives up a dead link because of an error.
func (c *Client) failLink(err error) {
	c.cause = err
	c.loseLink(err.Error())
}

// loseLink gives up a dead link. A client that was in the game tries again; one
// that never was ends.
func (c *Client) loseLink(reason string) {
	if c.state == Reconnecting && c.link != nil && c.Bye() == nil {
		c.unansweredResumes++
	}
	c.closeLink(reason)
	c.reason, c.stateSince = reason, c.now
	switch {
	case c.state == Ended:
	case c.state == Dialing || c.state == Joining:
		c.end(reason)
	case c.tries == MaxTries:
		c.end(fmt.Sprintf("gave up after %d tries; the last: %s", c.tries, reason))
	default:
		c.state = Reconnecting
		c.tries++
	}
}

func (c *Client) end(reason string) {
	c.closeLink(reason)
	c.lastState = c.State()
	c.state, c.reason = Ended, reason
}

// closeLink closes the link, if there is one.
func (c *Client) closeLink(reason string) {
	if c.link != nil {
		c.observers.linkLost(c.now, reason)
		c.link.close()
		c.link = nil
	}
}

// SendChat sends a chat, or keeps it until the client is back in the game. It
// takes a command only while there is a link. It returns false if it did not take
// the text.
func (c *Client) SendChat(text string) bool {
	return (c.link != nil || !replica.IsCommand(text)) && c.Replica.SendChat(text)
}

// Leave quits the game for good.
func (c *Client) Leave() {
	if c.state == Ended {
		return
	}
	if c.link != nil {
		c.Quit()
		c.write()
	}
	c.code = wire.CodeQuit
	c.end("you left")
}

// LinkNumber returns the number of the present or last link, from 1 on.
func (c *Client) LinkNumber() uint64 { return c.linkCount }

// OverridePacket changes the fate of one packet on a link, now or when it comes.
func (c *Client) OverridePacket(linkNumber uint64, o netem.Override) {
	if c.overrides == nil {
		c.overrides = map[uint64][]netem.Override{}
	}
	c.overrides[linkNumber] = append(c.overrides[linkNumber], o)
	if c.link != nil && c.linkCount == linkNumber {
		c.link.override(o)
	}
}

// Netem returns the simulated network conditions.
func (c *Client) Netem() netem.Config { return c.cfg.Netem }

// SetNetem changes the simulated network conditions from now on.
func (c *Client) SetNetem(cfg netem.Config) {
	c.cfg.Netem = cfg
	if c.link != nil {
		c.link.setConfig(cfg)
	}
}

// Cut lets nothing pass for a time, see netem.Link. A new link in the meantime is
// cut too.
func (c *Client) Cut(d time.Duration) {
	c.cutUntil = c.now + d
	if c.link != nil {
		c.link.cut(d)
	}
}

// IsCut reports whether the link is cut.
func (c *Client) IsCut() bool { return c.now < c.cutUntil }

// Traffic returns what has come in and gone out since the Client was made.
func (c *Client) Traffic() (in, out Traffic) { return c.in, c.out }
