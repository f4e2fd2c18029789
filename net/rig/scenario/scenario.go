package scenario

import (
	"time"

	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// The limits of a scenario.
const (
	MaxFile    = 128 << 10              // bytes of a file
	MaxTicks   = 60 * 60 * sim.TickRate // one hour
	MaxClients = 8
	MaxHappens = 256 // changes, stalls or cuts of one client, or stalls of the server
	MaxNote    = 2000
	MaxTarget  = 30   // of the input queue
	MaxDrift   = 1000 // either way
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
	ServerStalls []Span
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
	Name       string // as wire.CheckName wants it, or empty: the server finds one
	Play       Play
	Wire       Wire
	Redundancy int // the most inputs that a message carries, 1 to wire.MaxMoves
	Drift      int // see rig.Client

	Flaky    flakylink.Config // at the start
	Switches replica.Switches // at the start

	Changes []Change // ascending
	Stalls  []Span   // ascending, one after the other
	Cuts    []Span   // the same
}

// Change is what is different from a tick on. What is nil stays.
type Change struct {
	At       int
	Up, Down ConditionsPatch
	Stream   *bool
	Switches SwitchesPatch
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

// InForce is what the client's wire and switches are in a tick.
func (c *Client) InForce(tick int) (flakylink.Config, replica.Switches) {
	flaky, switches := c.Flaky, c.Switches
	for _, ch := range c.Changes {
		if ch.At > tick {
			break
		}
		flaky.Up, flaky.Down = ch.Up.Apply(flaky.Up), ch.Down.Apply(flaky.Down)
		put(&flaky.Stream, ch.Stream)
		switches = ch.Switches.Apply(switches)
	}
	return flaky, switches
}
