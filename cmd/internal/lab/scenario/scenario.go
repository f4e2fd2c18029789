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

// The values of keys that a file leaves out.
const (
	DefaultSnapshotRate = 30
	DefaultQueueTarget  = 2
	DefaultRedundancy   = wire.MaxInputFrames
)

// Scenario describes a whole game. Parse returns valid ones; one that was made
// by hand can be checked with Check.
type Scenario struct {
	Header
	SnapshotRate int // snapshots a second, roughly; 1 to sim.TickRate
	QueueTarget  int // inputs that may wait at the server, see authority.Config

	Clients      []Client
	Changes      []ServerChange // ascending
	ServerStalls []Span
}

// ServerChange changes settings of the server from a tick on. Nil fields stay
// as they were.
type ServerChange struct {
	At           int
	Level        *string // everybody moves to another level, for the LevelLoader
	SnapshotRate *int
	QueueTarget  *int
}

// Span is a stretch of ticks.
type Span struct {
	At    int // the first tick
	Ticks int // how many
}

// end returns the first tick after the span.
func (s Span) end() int { return s.At + s.Ticks }

// Wire names the codec that a client uses.
type Wire string

// The wires.
const (
	Msgpack Wire = "msgpack"
	Text    Wire = "text" // the text form of the same messages
)

// Client is a player's machine and its network.
type Client struct {
	Name     string // passes wire.CheckName, or empty: the server picks one
	Wire     Wire
	Cheat    Cheat
	Settings // at the start

	Changes         []Change // ascending
	Stalls          []Span   // ascending, without overlap
	Disconnects     []Span   // likewise
	PacketOverrides []PacketOverride
}

// Settings can change while a client plays.
type Settings struct {
	Input              InputSource
	Redundancy         int           // inputs that a message may carry, 1 to wire.MaxInputFrames
	InterpolationDelay time.Duration // how far in the past others are shown; 0 follows the jitter
	Drift              int           // see netsim.Client
	Netem              netem.Config
	Switches           replica.Switches
}

// Change changes settings of a client from a tick on. Nil fields stay as they
// were.
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

// PacketOverride overrides what the simulated network does to one packet.
type PacketOverride struct {
	Link uint64 // the client's connections are counted from 1
	netem.Override
}

// ConditionsPatch changes some of the conditions of a direction.
type ConditionsPatch struct {
	Latency, Jitter          *time.Duration
	Loss, Duplicate, Reorder *int
}

// Apply returns c with the patch applied.
func (p ConditionsPatch) Apply(c netem.Conditions) netem.Conditions {
	setIfPresent(&c.Latency, p.Latency)
	setIfPresent(&c.Jitter, p.Jitter)
	setIfPresent(&c.Loss, p.Loss)
	setIfPresent(&c.Duplicate, p.Duplicate)
	setIfPresent(&c.Reorder, p.Reorder)
	return c
}

// SwitchesPatch turns some of a replica's switches on or off.
type SwitchesPatch struct {
	Prediction     *bool
	Reconciliation *replica.Reconciliation
	Interpolation  *bool
	Smoothing      *bool
}

// Apply returns s with the patch applied.
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

// Apply returns s with the change applied. The resulting Input starts at the
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

// Merge returns c with another change at the same tick on top of it.
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

// Merge returns c with another change at the same tick on top of it.
func (c ServerChange) Merge(top ServerChange) ServerChange {
	replaceIfPresent(&c.Level, top.Level)
	replaceIfPresent(&c.SnapshotRate, top.SnapshotRate)
	replaceIfPresent(&c.QueueTarget, top.QueueTarget)
	return c
}

// replaceIfPresent replaces *to with top if that isn't nil.
func replaceIfPresent[T any](to **T, top *T) {
	if top != nil {
		*to = top
	}
}

// ServerSettingsAt returns the server's snapshot rate and input queue target
// in a tick.
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

// SettingsAt returns the settings of the client in a tick.
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

// Clone returns a copy that shares nothing with s that either could change.
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
