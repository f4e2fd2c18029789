package replica

const (
	wantedBacklog  = 4  // inputs that may wait at the server all the time
	backlogSamples = 16 // snapshots in a measurement: half a second or so
)

// inputBacklog measures how many inputs wait at the server all the time. Those
// that the jitter does not need are nothing but delay, so the client makes fewer
// inputs until they are gone.
type inputBacklog struct {
	waiting    int // in the newest snapshot
	minWaiting int // the fewest in the current measurement
	samples    int // snapshots in the current measurement
	backlog    int // the fewest in the last complete one
}

// update adds what a snapshot says.
func (b *inputBacklog) update(waiting int) {
	b.waiting = waiting
	if b.samples++; b.samples == 1 || b.waiting < b.minWaiting {
		b.minWaiting = b.waiting
	}
	if b.samples >= backlogSamples {
		b.backlog, b.samples = b.minWaiting, 0
	}
}

// skips reports whether this tick should make no input, so that the backlog
// shrinks: while there is one, every eighth does not.
func (b *inputBacklog) skips(tick int) bool { return b.backlog > wantedBacklog && tick%8 == 0 }
