package scenario

import (
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/cheat"
	"clew/net/rig/tomlfile"
	"clew/net/wire"
)

// Check says what is wrong with a scenario that was made or changed by hand,
// or nil. What Parse gives is sound. The error is an *Error without a line.
func (s *Scenario) Check() error {
	f := &faults{&tomlfile.Faults{}}
	s.check(f)
	return f.Err()
}

func (s *Scenario) check(f *faults) {
	s.checkWords(f)
	s.checkMaze(f)
	if s.Seed > math.MaxInt64 {
		f.Fail("seed", "seed is %d; write a number up to %d", s.Seed, uint64(math.MaxInt64))
	}
	f.within("ticks", s.Ticks, 1, MaxTicks, "ticks (60 are a second)")
	f.within("snapshot_rate", s.SnapshotRate, 1, sim.TickRate, "snapshots a second")
	f.within("input_queue_target", s.QueueTarget, 1, MaxTarget, "inputs")
	s.checkChanges(f)
	f.spans("server_stall", s.ServerStalls)
	switch n := len(s.Clients); {
	case n == 0:
		f.Fail("client", "nobody plays; write a line [[client]], and below it who that is")
	case n > MaxClients:
		f.Fail(tomlfile.Nth("client", MaxClients), "there are %d clients; %d are the most", n, MaxClients)
	default:
		for i := range s.Clients {
			s.Clients[i].check(f, tomlfile.Nth("client", i))
		}
	}
}

// within refuses a number that is out of its bounds.
func (f *faults) within(path string, n, least, most int, unit string) {
	if n < least || n > most {
		key := path[strings.LastIndexByte(path, '.')+1:]
		f.Fail(path, "%s is %d; write a number from %d to %d %s", key, n, least, most, unit)
	}
}

func (s *Scenario) checkWords(f *faults) {
	if s.Name == "" {
		f.Fail("name", `the scenario has no name; begin the file with a line name = "…"`)
	} else if err := wire.CheckTitle(s.Name); err != nil {
		f.Fail("name", "%s; write another name", words(err))
	}
	if len(s.Note) > MaxNote {
		f.Fail("note", "the note has %d bytes; shorten it to %d", len(s.Note), MaxNote)
	} else if !tomlfile.Visible(s.Note) {
		f.Fail("note", "the note has characters that can't be seen; delete them, tabs too")
	}
}

func (s *Scenario) checkMaze(f *faults) {
	switch {
	case s.Level == "" && s.Maze == "":
		f.Fail("level", `there is no maze; write level = "first-thread", or maze = """ and its rows`)
	case s.Level != "" && s.Maze != "":
		f.Fail("maze", "there is a level and a maze; keep only one of the two")
	case s.Level != "":
		if err := wire.CheckText(s.Level); err != nil {
			f.Fail("level", "%s; write the name of a level", words(err))
		}
	default:
		var fault *maze.Error
		if _, err := s.picture(); errors.As(err, &fault) {
			f.picture(fault)
		}
	}
}

// picture is the maze of the rows in s.
func (s *Scenario) picture() (*maze.Maze, error) {
	return maze.FromRows(strings.Split(strings.TrimRight(s.Maze, " \n"), "\n"))
}

func (c *Client) check(f *faults, path string) {
	if c.Name != "" {
		if err := wire.CheckName(c.Name); err != nil {
			f.Fail(path+".name", "%s; write another name", words(err))
		}
	}
	if c.Wire != Msgpack && c.Wire != Text {
		f.Fail(path+".wire", `%.40q is no wire; write "msgpack" or "text"`, string(c.Wire))
	}
	if c.Cheat != cheat.None && !slices.Contains(cheat.Kinds, c.Cheat) {
		f.Fail(path+".cheat", "%.40q is no cheat; write %q, %q or %q", string(c.Cheat), cheat.TooFast, cheat.ThroughWalls, cheat.AsSomebodyElse)
	}
	c.Settings.whole().check(f, path)
	c.checkChanges(f, path+".change")
	f.spans(path+".stall", c.Stalls)
	f.spans(path+".cut", c.Cuts)
	c.checkPackets(f, path+".packet")
}

// checkPackets refuses edits of packets that change nothing, or the same one
// twice.
func (c *Client) checkPackets(f *faults, path string) {
	f.count(path, len(c.Packets))
	for i, e := range c.Packets {
		path := tomlfile.Nth(path, i)
		if e.Link < 1 || e.Link > MaxTicks {
			f.Fail(path+".link", "link is %d; connections are counted from 1 on", e.Link)
		}
		f.time(path, "delay", &e.Delay, flakylink.MaxDelay)
		f.time(path, "arrives", &e.Arrives, MaxTicks*replica.TickTime)
		if !e.Lose && !e.Double && e.Delay == 0 && e.Arrives == 0 {
			f.Fail(path, `nothing happens to the packet; write lose = true, delay = "100ms", double = true or arrives = "5s"`)
		}
		same := func(o PacketEdit) bool {
			return o.Link == e.Link && o.Direction == e.Direction && o.Number == e.Number
		}
		if slices.ContainsFunc(c.Packets[:i], same) {
			f.Fail(path+".number", "packet %d is there already; write all that happens to it at once", e.Number)
		}
	}
}

// time refuses one that is out of its bounds.
func (f *faults) time(path, key string, t *time.Duration, most time.Duration) {
	if t != nil && (*t < 0 || *t > most) {
		f.Fail(path+"."+key, `%s is %v; write a time from "0s" to "%v"`, key, *t, most)
	}
}

func (s *Scenario) checkChanges(f *faults) {
	f.count("change", len(s.Changes))
	last := 0
	for i, ch := range s.Changes {
		path := tomlfile.Nth("change", i)
		f.follows(path, ch.At, &last)
		if ch == (ServerChange{At: ch.At}) {
			f.Fail(path, "nothing changes; name some of level, snapshot_rate and input_queue_target")
		}
		if ch.Level != nil {
			if err := wire.CheckText(*ch.Level); err != nil {
				f.Fail(path+".level", "%s; write the name of a level", words(err))
			}
		}
		if ch.SnapshotRate != nil {
			f.within(path+".snapshot_rate", *ch.SnapshotRate, 1, sim.TickRate, "snapshots a second")
		}
		if ch.QueueTarget != nil {
			f.within(path+".input_queue_target", *ch.QueueTarget, 1, MaxTarget, "inputs")
		}
	}
}

// follows refuses the tick of a change that is not after the one before.
func (f *faults) follows(path string, at int, last *int) {
	f.within(path+".at", at, 1, MaxTicks, "(a tick)")
	if at <= *last {
		f.Fail(path+".at", "this is not after the change before it, at %d; write the changes in order, and one for each tick", *last)
	}
	*last = at
}

// whole is a change that makes any settings s.
func (s Settings) whole() Change {
	return Change{Play: &s.Play, Redundancy: &s.Redundancy, Delay: &s.Delay, Drift: &s.Drift,
		Up: whole(s.Flaky.Up), Down: whole(s.Flaky.Down)}
}

func (c Change) check(f *faults, path string) {
	if c.Play != nil {
		if fault := c.Play.check(); fault != "" {
			f.Fail(path+".play", "%s", fault)
		}
	}
	if c.Redundancy != nil {
		f.within(path+".redundancy", *c.Redundancy, 1, wire.MaxMoves, "inputs a message")
	}
	f.time(path, "interpolation_delay", c.Delay, MaxDelay)
	if c.Drift != nil {
		f.within(path+".drift", *c.Drift, -MaxDrift, MaxDrift, "ticks")
		if *c.Drift == -1 {
			f.Fail(path+".drift", "at a drift of -1 no tick would be left; write -2, which leaves half of them")
		}
	}
	c.Up.check(f, path+".up")
	c.Down.check(f, path+".down")
}

func (c *Client) checkChanges(f *faults, path string) {
	f.count(path, len(c.Changes))
	last := 0
	for i, ch := range c.Changes {
		path := tomlfile.Nth(path, i)
		f.follows(path, ch.At, &last)
		if ch == (Change{At: ch.At}) {
			f.Fail(path, "nothing changes; name some of play, redundancy, interpolation_delay, drift, up, down, stream and switches")
		}
		ch.check(f, path)
	}
}

// whole is a patch that makes anything c.
func whole(c flakylink.Conditions) ConditionsPatch {
	return ConditionsPatch{&c.Latency, &c.Jitter, &c.Loss, &c.Double, &c.Reorder}
}

func (p ConditionsPatch) check(f *faults, path string) {
	f.time(path, "latency", p.Latency, flakylink.MaxDelay)
	f.time(path, "jitter", p.Jitter, flakylink.MaxDelay)
	for _, n := range []struct {
		key   string
		value *int
	}{{"loss", p.Loss}, {"double", p.Double}, {"reorder", p.Reorder}} {
		if n.value != nil {
			f.within(path+"."+n.key, *n.value, 0, 100, "(per cent)")
		}
	}
}

// spans refuses times that are none, or that lie over each other.
func (f *faults) spans(path string, spans []Span) {
	f.count(path, len(spans))
	free := 1
	for i, s := range spans {
		path := tomlfile.Nth(path, i)
		f.within(path+".at", s.At, 1, MaxTicks, "(a tick)")
		f.within(path+".ticks", s.Ticks, 1, MaxTicks, "ticks")
		if s.At < free {
			f.Fail(path+".at", "the one before this lasts until tick %d; begin this one at %d or later", free-1, free)
		}
		free = s.end()
	}
}

func (f *faults) count(path string, n int) {
	if n > MaxHappens {
		f.Fail(tomlfile.Nth(path, MaxHappens), "there are %d of %s; %d are the most", n, tomlfile.Unindexed(path), MaxHappens)
	}
}

// words is what a check of the wire says, without its code.
func words(err error) string {
	var fault *wire.Fault
	if errors.As(err, &fault) {
		return fault.Text
	}
	return err.Error()
}
