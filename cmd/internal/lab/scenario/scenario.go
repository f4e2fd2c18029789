package scenario

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// The limits of a scenario.
const (
	MaxFile        = 128 << 10              // bytes of a file
	MaxTicks       = 60 * 60 * sim.TickRate // one hour
	MaxClients     = 8
	MaxEvents      = 256 // changes, stalls or cuts of one client, or stalls of the server
	MaxDescription = 2000
	MaxTarget      = 30              // of the input queue
	MaxDrift       = 1000            // either way
	MaxDelay       = 5 * time.Second // of the interpolation
)

// What a file that doesn't say otherwise gets.
const (
	DefaultSnapshotRate = 30
	DefaultQueueTarget  = 2
	DefaultRedundancy   = wire.MaxInputFrames
)

// Scenario is a whole game as it is to happen. Parse makes one; whoever makes
// one by hand can ask Check whether it is sound.
type Scenario struct {
	Name        string // one line, as wire.CheckTitle wants it; never empty
	Description string // what to look at, in lines; at most MaxDescription bytes
	Level       string // what a Resolver knows the level by …
	Maze        string // … or the rows of one; exactly one of the two is empty

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
	Cheat    Cheat
	Settings // at the start

	Changes         []Change // ascending
	Stalls          []Span   // ascending, one after the other
	Disconnects     []Span   // the same
	PacketOverrides []PacketOverride
}

// Settings are what can be changed while a client plays.
type Settings struct {
	Input              InputSource
	Redundancy         int           // the most inputs that a message carries, 1 to wire.MaxInputFrames
	InterpolationDelay time.Duration // how far in the past others are shown; 0 follows the jitter
	Drift              int           // see rig.Client
	Netem              netem.Config
	Switches           replica.Switches
}

// Change is what is different from a tick on. What is nil stays.
type Change struct {
	At                 int
	Input              *InputSource // its first keys are for that tick
	Redundancy         *int
	InterpolationDelay *time.Duration
	Drift              *int
	Up, Down           ConditionsPatch
	Stream             *bool
	Switches           SwitchesPatch
}

// PacketOverride gives one packet another fate than its luck.
type PacketOverride struct {
	Link uint64 // the client's connections are counted from 1
	netem.Override
}

// ConditionsPatch changes some of a direction's netem.Conditions.
type ConditionsPatch struct {
	Latency, Jitter          *time.Duration
	Loss, Duplicate, Reorder *int
}

// Apply is c with the patch on it.
func (p ConditionsPatch) Apply(c netem.Conditions) netem.Conditions {
	setIfPresent(&c.Latency, p.Latency)
	setIfPresent(&c.Jitter, p.Jitter)
	setIfPresent(&c.Loss, p.Loss)
	setIfPresent(&c.Duplicate, p.Duplicate)
	setIfPresent(&c.Reorder, p.Reorder)
	return c
}

// SwitchesPatch turns some of the replica's switches on or off.
type SwitchesPatch struct {
	Prediction, Reconciliation, Interpolation, Smoothing *bool
}

// Apply is s with the patch on it.
func (p SwitchesPatch) Apply(s replica.Switches) replica.Switches {
	setIfPresent(&s.Prediction, p.Prediction)
	setIfPresent(&s.Reconciliation, p.Reconciliation)
	setIfPresent(&s.Interpolation, p.Interpolation)
	setIfPresent(&s.Smoothing, p.Smoothing)
	return s
}

func setIfPresent[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// Apply is s with the change made. Of the Play it is the one that begins at the
// change.
func (c Change) Apply(s Settings) Settings {
	setIfPresent(&s.Input, c.Input)
	setIfPresent(&s.Redundancy, c.Redundancy)
	setIfPresent(&s.InterpolationDelay, c.InterpolationDelay)
	setIfPresent(&s.Drift, c.Drift)
	s.Netem.Up, s.Netem.Down = c.Up.Apply(s.Netem.Up), c.Down.Apply(s.Netem.Down)
	setIfPresent(&s.Netem.Stream, c.Stream)
	s.Switches = c.Switches.Apply(s.Switches)
	return s
}

// Merge is c with another change, at the same tick, on top of it.
func (c Change) Merge(top Change) Change {
	replaceIfPresent(&c.Input, top.Input)
	replaceIfPresent(&c.Redundancy, top.Redundancy)
	replaceIfPresent(&c.InterpolationDelay, top.InterpolationDelay)
	replaceIfPresent(&c.Drift, top.Drift)
	replaceIfPresent(&c.Stream, top.Stream)
	c.Up, c.Down = c.Up.merge(top.Up), c.Down.merge(top.Down)
	replaceIfPresent(&c.Switches.Prediction, top.Switches.Prediction)
	replaceIfPresent(&c.Switches.Reconciliation, top.Switches.Reconciliation)
	replaceIfPresent(&c.Switches.Interpolation, top.Switches.Interpolation)
	replaceIfPresent(&c.Switches.Smoothing, top.Switches.Smoothing)
	return c
}

func (p ConditionsPatch) merge(top ConditionsPatch) ConditionsPatch {
	replaceIfPresent(&p.Latency, top.Latency)
	replaceIfPresent(&p.Jitter, top.Jitter)
	replaceIfPresent(&p.Loss, top.Loss)
	replaceIfPresent(&p.Duplicate, top.Duplicate)
	replaceIfPresent(&p.Reorder, top.Reorder)
	return p
}

// Merge is c with another change, at the same tick, on top of it.
func (c ServerChange) Merge(top ServerChange) ServerChange {
	replaceIfPresent(&c.Level, top.Level)
	replaceIfPresent(&c.SnapshotRate, top.SnapshotRate)
	replaceIfPresent(&c.QueueTarget, top.QueueTarget)
	return c
}

// replaceIfPresent puts what top names in the place of what is there.
func replaceIfPresent[T any](to **T, top *T) {
	if top != nil {
		*to = top
	}
}

// ServerSettingsAt is how many snapshots a second the server sends in a tick, and
// how many inputs may wait there.
func (s *Scenario) ServerSettingsAt(tick int) (rate, target int) {
	rate, target = s.SnapshotRate, s.QueueTarget
	for _, ch := range s.Changes {
		if ch.At <= tick {
			setIfPresent(&rate, ch.SnapshotRate)
			setIfPresent(&target, ch.QueueTarget)
		}
	}
	return rate, target
}

// SettingsAt is how the client is set in a tick.
func (c *Client) SettingsAt(tick int) Settings {
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
		n.Changes, n.PacketOverrides = slices.Clone(n.Changes), slices.Clone(n.PacketOverrides)
		n.Stalls, n.Disconnects = slices.Clone(n.Stalls), slices.Clone(n.Disconnects)
	}
	return &c
}
