package scenario

import (
	"errors"
	"slices"
	"strings"
	"time"

	"clew/cmd/internal/tomlpos"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// Check returns what is wrong with a scenario that was made or changed by
// hand, or nil. Scenarios from Parse are valid. The error is an *Error without
// a line.
func (s *Scenario) Check() error {
	f := &checker{&tomlpos.Errors{}}
	s.check(f)
	return f.Err()
}

func (s *Scenario) check(f *checker) {
	s.Header.check(f)
	f.checkRange("snapshot_rate", s.SnapshotRate, 1, sim.TickRate, "snapshots a second")
	f.checkRange("input_queue_target", s.QueueTarget, 1, MaxTarget, "inputs")
	s.checkChanges(f)
	f.checkSpans("server_stall", s.ServerStalls)
	switch n := len(s.Clients); {
	case n == 0:
		f.Addf("client", "there are no clients; add a [[client]] line, and its keys below it")
	case n > MaxClients:
		f.Addf(tomlpos.Index("client", MaxClients), "there are %d clients; the maximum is %d", n, MaxClients)
	default:
		for i := range s.Clients {
			s.Clients[i].check(f, tomlpos.Index("client", i))
		}
	}
}

// checkRange reports a number that is out of its range.
func (f *checker) checkRange(path string, n, min, max int, unit string) {
	if n < min || n > max {
		key := path[strings.LastIndexByte(path, '.')+1:]
		f.Addf(path, "%s is %d; write a number from %d to %d %s", key, n, min, max, unit)
	}
}

func (c *Client) check(f *checker, path string) {
	if c.Name != "" {
		if err := wire.CheckName(c.Name); err != nil {
			f.Addf(path+".name", "%s; choose another name", errorText(err))
		}
	}
	if c.Wire != Msgpack && c.Wire != Text {
		f.Addf(path+".wire", `unknown wire %.40q; write "msgpack" or "text"`, string(c.Wire))
	}
	if c.Cheat != NoCheat && !slices.Contains(Cheats, c.Cheat) {
		f.Addf(path+".cheat", "unknown cheat %.40q; write %q, %q or %q", string(c.Cheat), SpeedHack, NoClip, Impersonation)
	}
	c.Settings.fullChange().check(f, path)
	c.checkChanges(f, path+".change")
	f.checkSpans(path+".stall", c.Stalls)
	f.checkSpans(path+".disconnect", c.Disconnects)
	c.checkPacketOverrides(f, path+".packet")
}

// checkPacketOverrides reports overrides without an effect, and two for the
// same packet.
func (c *Client) checkPacketOverrides(f *checker, path string) {
	f.checkCount(path, len(c.PacketOverrides))
	for i, e := range c.PacketOverrides {
		path := tomlpos.Index(path, i)
		if e.Link < 1 || e.Link > MaxTicks {
			f.Addf(path+".link", "link is %d; connections are numbered from 1", e.Link)
		}
		f.checkDuration(path, "delay", &e.Delay, netem.MaxDelay)
		f.checkDuration(path, "arrives_at", &e.ArrivesAt, MaxTicks*replica.TickDuration)
		if !e.Drop && !e.Duplicate && e.Delay == 0 && e.ArrivesAt == 0 {
			f.Addf(path, `the packet is left alone; write drop = true, delay = "100ms", duplicate = true or arrives_at = "5s"`)
		}
		same := func(o PacketOverride) bool {
			return o.Link == e.Link && o.Direction == e.Direction && o.Number == e.Number
		}
		if slices.ContainsFunc(c.PacketOverrides[:i], same) {
			f.Addf(path+".number", "packet %d is listed twice; put all that happens to it into one table", e.Number)
		}
	}
}

// checkDuration reports a duration that is out of its range.
func (f *checker) checkDuration(path, key string, t *time.Duration, max time.Duration) {
	if t != nil && (*t < 0 || *t > max) {
		f.Addf(path+"."+key, `%s is %v; write a duration from "0s" to "%v"`, key, *t, max)
	}
}

func (s *Scenario) checkChanges(f *checker) {
	f.checkCount("change", len(s.Changes))
	last := 0
	for i, ch := range s.Changes {
		path := tomlpos.Index("change", i)
		f.checkOrder(path, ch.At, &last)
		if ch == (ServerChange{At: ch.At}) {
			f.Addf(path, "nothing changes here; set level, snapshot_rate or input_queue_target")
		}
		if ch.Level != nil {
			if err := wire.CheckText(*ch.Level); err != nil {
				f.Addf(path+".level", "%s; write the name of a level", errorText(err))
			}
		}
		if ch.SnapshotRate != nil {
			f.checkRange(path+".snapshot_rate", *ch.SnapshotRate, 1, sim.TickRate, "snapshots a second")
		}
		if ch.QueueTarget != nil {
			f.checkRange(path+".input_queue_target", *ch.QueueTarget, 1, MaxTarget, "inputs")
		}
	}
}

// checkOrder reports a change that is not after the previous one.
func (f *checker) checkOrder(path string, at int, last *int) {
	f.checkRange(path+".at", at, 1, MaxTicks, "(a tick)")
	if at <= *last {
		f.Addf(path+".at", "changes must be in order, one per tick; the previous one is at %d", *last)
	}
	*last = at
}

// fullChange returns the change that turns any settings into s.
func (s Settings) fullChange() Change {
	return Change{Input: &s.Input, Redundancy: &s.Redundancy, InterpolationDelay: &s.InterpolationDelay, Drift: &s.Drift,
		Up: fullPatch(s.Netem.Up), Down: fullPatch(s.Netem.Down)}
}

func (c Change) check(f *checker, path string) {
	if c.Input != nil {
		if fault := c.Input.check(); fault != "" {
			f.Addf(path+".input", "%s", fault)
		}
	}
	if c.Redundancy != nil {
		f.checkRange(path+".redundancy", *c.Redundancy, 1, wire.MaxInputFrames, "inputs a message")
	}
	f.checkDuration(path, "interpolation_delay", c.InterpolationDelay, MaxDelay)
	if c.Drift != nil {
		f.checkRange(path+".drift", *c.Drift, -MaxDrift, MaxDrift, "ticks")
		if *c.Drift == -1 {
			f.Addf(path+".drift", "a drift of -1 leaves no ticks; -2 leaves half of them")
		}
	}
	c.Up.check(f, path+".up")
	c.Down.check(f, path+".down")
}

func (c *Client) checkChanges(f *checker, path string) {
	f.checkCount(path, len(c.Changes))
	last := 0
	for i, ch := range c.Changes {
		path := tomlpos.Index(path, i)
		f.checkOrder(path, ch.At, &last)
		if ch == (Change{At: ch.At}) {
			f.Addf(path, "nothing changes here; set input, redundancy, interpolation_delay, drift, up, down, stream or switches")
		}
		ch.check(f, path)
	}
}

// fullPatch returns the patch that turns any conditions into c.
func fullPatch(c netem.Conditions) ConditionsPatch {
	return ConditionsPatch{&c.Latency, &c.Jitter, &c.Loss, &c.Duplicate, &c.Reorder}
}

func (p ConditionsPatch) check(f *checker, path string) {
	f.checkDuration(path, "latency", p.Latency, netem.MaxDelay)
	f.checkDuration(path, "jitter", p.Jitter, netem.MaxDelay)
	for _, n := range []struct {
		key   string
		value *int
	}{{"loss", p.Loss}, {"duplicate", p.Duplicate}, {"reorder", p.Reorder}} {
		if n.value != nil {
			f.checkRange(path+"."+n.key, *n.value, 0, 100, "(percent)")
		}
	}
}

// checkSpans reports empty and overlapping spans.
func (f *checker) checkSpans(path string, spans []Span) {
	f.checkCount(path, len(spans))
	free := 1
	for i, s := range spans {
		path := tomlpos.Index(path, i)
		f.checkRange(path+".at", s.At, 1, MaxTicks, "(a tick)")
		f.checkRange(path+".ticks", s.Ticks, 1, MaxTicks, "ticks")
		if s.At < free {
			f.Addf(path+".at", "the previous one lasts until tick %d; start this one at %d or later", free-1, free)
		}
		free = s.end()
	}
}

func (f *checker) checkCount(path string, n int) {
	if n > MaxEvents {
		f.Addf(tomlpos.Index(path, MaxEvents), "too many [[%s]] tables: %d; the maximum is %d", tomlpos.WithoutIndexes(path), n, MaxEvents)
	}
}

// errorText returns the text of an error of package wire, without its code.
func errorText(err error) string {
	var fault *wire.ProtocolError
	if errors.As(err, &fault) {
		return fault.Text
	}
	return err.Error()
}
