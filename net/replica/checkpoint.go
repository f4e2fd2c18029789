package replica

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// Checkpoint is all that a replica in the middle of a game needs to go on as if it
// had been there from the beginning, in the form of what it was told. The
// token, with which anybody could go on in its place, is not in it, nor is the
// server's password.
type Checkpoint struct {
	Config   Config
	Switches Switches
	Now      time.Duration // of the last Tick
	Ticks    int           // that there have been, which decide when to ping

	Welcome   wire.Welcome
	Level     wire.Level
	Rows      []string
	Players   []wire.PlayerInfo // by ascending ID
	Health    wire.ConnectionStats
	Snapshots []TimedSnapshot // the newest snapshots, oldest first, at most 64
	Interval  time.Duration

	// One's own player after the last acknowledged input, as it is in the
	// prediction, and the inputs since then.
	Base      sim.Player
	BaseTick  sim.Tick
	Acked     uint32
	Pending   []wire.InputFrame
	LastInput sim.Input // when the last input was made

	PlaybackLag, PlaybackLagAt          time.Duration // how far the others' clock is behind, and when that was moved
	RTT                                 time.Duration // smoothed; less than 0: not measured yet
	Waiting                             int           // inputs at the server, as the newest snapshot said …
	MinWaiting, WaitingSamples, Backlog int           // … and as it has been lately

	OffsetX, OffsetY int32
	OffsetAt         time.Duration
	Corrections      []Correction // of the last second
	Stats            Stats        // what of them is counted
}

// TimedSnapshot is a snapshot and when it came.
type TimedSnapshot struct {
	At     time.Duration
	Tick   sim.Tick
	Bodies []wire.Body
}

// errCheckpoint is what is wrong with a Recap that did not come from a replica.
var errCheckpoint = errors.New("replica: this is no game that one could go on with")

// Checkpoint gives what Resume needs, or false while there is nothing to go on with:
// before the level and one's own player in it are known, and while another level
// is coming in. Who watches has no player of their own: Base is nobody then.
func (r *Replica) Checkpoint() (Checkpoint, bool) {
	if !r.Ready() || r.due || r.plays() && (r.own() == nil || r.past.WorldAt(r.acked+1) == nil) {
		return Checkpoint{}, false
	}
	c := Checkpoint{
		Config: r.cfg, Switches: r.switches, Now: r.ticked, Ticks: r.ticks,
		Welcome: wire.Welcome{
			Version: wire.Version, ID: r.id, Avatar: r.avatar, TickRate: sim.TickRate,
			Interval: uint32(min(max(r.interval/TickDuration, 1), wire.MaxRate)), Seq: r.acked, Server: r.server,
		},
		Level:    wire.Level{W: r.maze.Width(), H: r.maze.Height(), Name: r.level, Number: r.number},
		Interval: r.interval,
		Acked:    r.acked, LastInput: r.held,
		PlaybackLag: r.clock.lag, PlaybackLagAt: r.clock.at, RTT: -1,
		Waiting: r.latest.waiting, MinWaiting: r.latest.least, WaitingSamples: r.latest.looks, Backlog: r.latest.backlog,
		OffsetX: r.glide.x, OffsetY: r.glide.y, OffsetAt: r.glide.from,
		Corrections: slices.Clone(r.history), Stats: r.stats,
	}
	if r.trips.seen {
		c.RTT = r.trips.smooth
	}
	for y := range r.maze.Height() {
		c.Rows = append(c.Rows, r.maze.Row(y))
	}
	if r.plays() {
		base := r.past.WorldAt(r.acked + 1)
		c.Base, c.BaseTick = *base.Player(r.id), base.Tick()
		for seq := r.acked + 1; seq < r.past.NextFrame(); seq++ {
			c.Pending = append(c.Pending, *r.move(seq))
		}
	}
	c.Players = slices.SortedFunc(maps.Values(r.people), func(a, b wire.PlayerInfo) int { return cmp.Compare(a.ID, b.ID) })
	c.Health.Players = slices.Clone(r.health)
	c.Snapshots = r.heard()
	return c, true
}

// heard copies the newest snapshots.
func (r *Replica) heard() []TimedSnapshot {
	var all []TimedSnapshot
	for i := min(r.others.n, window) - 1; i >= 0; i-- {
		s := r.others.back(i)
		at := r.clock.times[(r.clock.n-1-i)%window]
		all = append(all, TimedSnapshot{At: at, Tick: s.tick, Bodies: slices.Clone(s.bodies)})
	}
	return all
}

// own is the newest snapshot that has one's own player, where it is still kept.
func (r *Replica) own() *state {
	for i := range min(r.others.n, window) {
		if s := r.others.back(i); s.find(r.id) != nil {
			return s
		}
	}
	return nil
}

// Restore makes a replica that goes on where another one gave a Recap. What it
// is given may come from a stranger, but its messages must have passed
// wire.Check.
func Restore(c Checkpoint) (*Replica, error) {
	r := New(c.Config)
	r.switches = c.Switches
	if err := r.retell(c); err != nil {
		return nil, err
	}
	if !r.rehear(c.Snapshots) {
		return nil, errCheckpoint
	}
	if r.id == 0 {
		c.Base, c.Pending = sim.Player{}, nil
	} else if own := r.own(); own == nil || c.Base.ID != r.id || len(c.Pending) > maxPending || uint64(c.Acked)+uint64(len(c.Pending)) >= 1<<32 {
		return nil, errCheckpoint
	}
	r.repredict(c)
	r.now, r.ticked, r.ticks, r.interval = c.Now, c.Now, c.Ticks, c.Interval
	r.clock.look()
	r.clock.aim(c.Interval, c.Config.InterpolationDelay)
	r.clock.lag, r.clock.at = c.PlaybackLag, c.PlaybackLagAt
	r.trips = trips{smooth: max(c.RTT, 0), seen: c.RTT >= 0}
	r.latest = snapshotMeta{
		tick: r.others.back(0).tick, waiting: c.Waiting,
		least: c.MinWaiting, looks: c.WaitingSamples, backlog: c.Backlog, seen: true,
	}
	r.glide = glide{c.OffsetX, c.OffsetY, c.OffsetAt}
	r.speech = speech{name: c.Config.Name, look: c.Config.Appearance}
	r.history, r.stats = slices.Clone(c.Corrections), c.Stats
	if r.walked = c.Now; r.PredictionHalted() || r.drains() {
		r.walked -= TickDuration
	}
	r.news = nil
	return r, nil
}

// retell tells what is told once.
func (r *Replica) retell(c Checkpoint) error {
	messages := []wire.Message{&c.Welcome, &c.Level}
	for y, tiles := range c.Rows {
		messages = append(messages, &wire.Row{Y: y, Tiles: tiles})
	}
	for i := range c.Players {
		messages = append(messages, &c.Players[i])
	}
	messages = append(messages, &c.Health)
	for _, m := range messages {
		if err := r.Receive(c.Now, m); err != nil {
			return err
		}
	}
	if r.due {
		return errCheckpoint
	}
	return nil
}

// rehear puts the snapshots where the others are shown from, and reports
// whether they are what can have been heard.
func (r *Replica) rehear(heard []TimedSnapshot) bool {
	if len(heard) == 0 || len(heard) > window {
		return false
	}
	for i, h := range heard {
		if i > 0 && (h.Tick <= heard[i-1].Tick || h.At < heard[i-1].At) {
			return false
		}
		r.others.add(&wire.Snapshot{Tick: h.Tick, Bodies: h.Bodies})
		r.clock.note(h.At, h.Tick)
	}
	return true
}

// repredict begins the prediction where it was. Who watches has none.
func (r *Replica) repredict(c Checkpoint) {
	own := r.own()
	if r.id == 0 || own == nil {
		return
	}
	r.truth = *sim.New(r.maze, 0)
	r.truth.SetState(c.BaseTick, c.Base)
	r.acked = c.Acked
	r.made, r.held = c.Acked+uint32(len(c.Pending)), c.LastInput
	r.past = rollback.New(&r.truth, c.Acked+1, maxPending)
	for i, m := range c.Pending {
		*r.move(c.Acked + 1 + uint32(i)) = m
		r.step(m.Keys)
	}
	r.truth.SetState(own.tick, own.find(r.id).Player)
}
