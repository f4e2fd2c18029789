package replica

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// trips measures the round trip, smoothed as TCP does (RFC 6298: one eighth of
// every new measurement).
type trips struct {
	smooth time.Duration
	seen   bool
}

func (t *trips) add(rtt time.Duration) {
	if !t.seen {
		t.smooth, t.seen = rtt, true
		return
	}
	t.smooth += (rtt - t.smooth) / 8
}

// told is the round trip in milliseconds as a wire.Ping has it.
func (t *trips) told() uint16 {
	if !t.seen {
		return 0
	}
	ms := (t.smooth + time.Millisecond/2) / time.Millisecond
	return uint16(min(max(ms, 1), wire.MaxRTT))
}

// playback decides which tick of the others to show: one that is far enough in
// the past that the snapshots around it have arrived, late ones included.
//
// The lag of a snapshot is its arrival on our clock less its tick on the
// server's. Where the two clocks stand to each other does not matter, only how
// the lags differ: the least one is a snapshot that met no delay, and the rest
// say by how much others come later.
type playback struct {
	lags   [window]time.Duration // of the newest snapshots, a ring
	n      int                   // how many there have been
	lag    time.Duration         // the lag at which the others are shown
	at     time.Duration         // when lag was last moved
	target time.Duration         // where it should be
	least  time.Duration         // the least lag of all
	delay  time.Duration         // how far the target is behind that: interval + jitter, unless it is set
	jitter time.Duration         // what the late ones ask for
	spread time.Duration         // mean deviation of the lags
	times  [window]time.Duration // of the arrivals, for the rate
}

// window is how many snapshots are looked back on: two seconds at 30 a second.
const window = 64

const (
	lateShare  = 20                     // one snapshot in so many may come too late
	snapBeyond = 500 * time.Millisecond // a clock that is off by more is set at once …
	slew       = 10                     // … and one that is off by less runs up to 1/slew too fast or slow
)

func (p *playback) clear() { *p = playback{} }

// arrived takes note of a snapshot. See aim for the rest.
func (p *playback) arrived(now time.Duration, tick sim.Tick, interval, fixed time.Duration) {
	p.note(now, tick)
	p.look()
	p.aim(interval, fixed)
	if off := p.target - p.lag; p.n == 1 || off > snapBeyond || off < -snapBeyond {
		p.lag, p.at = p.target, now
	}
}

// note keeps the lag of a snapshot.
func (p *playback) note(now time.Duration, tick sim.Tick) {
	p.lags[p.n%window] = now - time.Duration(tick)*TickDuration
	p.times[p.n%window] = now
	p.n++
}

// look sees what the lags say.
func (p *playback) look() {
	n := min(p.n, window)
	var sorted [window]time.Duration
	copy(sorted[:], p.lags[:n])
	slices.Sort(sorted[:n])
	late := sorted[n-1-n/lateShare]
	p.measure(sorted[:n])
	p.least, p.jitter = sorted[0], late-sorted[0]
}

// aim decides how far in the past to show the others: the time from one
// snapshot to the next and what the jitter asks for on top or, where fixed is
// not 0, that.
func (p *playback) aim(interval, fixed time.Duration) {
	p.delay = interval + p.jitter
	if fixed != 0 {
		p.delay = fixed
	}
	p.target = p.least + p.delay
}

// measure finds the mean deviation of the lags.
func (p *playback) measure(lags []time.Duration) {
	var sum, deviation time.Duration
	for _, l := range lags {
		sum += l - lags[0]
	}
	mean := lags[0] + sum/time.Duration(len(lags))
	for _, l := range lags {
		deviation += (l - mean).Abs()
	}
	p.spread = deviation / time.Duration(len(lags))
}

// lagAt is the lag at which the others are shown, as it will have moved by now.
func (p *playback) lagAt(now time.Duration) time.Duration {
	step := max(now-p.at, 0) / slew
	return p.lag + min(max(p.target-p.lag, -step), step)
}

// advance moves the lag towards where it should be. It is called every tick, so
// that looking at the picture in between changes nothing.
func (p *playback) advance(now time.Duration) {
	p.lag = p.lagAt(now)
	p.at = max(p.at, now)
}

// time is the moment of the server's clock at which the others are shown.
func (p *playback) time(now time.Duration) time.Duration {
	if p.n == 0 {
		return 0
	}
	return max(now-p.lagAt(now), 0)
}

// tick is the same as the number of a tick.
func (p *playback) tick(now time.Duration) sim.Tick { return sim.Tick(p.time(now) / TickDuration) }

// rate is how many snapshots came in the last second.
func (p *playback) rate(now time.Duration) int {
	n := 0
	for _, t := range p.times[:min(p.n, window)] {
		if now-t < time.Second {
			n++
		}
	}
	return n
}

// glide lets the picture follow a correction: an offset that fades.
type glide struct {
	x, y int32
	from time.Duration
}

// SmoothingTime is how long the picture takes to follow a correction.
const SmoothingTime = 120 * time.Millisecond

const (
	glideMost = 4 * sim.CellUnits // a greater correction is shown as the jump that it is
)

// add puts a new offset on top of what is left of the last one.
func (g *glide) add(now time.Duration, dx, dy int32) {
	x, y := g.offset(now)
	x, y = x+dx, y+dy
	if max(x, -x, y, -y) > glideMost {
		x, y = 0, 0
	}
	*g = glide{x, y, now}
}

// offset is what is left at a moment: it eases out, quickly first.
func (g *glide) offset(now time.Duration) (x, y int32) {
	left := int64(SmoothingTime - (now - g.from))
	if left <= 0 {
		return 0, 0
	}
	share := left * 1024 / int64(SmoothingTime)
	share = share * share / 1024
	return int32(int64(g.x) * share / 1024), int32(int64(g.y) * share / 1024)
}
