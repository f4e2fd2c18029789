package hud

import (
	"time"

	"clew/engine/sim"
)

// historyTicks is how many ticks the net graph shows: 4 seconds.
const historyTicks = 4 * sim.TickRate

// sample is what the net graph keeps of one tick.
type sample struct {
	rtt        time.Duration
	correction int32 // size, in units; 0: none in this tick
	in, out    int64 // bytes since the start
}

// history is a ring of the last ticks.
type history struct {
	ring [historyTicks]sample
	n    int // samples ever pushed
}

// push adds a tick.
func (h *history) push(s sample) {
	h.ring[h.n%historyTicks] = s
	h.n++
}

// len is how many ticks there are, at most historyTicks.
func (h *history) len() int { return min(h.n, historyTicks) }

// at is the sample of so many ticks ago, 0 being the newest.
func (h *history) at(i int) sample { return h.ring[(h.n-1-i)%historyTicks] }

// perSecond is how many bytes came in and went out in the last second. While
// the game is younger than that, it is what there was so far.
func (h *history) perSecond() (in, out int64) {
	if h.n < 2 {
		return 0, 0
	}
	new, old := h.at(0), h.at(min(h.len()-1, sim.TickRate))
	return new.in - old.in, new.out - old.out
}

// graphBar is what a bar of the graph shows: some ticks beside each other.
type graphBar struct {
	rtt        time.Duration // the longest of them
	correction int32         // the greatest of them
}

// barTicks is how many ticks make a bar.
const barTicks = 3

// bars appends the bars from the oldest to the newest; the last one may still
// be growing. A tick belongs to the same bar for as long as it is shown, so
// that the graph slides instead of flickering.
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

// axisMaxFor is the top of the graph's scale for a longest round trip: a round
// number, not much above it.
func axisMaxFor(longest time.Duration) time.Duration {
	for _, ms := range [...]time.Duration{50, 100, 200, 300, 500, 1000, 2000, 3000, 5000} {
		if longest <= ms*time.Millisecond {
			return ms * time.Millisecond
		}
	}
	return 10 * time.Second
}
