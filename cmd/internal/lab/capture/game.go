package capture

import (
	"time"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// Overrides changes settings of the captured game in a replay. Nil fields stay
// as they were.
type Overrides struct {
	Switches           *replica.Switches
	InterpolationDelay *time.Duration // how far in the past the others are shown, see replica.Config
}

// Game is a captured game being replayed, as it stands after a tick.
type Game struct {
	capture   *Capture
	overrides Overrides
	replica   *replica.Replica
	codec     wire.Codec
	nextEvent int // of the events
	tick      int
	now       time.Duration
	server    []*replay.Cursor // in the server's recordings, where they were asked for
	trace     *traceBuilder    // nil: none is built
}

// newGame returns the game as it stood when the capture started.
func newGame(c *Capture, ch Overrides) *Game {
	r, err := replica.Restore(c.start.Checkpoint)
	if err != nil {
		panic("capture: the beginning was good when it was read: " + err.Error())
	}
	g := &Game{capture: c, overrides: ch, replica: r, codec: codecs[c.Wire](), now: c.start.Now}
	g.applySettings(c.start.settings)
	return g
}

// Clone returns a copy that shares nothing with g that changes.
func (g *Game) Clone() *Game {
	c := *g
	c.replica = g.replica.Clone()
	c.codec = codecs[g.capture.Wire]()
	c.server, c.trace = nil, nil
	return &c
}

// Ticks returns how many ticks have been replayed.
func (g *Game) Ticks() int { return g.tick }

// Now returns the time of the last tick, on the client's clock.
func (g *Game) Now() time.Duration { return g.now }

// Replica returns the captured client's replica. It must not be changed.
func (g *Game) Replica() *replica.Replica { return g.replica }

// ID returns the player of a client. There is only client 0.
func (g *Game) ID(int) sim.ID { return g.replica.ID() }

// View fills v with what the client shows now.
func (g *Game) View(_ int, v *replica.View) { g.replica.View(g.now, v) }

// World returns the server's world at this moment, see Capture.ServerTick, or
// nil if no recording has it. It is valid until the next Run.
func (g *Game) World() *sim.World {
	if g.server == nil {
		for _, rec := range g.capture.serverRecordings {
			g.server = append(g.server, rec.Cursor())
		}
	}
	tick := g.capture.ServerTick(g.tick)
	for _, c := range g.server {
		if s, err := c.StateAt(tick); err == nil {
			return s.World()
		}
	}
	return nil
}

// Run replays n ticks, or as many as are left.
func (g *Game) Run(n int) {
	for range min(n, g.capture.Ticks()-g.tick) {
		g.step()
	}
}

// step applies the events up to the next tick, the tick, and what was sent in
// it.
func (g *Game) step() {
	events := g.capture.events
	ticked := false
	for ; g.nextEvent < len(events); g.nextEvent++ {
		e := &events[g.nextEvent]
		sent := e.kind == eventPacket && g.capture.Packets[e.index].Direction == netem.Up
		if ticked && !sent {
			break
		}
		g.apply(e)
		if g.trace != nil && sent {
			g.trace.packetSent(e.index)
		}
		ticked = ticked || e.kind == eventTick
	}
	if g.trace != nil {
		g.trace.tickDone()
	}
}

// apply does to the replica what the event did.
func (g *Game) apply(e *event) {
	switch e.kind {
	case eventTick:
		g.tick++
		g.now = e.at
		if e.unlinked {
			return
		}
		before, _ := g.replica.InputSeqs()
		g.replica.Tick(e.at, e.keys)
		if made, _ := g.replica.InputSeqs(); g.trace != nil && made != before {
			g.trace.inputSampled(made, e.keys)
		}
	case eventReceived:
		// What made no sense then ended the link, which is an event of its
		// own; here it is passed over.
		if m, err := g.codec.Decode(g.capture.Packets[e.index].Bytes); err == nil {
			_ = g.replica.Receive(e.at, m)
		}
	case eventSettings:
		g.applySettings(g.capture.settings[e.index])
	case eventAttached:
		g.replica.StartHandshake()
		if g.trace != nil {
			g.trace.abandonUnacked(e.link)
		}
	}
	g.discardOutput()
}

// applySettings applies settings, except those that are overridden.
func (g *Game) applySettings(s Settings) {
	if g.overrides.Switches != nil {
		s.Switches = *g.overrides.Switches
	}
	if g.overrides.InterpolationDelay != nil {
		s.InterpolationDelay = *g.overrides.InterpolationDelay
	}
	g.replica.SetSwitches(s.Switches)
	g.replica.SetInputRedundancy(s.Redundancy)
	if s.InterpolationDelay != g.replica.Config().InterpolationDelay {
		g.replica.SetInterpolationDelay(s.InterpolationDelay)
	}
}

// discardOutput throws away the replica's messages, and the events of which no
// trace is kept.
func (g *Game) discardOutput() {
	for g.replica.Next() != nil {
	}
	for _, e := range g.replica.Events() {
		if g.trace != nil && e.Kind == replica.EventChat {
			g.trace.chat = append(g.trace.chat, ChatLine{Event: e})
		}
	}
}
