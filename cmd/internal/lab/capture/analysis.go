package capture

import (
	"sort"
	"time"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/text"
)

// analysis is what can be read off a capture without replaying it.
type analysis struct {
	packets         []eventlog.Packet
	settingsChanges []settingsChange
	serverTicks     []sim.Tick // the server's tick at each of ours; nil: there was no snapshot
	oneWay          time.Duration
}

// settingsChange says when a set of settings takes effect.
type settingsChange struct{ tick, index int }

// analyze fills the analysis.
func (c *Capture) analyze() {
	s := &c.analysis
	codec, letters := codecs[c.Wire](), text.NewNumbered()
	pings := map[uint64]time.Duration{} // when they left for the real wire
	snaps := make([]sim.Tick, len(c.Packets))
	for i := range c.Packets {
		p := &c.Packets[i]
		t := eventlog.Packet{
			Link: p.Link, Up: p.Direction == netem.Up, Number: p.Number, Size: p.Size,
			Retransmits: p.Retransmits, Reordered: p.Reordered,
		}
		m, err := codec.Decode(p.Bytes)
		if err == nil {
			t.Type = messageType(letters, m)
		}
		switch m := m.(type) {
		case *wire.Inputs:
			t.First, t.Count = m.First, len(m.Frames)
		case *wire.Snapshot:
			t.Tick, t.Ack = m.Tick, m.Ack
			snaps[i] = m.Tick
		case *wire.Ping:
			pings[m.Time] = p.ArrivesAt
		case *wire.Pong:
			if left, ok := pings[m.Time]; ok && !p.InFlight && p.SentAt >= left {
				s.addRoundTrip(p.SentAt - left)
			}
		}
		s.packets = append(s.packets, t)
	}
	c.setPacketTimes()
	c.estimateServerTicks(snaps)
}

// addRoundTrip takes a round trip over the real network into account. The
// fastest one met the least delay; half of it is taken for one way, assuming
// that both ways are alike. One end alone cannot know better.
func (s *analysis) addRoundTrip(d time.Duration) {
	if s.oneWay == 0 || d/2 < s.oneWay {
		s.oneWay = d / 2
	}
}

// setPacketTimes sets when each packet was sent and arrives, in ticks. The
// real network's part of that is an estimate, see addRoundTrip.
func (c *Capture) setPacketTimes() {
	for i := range c.Packets {
		p, t := &c.Packets[i], &c.analysis.packets[i]
		sent, arrives, again := p.SentAt, p.ArrivesAt, p.DuplicateAt
		if t.Up {
			arrives, again = arrives+c.analysis.oneWay, again+c.analysis.oneWay
		} else {
			sent -= c.analysis.oneWay
		}
		t.Sent = c.tickOf(sent)
		if p.InFlight {
			t.Sent = 1 // at the latest: it was under way then
		}
		if !p.Lost {
			t.Arrives = c.tickOf(arrives)
		}
		if p.Duplicated {
			t.DuplicateAt = c.tickOf(again)
		}
	}
}

// tickOf returns the first tick at or after a time.
func (c *Capture) tickOf(at time.Duration) int {
	n := len(c.ticks)
	if n == 0 || at > c.ticks[n-1] {
		last := c.start.Now
		if n > 0 {
			last = c.ticks[n-1]
		}
		return n + max(int((at-last+replica.TickDuration-1)/replica.TickDuration), 1)
	}
	return sort.Search(n, func(i int) bool { return c.ticks[i] >= at }) + 1
}

// lagWindow is how many snapshots estimateServerTicks looks back on, like the
// playback clock of a replica.
const lagWindow = 64

// estimateServerTicks estimates for each tick which tick the server had run
// last. The lag of a snapshot is the time at which it came from the real
// network, minus its tick on the server's clock; the smallest lag is taken to
// contain no delay but the way itself.
func (c *Capture) estimateServerTicks(snaps []sim.Tick) {
	var lags [lagWindow]time.Duration
	n, tick := 0, 0
	for i := range c.events {
		e := &c.events[i]
		if e.kind == eventPacket && c.analysis.packets[e.index].Up {
			c.analysis.packets[e.index].Sent = max(tick, 1) // also where two ticks are at one moment
		}
		switch {
		case e.kind == eventSettings:
			c.analysis.settingsChanges = append(c.analysis.settingsChanges, settingsChange{tick + 1, e.index})
		case e.kind == eventAttached:
			n = 0
		case e.kind == eventPacket && snaps[e.index] != 0 && c.Packets[e.index].Direction == netem.Down:
			lags[n%lagWindow] = c.Packets[e.index].SentAt - time.Duration(snaps[e.index])*replica.TickDuration
			n++
		case e.kind == eventTick && n > 0:
			least := lags[0]
			for _, l := range lags[:min(n, lagWindow)] {
				least = min(least, l)
			}
			for len(c.analysis.serverTicks) <= tick { // also for those before the first snapshot
				now := c.ticks[len(c.analysis.serverTicks)]
				c.analysis.serverTicks = append(c.analysis.serverTicks, sim.Tick(max(now-least+c.analysis.oneWay, 0)/replica.TickDuration))
			}
			tick++
		case e.kind == eventTick:
			tick++
		}
	}
}

// ServerTick returns the tick that the server had run last at a tick of the
// client, from 1. It is an estimate: it assumes that both ways take equally
// long, and that the least delayed of the latest snapshots met no other delay.
// It returns 0 if no snapshot came.
func (c *Capture) ServerTick(tick int) sim.Tick {
	known := c.analysis.serverTicks
	if len(known) == 0 {
		return 0
	}
	return known[min(max(tick-1, 0), len(known)-1)]
}

// Settings returns the settings in effect in a tick.
func (c *Capture) Settings(tick int) Settings {
	sets := c.analysis.settingsChanges
	n := sort.Search(len(sets), func(i int) bool { return sets[i].tick > tick })
	if n == 0 {
		return c.start.settings
	}
	return c.settings[sets[n-1].index]
}

// messageType returns the letter of a message's type.
func messageType(letters *text.Numbered, m wire.Message) string {
	switch m.(type) { // those which are many and long
	case *wire.Snapshot:
		return string(rune(wire.TypeSnapshot))
	case *wire.Inputs:
		return string(rune(wire.TypeInputs))
	}
	b, err := letters.Append(nil, m)
	if err != nil {
		return ""
	}
	return string(b[:1])
}
