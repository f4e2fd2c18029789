package capture

import (
	"time"

	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// Change is what is to be otherwise than in the game that was captured. What is
// nil stays as it was.
type Change struct {
	Switches *replica.Switches
	Delay    *time.Duration // how far in the past the others are shown, see replica.Config
}

// Game is a captured game that is played again, as it stands after a tick.
type Game struct {
	capture *Capture
	change  Change
	replica *replica.Replica
	codec   wire.Codec
	next    int // of the events
	tick    int
	now     time.Duration
	world   *sim.World // the server's, where it was asked for
	story   *story     // that is told; nil: none
}

// newGame is the game as it stood when the capture began.
func newGame(c *Capture, ch Change) *Game {
	r, err := replica.Resume(c.start.Recap)
	if err != nil {
		panic("capture: the beginning was good when it was read: " + err.Error())
	}
	g := &Game{capture: c, change: ch, replica: r, codec: codecs[c.Wire](), now: c.start.Now}
	g.set(c.start.settings)
	return g
}

// Clone makes a copy that has nothing to do with g.
func (g *Game) Clone() *Game {
	c := *g
	c.replica = g.replica.Clone()
	c.codec = codecs[g.capture.Wire]()
	c.world, c.story = nil, nil
	return &c
}

// Ticks is how many ticks have been played.
func (g *Game) Ticks() int { return g.tick }

// Now is the moment of the last one, on the client's clock.
func (g *Game) Now() time.Duration { return g.now }

// Replica is that of the captured client. It may be looked at, not changed.
func (g *Game) Replica() *replica.Replica { return g.replica }

// ID is the player of a client, of which there is only number 0.
func (g *Game) ID(int) sim.ID { return g.replica.ID() }

// View fills v with what the client shows now.
func (g *Game) View(_ int, v *replica.View) { g.replica.View(g.now, v) }

// World is the server's at this moment, see Capture.ServerTick, or nil where no
// recording has it. It belongs to the Game, until the next Run.
func (g *Game) World() *sim.World {
	if g.world == nil {
		g.world = &sim.World{}
	}
	tick := g.capture.ServerTick(g.tick)
	for _, rec := range g.capture.servers {
		if rec.World(g.world, tick) {
			return g.world
		}
	}
	return nil
}

// Run plays n ticks, or as many as there are left.
func (g *Game) Run(n int) {
	for range min(n, g.capture.Ticks()-g.tick) {
		g.step()
	}
}

// step plays what led to the next tick, the tick, and what was sent in it.
func (g *Game) step() {
	events := g.capture.events
	ticked := false
	for ; g.next < len(events); g.next++ {
		e := &events[g.next]
		sent := e.kind == eventPacket && g.capture.Packets[e.index].Direction == flakylink.Up
		if ticked && !sent {
			break
		}
		g.happen(e)
		if g.story != nil && sent {
			g.story.sent(e.index)
		}
		ticked = ticked || e.kind == eventTick
	}
	if g.story != nil {
		g.story.ticked()
	}
}

// happen does to the replica what the event did.
func (g *Game) happen(e *event) {
	switch e.kind {
	case eventTick:
		g.tick++
		g.now = e.at
		if e.unlinked {
			return
		}
		before, _ := g.replica.Inputs()
		g.replica.Tick(e.at, e.keys)
		if made, _ := g.replica.Inputs(); g.story != nil && made != before {
			g.story.made(made, e.keys)
		}
	case eventReceived:
		// What made no sense then ended the link, which is an event of its
		// own; here it is passed over.
		if m, err := g.codec.Decode(g.capture.Packets[e.index].Bytes); err == nil {
			_ = g.replica.Receive(e.at, m)
		}
	case eventSettings:
		g.set(g.capture.settings[e.index])
	case eventAttached:
		g.replica.Begin()
		if g.story != nil {
			g.story.restart(e.link)
		}
	}
	g.forget()
}

// set turns to other settings, as far as they are not changed.
func (g *Game) set(s Settings) {
	if g.change.Switches != nil {
		s.Switches = *g.change.Switches
	}
	if g.change.Delay != nil {
		s.Delay = *g.change.Delay
	}
	g.replica.Set(s.Switches)
	g.replica.SetRedundancy(s.Redundancy)
	if s.Delay != g.replica.Config().Delay {
		g.replica.SetDelay(s.Delay)
	}
}

// forget lets go of what the replica wants to send and to tell.
func (g *Game) forget() {
	for g.replica.Next() != nil {
	}
	g.replica.News()
}
