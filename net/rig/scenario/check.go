package scenario

import (
	"errors"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/wire"
)

// Check says what is wrong with a scenario that was made or changed by hand,
// or nil. What Parse gives is sound. The error is an *Error without a line.
func (s *Scenario) Check() error {
	f := &faults{}
	s.check(f)
	return f.err()
}

func (s *Scenario) check(f *faults) {
	s.checkWords(f)
	s.checkMaze(f)
	if s.Seed > math.MaxInt64 {
		f.fail("seed", "seed is %d; write a number up to %d", s.Seed, uint64(math.MaxInt64))
	}
	f.within("ticks", s.Ticks, 1, MaxTicks, "ticks (60 are a second)")
	f.within("snapshot_rate", s.SnapshotRate, 1, sim.TickRate, "snapshots a second")
	f.within("input_queue_target", s.QueueTarget, 1, MaxTarget, "inputs")
	f.spans("server_stall", s.ServerStalls)
	switch n := len(s.Clients); {
	case n == 0:
		f.fail("client", "nobody plays; write a line [[client]], and below it who that is")
	case n > MaxClients:
		f.fail(nth("client", MaxClients), "there are %d clients; %d are the most", n, MaxClients)
	default:
		for i := range s.Clients {
			s.Clients[i].check(f, nth("client", i))
		}
	}
}

// within refuses a number that is out of its bounds.
func (f *faults) within(path string, n, least, most int, unit string) {
	if n < least || n > most {
		key := path[strings.LastIndexByte(path, '.')+1:]
		f.fail(path, "%s is %d; write a number from %d to %d %s", key, n, least, most, unit)
	}
}

func (s *Scenario) checkWords(f *faults) {
	if s.Name == "" {
		f.fail("name", `the scenario has no name; begin the file with a line name = "…"`)
	} else if err := wire.CheckTitle(s.Name); err != nil {
		f.fail("name", "%s; write another name", words(err))
	}
	if len(s.Note) > MaxNote {
		f.fail("note", "the note has %d bytes; shorten it to %d", len(s.Note), MaxNote)
	} else if strings.ContainsFunc(s.Note, unprintable) || !utf8.ValidString(s.Note) {
		f.fail("note", "the note has characters that can't be seen; delete them, tabs too")
	}
}

// unprintable tells the characters that could upset the place where a note is
// shown.
func unprintable(r rune) bool {
	return r != '\n' && unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

func (s *Scenario) checkMaze(f *faults) {
	switch {
	case s.Level == "" && s.Maze == "":
		f.fail("level", `there is no maze; write level = "first-thread", or maze = """ and its rows`)
	case s.Level != "" && s.Maze != "":
		f.fail("maze", "there is a level and a maze; keep only one of the two")
	case s.Level != "":
		if err := wire.CheckText(s.Level); err != nil {
			f.fail("level", "%s; write the name of a level", words(err))
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
			f.fail(path+".name", "%s; write another name", words(err))
		}
	}
	if fault := c.Play.check(); fault != "" {
		f.fail(path+".play", "%s", fault)
	}
	if c.Wire != Msgpack && c.Wire != Text {
		f.fail(path+".wire", `%.40q is no wire; write "msgpack" or "text"`, string(c.Wire))
	}
	f.within(path+".redundancy", c.Redundancy, 1, wire.MaxMoves, "inputs a message")
	f.within(path+".drift", c.Drift, -MaxDrift, MaxDrift, "ticks")
	if c.Drift == -1 {
		f.fail(path+".drift", "at a drift of -1 no tick would be left; write -2, which leaves half of them")
	}
	whole(c.Flaky.Up).check(f, path+".up")
	whole(c.Flaky.Down).check(f, path+".down")
	c.checkChanges(f, path+".change")
	f.spans(path+".stall", c.Stalls)
	f.spans(path+".cut", c.Cuts)
}

func (c *Client) checkChanges(f *faults, path string) {
	f.count(path, len(c.Changes))
	last := 0
	for i, ch := range c.Changes {
		path := nth(path, i)
		f.within(path+".at", ch.At, 1, MaxTicks, "(a tick)")
		if ch.At <= last {
			f.fail(path+".at", "this is not after the change before it, at %d; write the changes in order, and one for each tick", last)
		}
		last = ch.At
		if ch == (Change{At: ch.At}) {
			f.fail(path, "nothing changes; name some of up, down, stream and switches")
		}
		ch.Up.check(f, path+".up")
		ch.Down.check(f, path+".down")
	}
}

// whole is a patch that makes anything c.
func whole(c flakylink.Conditions) ConditionsPatch {
	return ConditionsPatch{&c.Latency, &c.Jitter, &c.Loss, &c.Double, &c.Reorder}
}

func (p ConditionsPatch) check(f *faults, path string) {
	for _, t := range []struct {
		key   string
		value *time.Duration
	}{{"latency", p.Latency}, {"jitter", p.Jitter}} {
		if t.value != nil && (*t.value < 0 || *t.value > flakylink.MaxDelay) {
			f.fail(path+"."+t.key, `%s is %v; write a time from "0s" to "%v"`, t.key, *t.value, flakylink.MaxDelay)
		}
	}
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
		path := nth(path, i)
		f.within(path+".at", s.At, 1, MaxTicks, "(a tick)")
		f.within(path+".ticks", s.Ticks, 1, MaxTicks, "ticks")
		if s.At < free {
			f.fail(path+".at", "the one before this lasts until tick %d; begin this one at %d or later", free-1, free)
		}
		free = s.end()
	}
}

func (f *faults) count(path string, n int) {
	if n > MaxHappens {
		f.fail(nth(path, MaxHappens), "there are %d of %s; %d are the most", n, unindexed(path), MaxHappens)
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
