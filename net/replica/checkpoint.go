package replica

import (
	"errors"
	"slices"
	"time"

	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// Checkpoint is what a replica in the middle of a game needs to go on as if it
// had been there from the beginning, mostly in the form of messages. It holds
// neither the token, with which anybody could take the player over, nor the
// server's password.
type Checkpoint struct {
	Config   Config
	Switches Switches
	Now      time.Duration // of the last Tick
	Ticks    int           // so far; they decide when to ping

	Welcome         wire.Welcome
	Level           wire.Level
	Rows            []string
	Players         []wire.PlayerInfo // by ascending ID
	ConnectionStats wire.ConnectionStats
	Scores          []wire.Score // by ascending ID
	Left            []Standing   // players that left with a place in this level
	Countdown       wire.Countdown
	Record          *wire.Record    // nil: the server has told none
	Snapshots       []TimedSnapshot // the newest, oldest first, at most 64
	Interval        time.Duration   // between snapshots

	// The local player after input BaseSeq, as predicted, and the pending
	// inputs. BaseSeq is the last acknowledged input, or the one after which
	// Predictor.Snap put the player. A spectator has the zero Player.
	Base      sim.Player
	BaseTick  sim.Tick
	BaseSeq   uint32
	Acked     uint32
	Pending   []wire.InputFrame
	LastInput sim.Input

	PlaybackLag, PlaybackLagAt          time.Duration // how far the others' clock is behind, and when that was moved
	RTT                                 time.Duration // smoothed; negative: not measured yet
	Waiting                             int           // inputs at the server, in the newest snapshot …
	MinWaiting, WaitingSamples, Backlog int           // … and in those before

	OffsetX, OffsetY int32 // of smoothing, in units
	OffsetAt         time.Duration
	Corrections      []Correction // of the last second
	Stats            Stats        // its counts of corrections
}

// TimedSnapshot is a snapshot and when it arrived.
type TimedSnapshot struct {
	At     time.Duration
	Tick   sim.Tick
	Bodies []wire.Body
}

// errCheckpoint reports a Checkpoint that no replica can have made.
var errCheckpoint = errors.New("replica: inconsistent checkpoint")

// Checkpoint returns what Restore needs, or false while there is no game to go
// on with: until the level and the local player are known, and while another
// level is loading.
func (r *Replica) Checkpoint() (Checkpoint, bool) {
	if !r.Ready() || r.level.loading || r.playing() && (r.interpolator.snapshots.newestWith(r.id) == nil || !r.predictor.Running()) {
		return Checkpoint{}, false
	}
	m, stats := r.level.maze, r.Stats()
	c := Checkpoint{
		Config: r.cfg, Switches: r.switches, Now: r.tickedAt, Ticks: r.ticks,
		Welcome: wire.Welcome{
			Version: wire.Version, ID: r.id, Avatar: r.avatar, TickRate: sim.TickRate,
			Interval: uint32(min(max(r.interpolator.interval/TickDuration, 1), wire.MaxRate)), Seq: r.predictor.acked, Server: r.serverName, Dark: r.dark,
		},
		Level:     wire.Level{W: m.Width(), H: m.Height(), Name: r.level.name, Number: r.level.number},
		Players:   r.roster.Players(),
		Snapshots: r.interpolator.save(),
		Interval:  r.interpolator.interval,
		Acked:     r.predictor.acked, LastInput: r.predictor.lastInput,
		PlaybackLag: r.interpolator.clock.lag, PlaybackLagAt: r.interpolator.clock.movedAt, RTT: -1,
		Waiting: r.backlog.waiting, MinWaiting: r.backlog.minWaiting, WaitingSamples: r.backlog.samples, Backlog: r.backlog.backlog,
		OffsetX: r.smoother.x, OffsetY: r.smoother.y, OffsetAt: r.smoother.at,
		Corrections: slices.Clone(r.corrections.recent),
		Stats:       Stats{Corrections: stats.Corrections, LastCorrection: stats.LastCorrection, MaxCorrection: stats.MaxCorrection},
	}
	c.ConnectionStats.Players = slices.Clone(r.roster.stats)
	c.Scores, c.Left, c.Countdown.Tick = r.ranking.all(), slices.Clone(r.ranking.left), r.ranking.countdown
	if record, known := r.Record(); known {
		c.Record = &record
	}
	if r.rtt.measured {
		c.RTT = r.rtt.Smoothed()
	}
	for y := range m.Height() {
		c.Rows = append(c.Rows, m.Row(y))
	}
	if r.playing() {
		base, seq := r.predictor.base()
		c.Base, c.BaseTick, c.BaseSeq = *base.Player(r.id), base.Tick(), seq
		c.Pending = r.predictor.AppendInputs(nil, r.predictor.acked+1, maxPending)
	}
	return c, true
}

// save copies the snapshots, oldest first.
func (i *Interpolator) save() []TimedSnapshot {
	var all []TimedSnapshot
	for k := i.Len() - 1; k >= 0; k-- {
		s := i.snapshots.back(k)
		all = append(all, TimedSnapshot{At: i.clock.arrival(k), Tick: s.tick, Bodies: slices.Clone(s.bodies)})
	}
	return all
}

// Restore returns a replica that goes on where another one made a Checkpoint. It
// may come from a stranger, but its messages must have passed wire.Check.
func Restore(c Checkpoint) (*Replica, error) {
	r := New(c.Config)
	r.switches = c.Switches
	if err := r.receiveAgain(&c); err != nil {
		return nil, err
	}
	if !r.interpolator.restore(&c) {
		return nil, errCheckpoint
	}
	if r.id != 0 {
		newest := r.interpolator.snapshots.newestWith(r.id)
		if newest == nil || c.Base.ID != r.id || len(c.Pending) > maxPending || c.Acked > maxSeq ||
			c.BaseSeq < c.Acked || c.BaseSeq > c.Acked+uint32(len(c.Pending)) {
			return nil, errCheckpoint
		}
		r.predictor.restore(r.level.maze, &c, newest.tick, newest.find(r.id).Player)
	}
	r.now, r.tickedAt, r.ticks = c.Now, c.Now, c.Ticks
	r.rtt = RTT{smoothed: max(c.RTT, 0), measured: c.RTT >= 0}
	r.newest = newestSnapshot{tick: r.interpolator.snapshots.back(0).tick, known: true}
	r.backlog = inputBacklog{waiting: c.Waiting, minWaiting: c.MinWaiting, samples: c.WaitingSamples, backlog: c.Backlog}
	r.smoother = Smoother{c.OffsetX, c.OffsetY, c.OffsetAt}
	r.requests = requests{name: c.Config.Name, appearance: c.Config.Appearance}
	r.corrections = correctionLog{
		recent: slices.Clone(c.Corrections),
		count:  c.Stats.Corrections, last: c.Stats.LastCorrection, max: c.Stats.MaxCorrection,
	}
	r.predictor.lastInputAt = c.Now
	if r.PredictionHalted() || r.backlog.skips(r.ticks) { // the last Tick made no input
		r.predictor.lastInputAt -= TickDuration
	}
	r.events = nil
	return r, nil
}

// receiveAgain receives what a server sends once.
func (r *Replica) receiveAgain(c *Checkpoint) error {
	messages := []wire.Message{&c.Welcome, &c.Level}
	for y, tiles := range c.Rows {
		messages = append(messages, &wire.Row{Y: y, Tiles: tiles})
	}
	for i := range c.Players {
		messages = append(messages, &c.Players[i])
	}
	for i := range c.Scores {
		messages = append(messages, &c.Scores[i])
	}
	messages = append(messages, &c.ConnectionStats, &c.Countdown)
	if c.Record != nil {
		messages = append(messages, c.Record)
	}
	for _, m := range messages {
		if err := r.Receive(c.Now, m); err != nil {
			return err
		}
	}
	if r.level.loading || len(c.Left) > maxLeft {
		return errCheckpoint
	}
	r.ranking.left = slices.Clone(c.Left)
	return nil
}

// restore adds the snapshots of a checkpoint, and reports whether a replica can
// have received them.
func (i *Interpolator) restore(c *Checkpoint) bool {
	if len(c.Snapshots) == 0 || len(c.Snapshots) > window {
		return false
	}
	for k, s := range c.Snapshots {
		if k > 0 && (s.Tick <= c.Snapshots[k-1].Tick || s.At < c.Snapshots[k-1].At) {
			return false
		}
		i.snapshots.add(s.Tick, s.Bodies)
		i.clock.record(s.At, s.Tick)
	}
	i.interval = c.Interval
	i.clock.measure()
	i.clock.aim(c.Interval, c.Config.InterpolationDelay)
	i.clock.lag, i.clock.movedAt = c.PlaybackLag, c.PlaybackLagAt
	return true
}

// base returns the world after the last acknowledged input, as predicted, or
// after the one at which Snap put the player, and the number of that input. The
// Predictor must be Running.
func (p *Predictor) base() (*sim.World, uint32) {
	first := max(p.acked+1, p.timeline.OldestFrame())
	return p.timeline.WorldAt(first), first - 1
}

// restore goes on from a checkpoint; the newest snapshot with the player had it
// like that at its tick.
func (p *Predictor) restore(m *maze.Maze, c *Checkpoint, tick sim.Tick, player sim.Player) {
	p.server = *sim.New(m, 0)
	p.server.SetState(c.BaseTick, c.Base)
	p.acked = c.Acked
	p.lastSeq, p.lastInput = c.Acked+uint32(len(c.Pending)), c.LastInput
	p.snapped = c.BaseSeq > c.Acked
	p.timeline = rollback.New(&p.server, c.BaseSeq+1, maxPending)
	for i, frame := range c.Pending {
		seq := c.Acked + 1 + uint32(i)
		*p.frame(seq) = frame
		if seq > c.BaseSeq {
			p.step(frame.Keys)
		}
	}
	p.server.SetState(tick, player)
}
