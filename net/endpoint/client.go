package endpoint

import (
	"errors"
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// Phase is how far a Client has got.
type Phase uint8

// The phases.
const (
	Dialing Phase = iota // it wants a link, for the first time
	Joining              // it has one, and waits to be let in
	Playing              // it is in the game, be it as one that watches
	Lost                 // it was in the game, lost its link, and wants or tries another
	Ended                // it has given up, or was told to
)

// The times of a Client.
const (
	JoinTime   = 12 * time.Second       // from a new link to being in the game
	SilentTime = 4 * time.Second        // a link on which nothing has come for so long is dead
	QuietTime  = 700 * time.Millisecond // … and after so long it is worth a word
	MaxTries   = 8                      // links tried in a row to get back into the game
	maxAnew    = 3                      // links in a row on which the server may take us for a person
)

// waits are the times before each try; the sum is within the minute that a
// server keeps a player for.
var waits = [MaxTries]time.Duration{
	0, time.Second, 2 * time.Second, 3 * time.Second,
	5 * time.Second, 8 * time.Second, 10 * time.Second, 10 * time.Second,
}

// ClientConfig is what a Client is set up with.
type ClientConfig struct {
	Name       string            // the player's, may be empty
	Look       wire.Look         // the player's
	Watch      wire.Watch        // rather than be refused, or play
	Redundancy int               // see replica.Config
	NewCodec   func() wire.Codec // one for every link
	Flaky      flakylink.Config  // what is done to every link
	Seed       uint64            // for that

	// Observe, if not nil, is told the fate of each packet, see
	// flakylink.Link.
	Observe func(e flakylink.Event, msg []byte)
}

// Client is a replica with a link that is replaced when it dies. It is not
// safe for concurrent use.
//
// It opens no connection by itself: while WantsLink is true its owner dials,
// and says how that went with Attach or Refused.
type Client struct {
	*replica.Replica
	cfg      ClientConfig
	attached link.Link // what is under link
	link     *flakylink.Link
	codec    wire.Codec
	buf      []byte

	phase   Phase
	reason  string        // why it ended, or what went wrong last
	cause   error         // the same, where it was no word of the server
	last    Stage         // in which it ended
	code    string        // of the Bye that ended it, if there was one
	tries   int           // in a row
	anew    int           // links in a row that were given up because the server took us for a person
	strays  int           // links on which we asked back in and that were given up without an answer
	since   time.Duration // when the phase began, or the last try failed
	heard   time.Duration // when the last message came
	now     time.Duration
	links   uint64 // how many there have been
	edits   map[uint64][]flakylink.Edit
	cut     time.Duration // every link is cut until then
	dialed  bool          // a dial is under way
	watched audience

	in, out Traffic
}

// Traffic counts messages and their bytes, framing not included.
type Traffic struct{ Messages, Bytes uint64 }

// NewClient makes a Client that wants its first link.
func NewClient(cfg ClientConfig) *Client {
	return &Client{
		Replica: replica.New(replica.Config{Name: cfg.Name, Look: cfg.Look, Watch: cfg.Watch, Redundancy: cfg.Redundancy}),
		cfg:     cfg,
	}
}

// WantsLink reports that it is time to dial. It does so once for each try.
func (c *Client) WantsLink(now time.Duration) bool {
	c.now = now
	want := c.link == nil && !c.dialed &&
		(c.phase == Dialing || c.phase == Lost && now-c.since >= waits[c.tries-1])
	c.dialed = c.dialed || want
	return want
}

// Attach hands over a link. The Client owns it from here on.
func (c *Client) Attach(now time.Duration, l link.Link) {
	c.now, c.dialed = now, false
	if c.phase == Ended || c.link != nil {
		l.Close()
		return
	}
	c.links++
	c.codec, c.attached = c.cfg.NewCodec(), l
	c.link = flakylink.New(Classed(l, c.codec), c.cfg.Seed+c.links, c.cfg.Flaky)
	c.link.Observe = c.observe
	for _, e := range c.edits[c.links] {
		c.link.Edit(e)
	}
	c.link.Advance(now)
	c.link.Cut(c.cut - now)
	c.heard, c.since = now, now
	if c.phase == Dialing {
		c.phase = Joining
	}
	c.watched.attached(now)
	c.Begin()
}

// Refused tells that dialing has failed.
func (c *Client) Refused(now time.Duration, err error) {
	c.now, c.dialed = now, false
	c.fail(err)
}

// Tick reads what has arrived, carries out one tick with the keys that are
// held, and sends what there is to send.
func (c *Client) Tick(now time.Duration, keys sim.Input) {
	c.now = now
	if c.link == nil {
		c.watched.ticked(c.now, keys, false)
		return
	}
	if err := c.read(); err != nil {
		c.broken(err)
		c.watched.ticked(c.now, keys, false)
		return
	}
	c.check()
	c.watched.ticked(now, keys, true)
	c.Replica.Tick(now, keys)
	c.write()
}

// What of a server is read in a tick: so many messages, and so many bytes but for
// a last message that passes them. The rest waits in the link, which is bounded, so
// that no server makes a tick long. The longest greeting there is takes ten ticks.
const (
	maxRead      = 256
	maxReadBytes = 128 << 10
)

// read hands messages that have arrived to the replica, no more than a tick has
// the time for.
func (c *Client) read() error {
	if err := c.link.Advance(c.now); err != nil && !errors.Is(err, link.ErrGone) {
		return err
	}
	for n, bytes := 0, 0; n < maxRead && bytes < maxReadBytes && c.Bye() == nil; n++ {
		b, err := c.link.Receive()
		if err != nil {
			return err
		}
		if b == nil {
			return nil
		}
		bytes += len(b)
		c.heard = c.now
		c.in.Messages++
		c.in.Bytes += uint64(len(b))
		c.watched.received(c.now, c.link.Number(), b)
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

// check sees what has become of the phase.
func (c *Client) check() {
	silent := c.now - c.heard
	if c.Ready() {
		c.since = c.now // a new level has as long to come as the first one
	}
	switch {
	case c.Bye() != nil:
		c.goodbye(c.Bye())
	case c.Ready() && c.phase != Playing:
		c.phase, c.tries, c.anew, c.reason = Playing, 0, 0, ""
	case c.Ready() && silent > SilentTime:
		c.fail(fmt.Errorf("%w for %d s", ErrSilent, silent/time.Second))
	case !c.Ready() && c.now-c.since > JoinTime:
		c.fail(fmt.Errorf("%w within %d s", ErrLate, JoinTime/time.Second))
	}
}

// goodbye takes note of why the server ended the connection. What is the
// wire's fault is tried again, what the server decided is not.
func (c *Client) goodbye(b *wire.Bye) {
	switch {
	case b.Code == wire.CodeTimeout, b.Code == wire.CodeAhead, b.Code == wire.CodeSlow,
		b.Code == wire.CodeBusy && c.phase == Lost: // too many connections lately, of ours or of our address
		c.cause = nil
		c.lose(b.Text)
	case b.Code == wire.CodeReplace && c.strays > 0:
		// A server that stood still has now read what we sent before: it is
		// ourselves who took our place.
		c.strays--
		c.cause = nil
		c.lose(b.Text)
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
		case errors.Is(err, link.ErrGone):
			continue
		case err != nil:
			c.fail(err)
			continue
		}
		c.out.Messages++
		c.out.Bytes += uint64(len(c.buf))
	}
}

// broken lets go of a link from which nothing more can be read. A server that took
// us for a person with a terminal, and said why that ends, has had its word; where
// it cannot take our Hello any more, another link may be faster.
func (c *Client) broken(err error) {
	var f *wire.Fault
	switch {
	case !errors.Is(err, link.ErrGone) || !errors.As(err, &f):
		c.fail(err)
	case f.Code != wire.CodeType:
		c.goodbye(&wire.Bye{Code: f.Code, Text: f.Text})
	case c.phase == Joining && c.anew < maxAnew:
		c.anew++
		c.drop(f.Text)
		c.phase, c.since = Dialing, c.now
	default:
		c.fail(f)
	}
}

// fail is lose, for a reason that is an error.
func (c *Client) fail(err error) {
	c.cause = err
	c.lose(err.Error())
}

// lose lets go of a dead link. Whoever was in the game tries again; whoever
// never was is told at once.
func (c *Client) lose(reason string) {
	if c.phase == Lost && c.link != nil && c.Bye() == nil {
		c.strays++
	}
	c.drop(reason)
	c.reason, c.since = reason, c.now
	switch {
	case c.phase == Ended:
	case c.phase == Dialing || c.phase == Joining:
		c.end(reason)
	case c.tries == MaxTries:
		c.end(fmt.Sprintf("gave up after %d tries; the last: %s", c.tries, reason))
	default:
		c.phase = Lost
		c.tries++
	}
}

func (c *Client) end(reason string) {
	c.drop(reason)
	c.last = c.stage()
	c.phase, c.reason = Ended, reason
}

// drop closes the link, if there is one.
func (c *Client) drop(reason string) {
	if c.link != nil {
		c.watched.lost(c.now, reason)
		c.link.Close()
		c.link, c.attached = nil, nil
	}
}

// Say is that of the replica, which keeps a chat until one is back in the game.
// A command is taken only while there is a link.
func (c *Client) Say(text string) bool {
	return (c.link != nil || !replica.IsCommand(text)) && c.Replica.Say(text)
}

// Leave quits the game for good.
func (c *Client) Leave() {
	if c.phase == Ended {
		return
	}
	if c.link != nil {
		c.Quit()
		c.write()
	}
	c.code = wire.CodeQuit
	c.end("you left")
}

// Link is the number of the link in use, or of the last one: how many there
// have been.
func (c *Client) Link() uint64 { return c.links }

// Edit changes the fate of one packet on a link of this number, now or when it
// comes.
func (c *Client) Edit(link uint64, e flakylink.Edit) {
	if c.edits == nil {
		c.edits = map[uint64][]flakylink.Edit{}
	}
	c.edits[link] = append(c.edits[link], e)
	if c.link != nil && c.links == link {
		c.link.Edit(e)
	}
}

// Flaky is what is done to the link.
func (c *Client) Flaky() flakylink.Config { return c.cfg.Flaky }

// SetFlaky changes what is done to the link, from now on.
func (c *Client) SetFlaky(f flakylink.Config) {
	c.cfg.Flaky = f
	if c.link != nil {
		c.link.Set(f)
	}
}

// Cut cuts the link for a time, see flakylink.Link; another one that is attached
// meanwhile is cut until then, too.
func (c *Client) Cut(d time.Duration) {
	c.cut = c.now + d
	if c.link != nil {
		c.link.Cut(d)
	}
}

// IsCut reports whether the link is cut.
func (c *Client) IsCut() bool { return c.now < c.cut }

// Traffic is what has come in and gone out since the Client was made.
func (c *Client) Traffic() (in, out Traffic) { return c.in, c.out }

// Status is what to tell a person about the connection.
type Status struct {
	Phase  Phase
	Code   string        // with Ended: of the server's Bye, or empty
	Reason string        // what went wrong, as a sentence without its full stop
	Cause  error         // the same, where it was no word of the server
	Stage  Stage         // the present one or, with Ended, that in which it ended
	Try    int           // with Lost: which try is next or under way, from 1 to MaxTries
	Next   time.Duration // with Lost: until that try; 0 while it is under way
	Quiet  time.Duration // with Playing: how long nothing has come, if that is long
	Halted bool          // with Playing: one's own player waits for the server, see replica.Replica.Halted
}

// Status tells how the connection is.
func (c *Client) Status() Status {
	s := Status{Phase: c.phase, Code: c.code, Reason: c.reason, Cause: c.cause, Stage: c.stage(), Try: c.tries}
	if c.phase == Lost && c.link == nil && !c.dialed {
		s.Next = max(waits[c.tries-1]-(c.now-c.since), 0)
	}
	if quiet := c.now - c.heard; c.phase == Playing && quiet > QuietTime {
		s.Quiet = quiet
	}
	s.Halted = c.phase == Playing && c.Halted()
	return s
}
