package flakylink

import "time"

// The resend of a message that must arrive, after RFC 6298: whoever sends
// waits for the acknowledgement for twice what the way takes at worst, but at
// least minResend, as Linux does; and each time twice as long as the time
// before. The resend after maxResends always arrives, so that at 100 per cent
// loss a message comes (2^maxResends - 1) waits late: 6.2 s with minResend.
// A real TCP is quicker where many packets follow the lost one (fast
// retransmit); the few small packets of a game seldom help it to that.
const (
	minResend  = 200 * time.Millisecond
	maxResends = 5
)

// A message that is held back comes this much later, which is behind the next
// few where one is sent each tick, or each second tick.
const (
	minHold = 40 * time.Millisecond
	maxHold = 80 * time.Millisecond
)

// fate is what happens to one packet on its way.
type fate struct {
	delay   time.Duration // from sending to arriving
	again   time.Duration // the same for the second copy, where doubled
	resends int
	lost    bool
	doubled bool
	held    bool
}

// fate draws the fate of a packet. One that is kept must arrive, once and in
// order; to it a loss is a resend, and there is neither a copy nor a hold.
func (d dice) fate(c Conditions, kept bool) fate {
	f := fate{delay: c.Latency + d.span(forJitter, c.Jitter)}
	if kept {
		f.resends = d.resends(c.Loss)
		f.delay += resendWait(c) * (1<<f.resends - 1)
		return f
	}
	if d.chance(forLoss, c.Loss) {
		f.lost = true
		return f
	}
	if d.chance(forReorder, c.Reorder) {
		f.held = true
		f.delay += minHold + d.span(forHold, maxHold-minHold)
	}
	if d.chance(forDouble, c.Double) {
		f.doubled = true
		f.again = c.Latency + d.span(forCopy, c.Jitter)
	}
	return f
}

// cut is what a cut that goes on for so much longer makes of a fate.
func (f *fate) cut(rest time.Duration, kept bool) {
	if kept {
		f.delay += rest
		return
	}
	*f = fate{lost: true}
}

// resends draws how many times the packet is sent before it gets through,
// beyond the first.
func (d dice) resends(loss int) int {
	n := 0
	for n < maxResends && d.chance(forLoss+purpose(n), loss) {
		n++
	}
	return n
}

func resendWait(c Conditions) time.Duration {
	return max(minResend, 2*(c.Latency+c.Jitter))
}
