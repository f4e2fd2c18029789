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

// State is how far a Client has got.
type State uint8

// The phases.
const (
	Dialing      State = iota // it wants a link, for the first time
	Joining                   // it has one, and waits to be let in
	Playing                   // it is in the game, be it as one that watches
	Reconnecting              // it was in the game, lost its link, and wants or tries another
	Ended                     // it has given up, or was told to
)

// The times of a Client.
const (
	JoinTimeout    = 12 * time.Second       // from a new link to being in the game
	SilenceTimeout = 4 * time.Second        // a link on which nothing has come for so long is dead
	SilenceWarning = 700 * time.Millisecond // … and after so long it is worth a word
	MaxTries       = 8                      // links tried in a row to get back into the game
	maxMistaken    = 3                      // links in a row on which the server may take us for a person
)

// retryDelays are the times before each try; the sum is within the minute that a
// server keeps a player for.
var retryDelays = [MaxTries]time.Duration{
	0, time.Second, 2 * time.Second, 3 * time.Second,
	5 * time.Second, 8 * time.Second, 10 * time.Second, 10 * time.Second,
}

// ClientConfig is what a Client is set up with.
type ClientConfig struct {
	Name            string            // the player's, may be empty
	Appearance      wire.Appearance   // the player's
	Spectate        wire.Spectate     // rather than be refused, or play
	InputRedundancy int               // see replica.Config
	NewCodec        func() wire.Codec // one for every link
	Netem           netem.Config      // what is done to every link
	NetemSeed       uint64            // for that

	// OnPacket, if not nil, is told the fate of each packet, see
	// netem.Link.
	OnPacket func(e netem.PacketEvent, msg []byte)
}

// Client is a replica with a link that is replaced when it dies. It is not
// safe for concurrent use.
//
// It opens no connection by itself: while WantsLink is true its owner dials,
// and says how that went with Attach or Refused.
type Client struct {
	*replica.Replica
	cfg     ClientConfig
	rawLink link.Link // what is under link
	link    *netem.Link
	codec   wire.Codec
	buf     []byte

	state             State
	reason            string        // why it ended, or what went wrong last
	cause             error         // the same, where it was no word of the server
	lastStage         Stage         // in which it ended
	code              string        // of the Bye that ended it, if there was one
	tries             int           // in a row
	mistaken          int           // links in a row that were given up because the server took us for a person
	unansweredResumes int           // links on which we asked back in and that were given up without an answer
	stateSince        time.Duration // when the phase began, or the last try failed
	lastHeard         time.Duration // when the last message came
	now               time.Duration
	linkCount         uint64 // how many there have been
	overrides         map[uint64][]netem.Override
	cutUntil          time.Duration // every link is cut until then
	dialing           bool          // a dial is under way
	observers         observers

	in, out Traffic
}

// Traffic counts messages and their bytes, framing not included.
type Traffic struct{ Messages, Bytes uint64 }

// NewClient makes a Client that wants its first link.
func NewClient(cfg ClientConfig) *Client {
	return &Client{
		Replica: replica.New(replica.Config{Name: cfg.Name, Appearance: cfg.Appearance, Spectate: cfg.Spectate, InputRedundancy: cfg.InputRedundancy}),
		cfg:     cfg,
	}
}

// ShouldDial reports that it is time to dial. It does so once for each try.
func (c *Client) ShouldDial(now time.Duration) bool {
	c.now = now
	want := c.link == nil && !c.dialing &&
		(c.state == Dialing || c.state == Reconnecting && now-c.stateSince >= retryDelays[c.tries-1])
	c.dialing = c.dialing || want
	return want
}

// SetLink hands over a link. The Client owns it from here on.
func (c *Client) SetLink(now time.Duration, l link.Link) {
	c.now, c.dialing = now, false
	if c.state == Ended || c.link != nil {
		l.Close()
		return
	}
	c.linkCount++
	c.codec, c.rawLink = c.cfg.NewCodec(), l
	c.link = netem.New(Classify(l, c.codec), c.cfg.NetemSeed+c.linkCount, c.cfg.Netem)
	c.link.OnPacket = c.reportPacket
	for _, e := range c.overrides[c.linkCount] {
		c.link.Override(e)
	}
	c.link.Advance(now)
	c.link.Cut(c.cutUntil - now)
	c.lastHeard, c.stateSince = now, now
	if c.state == Dialing {
		c.state = Joining
	}
	c.observers.linkAttached(now)
	c.StartHandshake()
}

// DialFailed tells that dialing has failed.
func (c *Client) DialFailed(now time.Duration, err error) {
	c.now, c.dialing = now, false
	c.loseLinkTo(err)
}

// Tick reads what has arrived, carries out one tick with the keys that are
// held, and sends what there is to send.
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

// What of a server is read in a tick: so many messages, and so many bytes but for
// a last message that passes them. The rest waits in the link, which is bounded, so
// that no server makes a tick long. The longest greeting there is takes ten ticks.
const (
	maxReadMessages = 256
	maxReadBytes    = 128 << 10
)

// read hands messages that have arrived to the replica, no more than a tick has
// the time for.
func (c *Client) read() error {
	if err := c.link.Advance(c.now); err != nil && !errors.Is(err, link.ErrDisconnected) {
		return err
	}
	for n, bytes := 0, 0; n < maxReadMessages && bytes < maxReadBytes && c.Bye() == nil; n++ {
		b, err := c.link.Receive()
		if err != nil {
			return err
		}
		if b == nil {
			return nil
		}
		bytes += len(b)
		c.lastHeard = c.now
		c.in.Messages++
		c.in.Bytes += uint64(len(b))
		c.observers.received(c.now, c.link.PacketNumber(), b)
		m, err := c.codec.Decode(b)
		if err != nil {
			return fmt.Errorf("the server's message makes no sense: %w", err)
		}
		if err := c.Receive(c.now, m); err != nil {
			return err
		}
	}
	return nil
}

// updateState sees what has become of the phase.
func (c *Client) updateState() {
	silent := c.now - c.lastHeard
	if c.Ready() {
		c.stateSince = c.now // a new level has as long to come as the first one
	}
	switch {
	case c.Bye() != nil:
		c.handleBye(c.Bye())
	case c.Ready() && c.state != Playing:
		c.state, c.tries, c.mistaken, c.reason = Playing, 0, 0, ""
	case c.Ready() && silent > SilenceTimeout:
		c.loseLinkTo(fmt.Errorf("%w for %d s", ErrServerSilent, silent/time.Second))
	case !c.Ready() && c.now-c.stateSince > JoinTimeout:
		c.loseLinkTo(fmt.Errorf("%w within %d s", ErrJoinTimeout, JoinTimeout/time.Second))
	}
}

// handleBye takes note of why the server ended the connection. What is the
// wire's fault is tried again, what the server decided is not.
func (c *Client) handleBye(b *wire.Bye) {
	switch {
	case b.Code == wire.CodeTimeout, b.Code == wire.CodeTooFarAhead, b.Code == wire.CodeSlowReader,
		b.Code == wire.CodeBusy && c.state == Reconnecting: // too many connections lately, of ours or of our address
		c.cause = nil
		c.loseLink(b.Text)
	case b.Code == wire.CodeReplaced && c.unansweredResumes > 0:
		// A server that stood still has now read what we sent before: it is
		// ourselves who took our place.
		c.unansweredResumes--
		c.cause = nil
		c.loseLink(b.Text)
	default:
		c.code, c.cause = b.Code, nil
		c.end(b.Text)
	}
}

// write sends the messages that the replica has. Where the server is gone, its
// goodbye may still wait to be read: read comes to the end.
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
			c.loseLinkTo(err)
			continue
		}
		c.out.Messages++
		c.out.Bytes += uint64(len(c.buf))
	}
}

// readFailed lets go of a link from which nothing more can be read. A server that took
// us for a person with a terminal, and said why that ends, has had its word; where
// it cannot take our Hello any more, another link may be faster.
func (c *Client) readFailed(err error) {
	var f *wire.ProtocolError
	switch {
	case !errors.Is(err, link.ErrDisconnected) || !errors.As(err, &f):
		c.loseLinkTo(err)
	case f.Code != wire.CodeType:
		c.handleBye(&wire.Bye{Code: f.Code, Text: f.Text})
	case c.state == Joining && c.mistaken < maxMistaken:
		c.mistaken++
		c.closeLink(f.Text)
		c.state, c.stateSince = Dialing, c.now
	default:
		c.loseLinkTo(f)
	}
}

// loseLinkTo is lose, for a reason that is an error.
func (c *Client) loseLinkTo(err error) {
	c.cause = err
	c.loseLink(err.Error())
}

// loseLink lets go of a dead link. Whoever was in the game tries again; whoever
// never was is told at once.
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
	c.lastStage = c.stage()
	c.state, c.reason = Ended, reason
}

// closeLink closes the link, if there is one.
func (c *Client) closeLink(reason string) {
	if c.link != nil {
		c.observers.linkLost(c.now, reason)
		c.link.Close()
		c.link, c.rawLink = nil, nil
	}
}

// SendChat is that of the replica, which keeps a chat until one is back in the game.
// A command is taken only while there is a link.
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

// LinkNumber is the number of the link in use, or of the last one: how many there
// have been.
func (c *Client) LinkNumber() uint64 { return c.linkCount }

// OverridePacket changes the fate of one packet on a link of this number, now or when it
// comes.
func (c *Client) OverridePacket(link uint64, e netem.Override) {
	if c.overrides == nil {
		c.overrides = map[uint64][]netem.Override{}
	}
	c.overrides[link] = append(c.overrides[link], e)
	if c.link != nil && c.linkCount == link {
		c.link.Override(e)
	}
}

// Netem is what is done to the link.
func (c *Client) Netem() netem.Config { return c.cfg.Netem }

// SetNetem changes what is done to the link, from now on.
func (c *Client) SetNetem(f netem.Config) {
	c.cfg.Netem = f
	if c.link != nil {
		c.link.SetConfig(f)
	}
}

// Cut cuts the link for a time, see netem.Link; another one that is attached
// meanwhile is cut until then, too.
func (c *Client) Cut(d time.Duration) {
	c.cutUntil = c.now + d
	if c.link != nil {
		c.link.Cut(d)
	}
}

// IsCut reports whether the link is cut.
func (c *Client) IsCut() bool { return c.now < c.cutUntil }

// Traffic is what has come in and gone out since the Client was made.
func (c *Client) Traffic() (in, out Traffic) { return c.in, c.out }

// Status is what to tell a person about the connection.
type Status struct {
	State            State
	Code             string        // with Ended: of the server's Bye, or empty
	Reason           string        // what went wrong, as a sentence without its full stop
	Cause            error         // the same, where it was no word of the server
	Stage            Stage         // the present one or, with Ended, that in which it ended
	Try              int           // with Lost: which try is next or under way, from 1 to MaxTries
	RetryIn          time.Duration // with Lost: until that try; 0 while it is under way
	SilentFor        time.Duration // with Playing: how long nothing has come, if that is long
	PredictionHalted bool          // with Playing: one's own player waits for the server, see replica.Replica.PredictionHalted
}

// Status tells how the connection is.
func (c *Client) Status() Status {
	s := Status{State: c.state, Code: c.code, Reason: c.reason, Cause: c.cause, Stage: c.stage(), Try: c.tries}
	if c.state == Reconnecting && c.link == nil && !c.dialing {
		s.RetryIn = max(retryDelays[c.tries-1]-(c.now-c.stateSince), 0)
	}
	if quiet := c.now - c.lastHeard; c.state == Playing && quiet > SilenceWarning {
		s.SilentFor = quiet
	}
	s.PredictionHalted = c.state == Playing && c.PredictionHalted()
	return s
}
