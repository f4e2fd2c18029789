package replica

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"clew/engine/sim"
	"clew/engine/timeline"
	"clew/net/wire"
)

// Recap is all that a replica in the middle of a game needs to go on as if it
// had been there from the beginning, in the form of what it was told. The
// token, with which anybody could go on in its place, is not in it, nor is the
// server's password.
type Recap struct {
	Config   Config
	Switches Switches
	Now      time.Duration // of the last Tick
	Ticks    int           // that there have been, which decide when to ping

	Welcome wire.Welcome
	Level   wire.Level
	Rows    []string
	People  []wire.Who // by ascending ID
	Health  wire.Health
	Heard   []Heard // the newest snapshots, oldest first, at most 64
	Pace    time.Duration

	// One's own player after the last acknowledged input, as it is in the
	// prediction, and the inputs since then.
	Base     sim.Player
	BaseTick sim.Tick
	Acked    uint32
	Pending  []wire.Move
	Held     sim.Input // when the last input was made

	Lag, LagAt            time.Duration // how far the others' clock is behind, and when that was moved
	Trip                  time.Duration // smoothed; less than 0: not measured yet
	Waiting               int           // inputs at the server, as the newest snapshot said …
	Least, Looks, Backlog int           // … and as it has been lately

	GlideX, GlideY int32
	GlideFrom      time.Duration
	Corrections    []Correction // of the last second
	Stats          Stats        // what of them is counted
}

// Heard is a snapshot and when it came.
type Heard struct {
	At     time.Duration
	Tick   sim.Tick
	Bodies []wire.Body
}

// errRecap is what is wrong with a Recap that did not come from a replica.
var errRecap = errors.New("replica: this is no game that one could go on with")

// Recap gives what Resume needs, or false while there is nothing to go on with:
// before the level and one's own player in it are known, and while another level
// is coming in. Who watches has no player of their own: Base is nobody then.
func (r *Replica) Recap() (Recap, bool) {
	if !r.Ready() || r.due || r.plays() && (r.own() == nil || r.past.At(r.acked+1) == nil) {
		return Recap{}, false
	}
	c := Recap{
		Config: r.cfg, Switches: r.switches, Now: r.ticked, Ticks: r.ticks,
		Welcome: wire.Welcome{
			Version: wire.Version, ID: r.id, Avatar: r.avatar, TickRate: sim.TickRate,
			Interval: uint32(min(max(r.interval/TickTime, 1), wire.MaxRate)), Seq: r.acked, Server: r.server,
		},
		Level: wire.Level{W: r.maze.Width(), H: r.maze.Height(), Name: r.level, Number: r.number},
		Pace:  r.interval,
		Acked: r.acked, Held: r.held,
		Lag: r.clock.lag, LagAt: r.clock.at, Trip: -1,
		Waiting: r.latest.waiting, Least: r.latest.least, Looks: r.latest.looks, Backlog: r.latest.backlog,
		GlideX: r.glide.x, GlideY: r.glide.y, GlideFrom: r.glide.from,
		Corrections: slices.Clone(r.history), Stats: r.stats,
	}
	if r.trips.seen {
		c.Trip = r.trips.smooth
	}
	for y := range r.maze.Height() {
		c.Rows = append(c.Rows, r.maze.Row(y))
	}
	if r.plays() {
		base := r.past.At(r.acked + 1)
		c.Base, c.BaseTick = *base.Player(r.id), base.Tick()
		for seq := r.acked + 1; seq < r.past.Next(); seq++ {
			c.Pending = append(c.Pending, *r.move(seq))
		}
	}
	c.People = slices.SortedFunc(maps.Values(r.people), func(a, b wire.Who) int { return cmp.Compare(a.ID, b.ID) })
	c.Health.Players = slices.Clone(r.health)
	c.Heard = r.heard()
	return c, true
}

// heard copies the newest snapshots.
func (r *Replica) heard() []Heard {
	var all []Heard
	for i := min(r.others.n, window) - 1; i >= 0; i-- {
		s := r.others.back(i)
		at := r.clock.times[(r.clock.n-1-i)%window]
		all = append(all, Heard{At: at, Tick: s.tick, Bodies: slices.Clone(s.bodies)})
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

// Resume makes a replica that goes on where another one gave a Recap. What it
// is given may come from a stranger, but its messages must have passed
// wire.Check.
func Resume(c Recap) (*Replica, error) {
	r := New(c.Config)
	r.switches = c.Switches
	if err := r.retell(c); err != nil {
		return nil, err
	}
	if !r.rehear(c.Heard) {
		return nil, errRecap
	}
	if r.id == 0 {
		c.Base, c.Pending = sim.Player{}, nil
	} else if own := r.own(); own == nil || c.Base.ID != r.id || len(c.Pending) > maxPending || uint64(c.Acked)+uint64(len(c.Pending)) >= 1<<32 {
		return nil, errRecap
	}
	r.repredict(c)
	r.now, r.ticked, r.ticks, r.interval = c.Now, c.Now, c.Ticks, c.Pace
	r.clock.look()
	r.clock.aim(c.Pace, c.Config.Delay)
	r.clock.lag, r.clock.at = c.Lag, c.LagAt
	r.trips = trips{smooth: max(c.Trip, 0), seen: c.Trip >= 0}
	r.latest = snapshotMeta{
		tick: r.others.back(0).tick, waiting: c.Waiting,
		least: c.Least, looks: c.Looks, backlog: c.Backlog, seen: true,
	}
	r.glide = glide{c.GlideX, c.GlideY, c.GlideFrom}
	r.speech = speech{name: c.Config.Name, look: c.Config.Look}
	r.history, r.stats = slices.Clone(c.Corrections), c.Stats
	if r.walked = c.Now; r.Halted() || r.drains() {
		r.walked -= TickTime
	}
	r.news = nil
	return r, nil
}

// retell tells what is told once.
func (r *Replica) retell(c Recap) error {
	messages := []wire.Message{&c.Welcome, &c.Level}
	for y, tiles := range c.Rows {
		messages = append(messages, &wire.Row{Y: y, Tiles: tiles})
	}
	for i := range c.People {
		messages = append(messages, &c.People[i])
	}
	messages = append(messages, &c.Health)
	for _, m := range messages {
		if err := r.Receive(c.Now, m); err != nil {
			return err
		}
	}
	if r.due {
		return errRecap
	}
	return nil
}

// rehear puts the snapshots where the others are shown from, and reports
// whether they are what can have been heard.
func (r *Replica) rehear(heard []Heard) bool {
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
func (r *Replica) repredict(c Recap) {
	own := r.own()
	if r.id == 0 || own == nil {
		return
	}
	r.truth = *sim.New(r.maze, 0)
	r.truth.Assume(c.BaseTick, c.Base)
	r.acked = c.Acked
	r.made, r.held = c.Acked+uint32(len(c.Pending)), c.Held
	r.past = timeline.New(&r.truth, c.Acked+1, maxPending)
	for i, m := range c.Pending {
		*r.move(c.Acked + 1 + uint32(i)) = m
		r.step(m.Keys)
	}
	r.truth.Assume(own.tick, own.find(r.id).Player)
}
