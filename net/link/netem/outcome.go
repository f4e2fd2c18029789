package netem

import "time"

// The retransmission of a reliable message, after RFC 6298: the sender waits for
// the acknowledgement for twice the longest one-way delay, but at least
// minRetransmitTimeout, as Linux does; and each time twice as long as before. The
// retransmission after maxRetransmits always arrives, so that at 100 per cent
// loss a message is (2^maxRetransmits - 1) timeouts late: 6.2 s with
// minRetransmitTimeout. A real TCP is quicker when many packets follow the lost
// one (fast retransmit), which the few small packets of a game rarely do.
const (
	minRetransmitTimeout = 200 * time.Millisecond
	maxRetransmits       = 5
)

// A reordered message comes this much later, which is behind the next few if one
// is sent each tick or each second tick.
const (
	minReorderDelay = 40 * time.Millisecond
	maxReorderDelay = 80 * time.Millisecond
)

// outcome is what happens to one packet on its way.
type outcome struct {
	delay          time.Duration // from sending to arriving
	duplicateDelay time.Duration // the same for the second copy, if duplicated
	retransmits    int
	lost           bool
	duplicated     bool
	reordered      bool
}

// decide draws the outcome of a packet. A reliable one must arrive, once and in
// order: a loss is a retransmission, and it is neither duplicated nor
// reordered.
func (r packetRand) decide(c Conditions, reliable bool) outcome {
	f := outcome{delay: c.Latency + r.duration(forJitter, c.Jitter)}
	if reliable {
		f.retransmits = r.retransmits(c.Loss)
		f.delay += retransmitTimeout(c) * (1<<f.retransmits - 1)
		return f
	}
	if r.chance(forLoss, c.Loss) {
		f.lost = true
		return f
	}
	if r.chance(forReorder, c.Reorder) {
		f.reordered = true
		f.delay += minReorderDelay + r.duration(forReorderDelay, maxReorderDelay-minReorderDelay)
	}
	if r.chance(forDuplicate, c.Duplicate) {
		f.duplicated = true
		f.duplicateDelay = c.Latency + r.duration(forDuplicateJitter, c.Jitter)
	}
	return f
}

// cut applies a cut that goes on for this long.
func (f *outcome) cut(rest time.Duration, reliable bool) {
	if reliable {
		f.delay += rest
		return
	}
	*f = outcome{lost: true}
}

// retransmits draws how many times the packet has to be sent again before it
// gets through.
func (r packetRand) retransmits(loss int) int {
	n := 0
	for n < maxRetransmits && r.chance(forLoss+purpose(n), loss) {
		n++
	}
	return n
}

func retransmitTimeout(c Conditions) time.Duration {
	return max(minRetransmitTimeout, 2*(c.Latency+c.Jitter))
}
