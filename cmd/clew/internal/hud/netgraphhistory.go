package hud

import (
	"time"

	"clew/engine/sim"
)

// historyTicks is how many ticks the net graph shows: 4 seconds.
const historyTicks = 4 * sim.TickRate

// sample is one tick of the net graph.
type sample struct {
	rtt        time.Duration
	correction int32 // size in units; 0: none
	in, out    int64 // bytes since the start
}

// history is a ring buffer of the last ticks.
type history struct {
	ring [historyTicks]sample
	n    int // samples ever pushed
}

// push adds a sample.
func (h *history) push(s sample) {
	h.ring[h.n%historyTicks] = s
	h.n++
}

// len returns the number of samples, at most historyTicks.
func (h *history) len() int { return min(h.n, historyTicks) }

// at returns the sample of i ticks ago.
func (h *history) at(i int) sample { return h.ring[(h.n-1-i)%historyTicks] }

// perSecond returns the bytes received and sent in the last second, or since
// the start if that is less.
func (h *history) perSecond() (in, out int64) {
	if h.n < 2 {
		return 0, 0
	}
	new, old := h.at(0), h.at(min(h.len()-1, sim.TickRate))
	return new.in - old.in, new.out - old.out
}

// graphBar aggregates barTicks samples.
type graphBar struct {
	rtt        time.Duration // maximum
	correction int32         // maximum
}

// barTicks is the number of ticks per bar.
const barTicks = 3

// bars appends the bars to buf, oldest first; the last one may be incomplete. A
// tick always belongs to the same bar, so that the graph scrolls instead of
// flickering.
func (h *history) bars(buf []graphBar) []graphBar {
	first := h.n - h.len()
	first += (barTicks - first%barTicks) % barTicks
	for at := first; at < h.n; at++ {
		if at%barTicks == 0 {
			buf = append(buf, graphBar{})
		}
		b, s := &buf[len(buf)-1], h.ring[at%historyTicks]
		b.rtt = max(b.rtt, s.rtt)
		b.correction = max(b.correction, s.correction)
	}
	return buf
}

// axisMaxFor returns a round number just above the longest RTT, for the top of
// the axis.
func axisMaxFor(longest time.Duration) time.Duration {
	for _, ms := range [...]time.Duration{50, 100, 200, 300, 500, 1000, 2000, 3000, 5000} {
		if longest <= ms*time.Millisecond {
			return ms * time.Millisecond
		}
	}
	return 10 * time.Second
}
