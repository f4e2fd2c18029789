package replica

import (
	"time"

	"clew/net/wire"
)

// RTT estimates the round-trip time as TCP does (RFC 6298): each sample moves
// the estimate by one eighth of the difference. The zero value has no samples.
type RTT struct {
	smoothed time.Duration
	measured bool
}

// Add adds a sample.
func (r *RTT) Add(sample time.Duration) {
	if !r.measured {
		r.smoothed, r.measured = sample, true
		return
	}
	r.smoothed += (sample - r.smoothed) / 8
}

// AddPong adds the sample of a Pong, which returns the microseconds at which its
// Ping was sent. It ignores a number that no Ping can have carried.
func (r *RTT) AddPong(now time.Duration, sentMicros uint64) {
	if sent := time.Duration(sentMicros) * time.Microsecond; sentMicros < 1<<53 && sent <= now {
		r.Add(now - sent)
	}
}

// Smoothed returns the estimate; 0 before the first sample.
func (r *RTT) Smoothed() time.Duration { return r.smoothed }

// Milliseconds returns the estimate as a wire.Ping carries it: 1 to wire.MaxRTT,
// or 0 before the first sample.
func (r *RTT) Milliseconds() uint16 {
	if !r.measured {
		return 0
	}
	ms := (r.smoothed + time.Millisecond/2) / time.Millisecond
	return uint16(min(max(ms, 1), wire.MaxRTT))
}
