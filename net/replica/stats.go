package replica

import "time"

// Stats holds the numbers of the net graph at a moment.
type Stats struct {
	RTT     time.Duration // smoothed round trip from Ping to Pong
	Jitter  time.Duration // mean deviation of the snapshots' arrivals
	Waiting int           // inputs of this client that wait at the server
	Pending int           // inputs that the server has not acknowledged

	Corrections    int   // so far, without Relocated ones
	LastCorrection int32 // size of the last one, in units
	MaxCorrection  int32 // size of the largest one, in units

	SnapshotRate int // snapshots that arrived in the last second

	// InterpolationDelay is how far in the past the others are shown: the
	// interval between two snapshots plus a margin for the jitter.
	InterpolationDelay time.Duration
	DelayInterval      time.Duration
	DelayJitter        time.Duration
}

// Stats returns the numbers of the net graph at this moment.
func (r *Replica) Stats() Stats {
	clock := &r.interpolator.clock
	return Stats{
		RTT:     r.rtt.Smoothed(),
		Jitter:  clock.deviation,
		Waiting: r.backlog.waiting,
		Pending: r.predictor.Pending(),

		Corrections:    r.corrections.count,
		LastCorrection: r.corrections.last,
		MaxCorrection:  r.corrections.max,

		SnapshotRate: clock.rate(r.now),

		InterpolationDelay: clock.delay,
		DelayInterval:      clock.delay - clock.jitter,
		DelayJitter:        clock.jitter,
	}
}
