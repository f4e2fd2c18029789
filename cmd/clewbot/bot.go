package main

import (
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/endpoint"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/wire"
)

// bot is one player of the crowd.
type bot struct {
	*endpoint.Client
	name   string
	link   link.Link // the newest
	feet   wanderer
	view   replica.View
	ticks  int
	phase  endpoint.Phase // after the last tick
	in     bool           // it has been in the game
	drops  int            // how often it was lost, after that
	reason string         // of the last trouble

	interval  sim.Tick // between snapshots
	snapshots int      // that came
	missed    int      // that did not
	last      sim.Tick // of the newest snapshot; 0 before the first of a connection
}

func newBot(i int, o options) *bot {
	b := &bot{name: fmt.Sprintf("bot %d", i+1), feet: newWanderer(o.seed, uint64(i))}
	b.Client = endpoint.NewClient(endpoint.ClientConfig{
		Name:       b.name,
		Redundancy: o.repeat,
		NewCodec:   func() wire.Codec { return counter{dial.Codec(o.wire)(), b} },
		Flaky:      o.flaky,
		Seed:       o.seed + uint64(i)<<32,
	})
	return b
}

// dialed takes in what came of a dial.
func (b *bot) dialed(now time.Duration, l link.Link, err error) {
	if err != nil {
		b.Refused(now, err)
	} else {
		b.link = l
		b.Attach(now, l)
	}
	b.note()
}

// tick plays one tick.
func (b *bot) tick(now time.Duration) {
	if b.ticks%sim.TickRate == 0 && b.Ready() {
		b.View(now, &b.view) // for its maze
	}
	b.ticks++
	b.Tick(now, b.feet.keys(b.view.Maze, b.Predicted()))
	b.note()
}

// note sees what has become of the connection.
func (b *bot) note() {
	was := b.phase
	b.phase = b.Status().Phase
	switch b.phase {
	case was:
	case endpoint.Playing:
		b.in = true
	case endpoint.Lost, endpoint.Ended:
		b.reason = b.Status().Reason
		if was == endpoint.Playing {
			b.drops++
		}
	}
}

// trouble says what went wrong, or nothing.
func (b *bot) trouble() string {
	switch {
	case !b.in && b.reason == "":
		return "did not get in in time"
	case !b.in:
		return "refused: " + b.reason
	case b.drops > 1:
		return fmt.Sprintf("dropped %d times: %s", b.drops, b.reason)
	case b.drops > 0:
		return "dropped: " + b.reason
	}
	return ""
}

// counter is a codec that counts its bot's snapshots.
type counter struct {
	wire.Codec
	b *bot
}

// Decode implements wire.Codec.
func (c counter) Decode(p []byte) (wire.Message, error) {
	m, err := c.Codec.Decode(p)
	switch m := m.(type) {
	case *wire.Welcome:
		c.b.interval, c.b.last = max(sim.Tick(m.Interval), 1), 0
	case *wire.Snapshot:
		c.b.saw(m.Tick)
	}
	return m, err
}

// saw counts a snapshot. One that was overtaken was counted as missed before;
// one that overtook the Welcome says nothing yet.
func (b *bot) saw(tick sim.Tick) {
	if b.interval == 0 {
		return
	}
	b.snapshots++
	const anew = 60 * sim.TickRate // no snapshot comes so late: the ticks began anew with a level
	switch {
	case b.last == 0, tick+anew < b.last:
		b.last = tick
	case tick > b.last:
		b.missed += int((tick-b.last)/b.interval) - 1
		b.last = tick
	default:
		b.missed--
	}
}
