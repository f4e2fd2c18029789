package main

import (
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// bot is one player.
type bot struct {
	*session.Client
	name   string
	dialer *dial.Dialer
	link   link.Link // the newest
	walk   randomWalk
	view   replica.View
	ticks  int
	phase  session.State // after the last tick
	joined bool          // it has been in the game
	drops  int           // how often it was lost, after that
	reason string        // of the last trouble

	interval  sim.Tick // between snapshots
	snapshots int      // that came
	missed    int      // that did not
	last      sim.Tick // of the newest snapshot; 0 before the first of a connection
}

func newBot(i int, o options) *bot {
	b := &bot{name: fmt.Sprintf("bot %d", i+1), dialer: dial.NewDialer(o.addr, o.wire), walk: newRandomWalk(o.seed, uint64(i))}
	b.Client = session.NewClient(session.ClientConfig{
		Name:            b.name,
		InputRedundancy: o.redundancy,
		NewCodec:        func() wire.Codec { return countingCodec{dial.CodecFor(o.wire)(), b} },
		Netem:           o.netem,
		NetemSeed:       o.seed + uint64(i)<<32,
	})
	b.SetPassword(o.password)
	return b
}

// dialed takes in the result of a dial.
func (b *bot) dialed(now time.Duration, l link.Link, err error) {
	if err != nil {
		b.DialFailed(now, err)
	} else {
		b.link = l
		b.SetLink(now, l)
	}
	b.trackPhase()
}

// tick runs one tick.
func (b *bot) tick(now time.Duration) {
	if b.ticks%sim.TickRate == 0 && b.Ready() {
		b.View(now, &b.view) // for its maze
	}
	b.ticks++
	b.Tick(now, b.walk.keys(b.view.Maze, b.PredictedPlayer()))
	b.trackPhase()
}

// trackPhase records what has become of the connection.
func (b *bot) trackPhase() {
	was := b.phase
	b.phase = b.Status().State
	switch b.phase {
	case was:
	case session.Playing:
		b.joined = true
	case session.Reconnecting, session.Ended:
		b.reason = b.Status().Reason
		if was == session.Playing {
			b.drops++
		}
	}
}

// problem says what went wrong, or nothing.
func (b *bot) problem() string {
	switch {
	case !b.joined && b.reason == "":
		return "did not join in time"
	case !b.joined:
		return "could not join: " + b.reason
	case b.drops > 1:
		return fmt.Sprintf("dropped %d times: %s", b.drops, b.reason)
	case b.drops > 0:
		return "dropped: " + b.reason
	}
	return ""
}

// countingCodec is a codec that counts its bot's snapshots.
type countingCodec struct {
	wire.Codec
	b *bot
}

// Decode implements wire.Codec.
func (c countingCodec) Decode(p []byte) (wire.Message, error) {
	m, err := c.Codec.Decode(p)
	switch m := m.(type) {
	case *wire.Welcome:
		c.b.interval, c.b.last = max(sim.Tick(m.Interval), 1), 0
	case *wire.Snapshot:
		c.b.countSnapshot(m.Tick)
	}
	return m, err
}

// countSnapshot counts a snapshot. One that was overtaken has been counted as
// missed; one that overtook the Welcome is ignored.
func (b *bot) countSnapshot(tick sim.Tick) {
	if b.interval == 0 {
		return
	}
	b.snapshots++
	const restarted = 60 * sim.TickRate // no snapshot is this late: the ticks restarted with a level
	switch {
	case b.last == 0, tick+restarted < b.last:
		b.last = tick
	case tick > b.last:
		b.missed += int((tick-b.last)/b.interval) - 1
		b.last = tick
	default:
		b.missed--
	}
}
