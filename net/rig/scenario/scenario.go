package scenario

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/cheat"
	"clew/net/wire"
)

// The limits of a scenario.
const (
	MaxFile    = 128 << 10              // bytes of a file
	MaxTicks   = 60 * 60 * sim.TickRate // one hour
	MaxClients = 8
	MaxHappens = 256 // changes, stalls or cuts of one client, or stalls of the server
	MaxNote    = 2000
	MaxTarget  = 30              // of the input queue
	MaxDrift   = 1000            // either way
	MaxDelay   = 5 * time.Second // of the interpolation
)

// What a file that doesn't say otherwise gets.
const (
	DefaultSnapshotRate = 30
	DefaultQueueTarget  = 2
	DefaultRedundancy   = wire.MaxMoves
)

// Scenario is a whole game as it is to happen. Parse makes one; whoever makes
// one by hand can ask Check whether it is sound.
type Scenario struct {
	Name  string // one line, as wire.CheckTitle wants it; never empty
	Note  string // what to look at, in lines; at most MaxNote bytes
	Level string // what a Resolver knows the level by …
	Maze  string // … or the rows of one; exactly one of the two is empty

	Seed         uint64 // of the game and of the wires' luck; below 1<<63
	Ticks        int    // how long it lasts
	SnapshotRate int    // about so many a second, 1 to sim.TickRate
	QueueTarget  int    // inputs that may wait at the server, see authority.Config

	Clients      []Client
	Changes      []ServerChange // ascending
	ServerStalls []Span
}

// ServerChange is what is different at the server from a tick on. What is nil
// stays.
type ServerChange struct {
	At           int
	Level        *string // everybody plays on another level, as a Resolver knows it
	SnapshotRate *int
	QueueTarget  *int
}

// Span is a time in which something is wrong.
type Span struct {
	At    int // the first tick
	Ticks int // how many
}

// end is the first tick after the span.
func (s Span) end() int { return s.At + s.Ticks }

// Wire names the codec that a client talks in.
type Wire string

// The wires.
const (
	Msgpack Wire = "msgpack"
	Text    Wire = "text" // the text form of the same messages
)

// Client is one player's machine and its wire.
type Client struct {
	Name     string // as wire.CheckName wants it, or empty: the server finds one
	Wire     Wire
	Cheat    cheat.Kind
	Settings // at the start

	Changes []Change // ascending
	Stalls  []Span   // ascending, one after the other
	Cuts    []Span   // the same
	Packets []PacketEdit
}

// Settings are what can be changed while a client plays.
type Settings struct {
	Play       Play
	Redundancy int           // the most inputs that a message carries, 1 to wire.MaxMoves
	Delay      time.Duration // how far in the past others are shown; 0 follows the jitter
	Drift      int           // see rig.Client
	Flaky      flakylink.Config
	Switches   replica.Switches
}

// Change is what is different from a tick on. What is nil stays.
type Change struct {
	At         int
	Play       *Play // its first keys are for that tick
	Redundancy *int
	Delay      *time.Duration
	Drift      *int
	Up, Down   ConditionsPatch
	Stream     *bool
	Switches   SwitchesPatch
}

// PacketEdit gives one packet another fate than its luck.
type PacketEdit struct {
	Link uint64 // the client's connections are counted from 1
	flakylink.Edit
}

// ConditionsPatch changes some of a direction's flakylink.Conditions.
type ConditionsPatch struct {
	Latency, Jitter       *time.Duration
	Loss, Double, Reorder *int
}

// Apply is c with the patch on it.
func (p ConditionsPatch) Apply(c flakylink.Conditions) flakylink.Conditions {
	put(&c.Latency, p.Latency)
	put(&c.Jitter, p.Jitter)
	put(&c.Loss, p.Loss)
	put(&c.Double, p.Double)
	put(&c.Reorder, p.Reorder)
	return c
}

// SwitchesPatch turns some of the replica's switches on or off.
type SwitchesPatch struct {
	Prediction, Reconciliation, Interpolation, Smoothing *bool
}

// Apply is s with the patch on it.
func (p SwitchesPatch) Apply(s replica.Switches) replica.Switches {
	put(&s.Prediction, p.Prediction)
	put(&s.Reconciliation, p.Reconciliation)
	put(&s.Interpolation, p.Interpolation)
	put(&s.Smoothing, p.Smoothing)
	return s
}

func put[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// Apply is s with the change made. Of the Play it is the one that begins at the
// change.
func (c Change) Apply(s Settings) Settings {
	put(&s.Play, c.Play)
	put(&s.Redundancy, c.Redundancy)
	put(&s.Delay, c.Delay)
	put(&s.Drift, c.Drift)
	s.Flaky.Up, s.Flaky.Down = c.Up.Apply(s.Flaky.Up), c.Down.Apply(s.Flaky.Down)
	put(&s.Flaky.Stream, c.Stream)
	s.Switches = c.Switches.Apply(s.Switches)
	return s
}

// Over is c with another change, at the same tick, on top of it.
func (c Change) Over(top Change) Change {
	over(&c.Play, top.Play)
	over(&c.Redundancy, top.Redundancy)
	over(&c.Delay, top.Delay)
	over(&c.Drift, top.Drift)
	over(&c.Stream, top.Stream)
	c.Up, c.Down = c.Up.over(top.Up), c.Down.over(top.Down)
	over(&c.Switches.Prediction, top.Switches.Prediction)
	over(&c.Switches.Reconciliation, top.Switches.Reconciliation)
	over(&c.Switches.Interpolation, top.Switches.Interpolation)
	over(&c.Switches.Smoothing, top.Switches.Smoothing)
	return c
}

func (p ConditionsPatch) over(top ConditionsPatch) ConditionsPatch {
	over(&p.Latency, top.Latency)
	over(&p.Jitter, top.Jitter)
	over(&p.Loss, top.Loss)
	over(&p.Double, top.Double)
	over(&p.Reorder, top.Reorder)
	return p
}

// Over is c with another change, at the same tick, on top of it.
func (c ServerChange) Over(top ServerChange) ServerChange {
	over(&c.Level, top.Level)
	over(&c.SnapshotRate, top.SnapshotRate)
	over(&c.QueueTarget, top.QueueTarget)
	return c
}

// over puts what top names in the place of what is there.
func over[T any](to **T, top *T) {
	if top != nil {
		*to = top
	}
}

// ServerInForce is how many snapshots a second the server sends in a tick, and
// how many inputs may wait there.
func (s *Scenario) ServerInForce(tick int) (rate, target int) {
	rate, target = s.SnapshotRate, s.QueueTarget
	for _, ch := range s.Changes {
		if ch.At <= tick {
			put(&rate, ch.SnapshotRate)
			put(&target, ch.QueueTarget)
		}
	}
	return rate, target
}

// InForce is how the client is set in a tick.
func (c *Client) InForce(tick int) Settings {
	s := c.Settings
	for _, ch := range c.Changes {
		if ch.At > tick {
			break
		}
		s = ch.Apply(s)
	}
	return s
}

// Clone makes a copy that shares nothing with s that either could change.
func (s *Scenario) Clone() *Scenario {
	c := *s
	c.Clients = slices.Clone(s.Clients)
	c.Changes, c.ServerStalls = slices.Clone(s.Changes), slices.Clone(s.ServerStalls)
	for i := range c.Clients {
		n := &c.Clients[i]
		n.Changes, n.Packets = slices.Clone(n.Changes), slices.Clone(n.Packets)
		n.Stalls, n.Cuts = slices.Clone(n.Stalls), slices.Clone(n.Cuts)
	}
	return &c
}
