package netem

import (
	"math/bits"
	"time"

	"clew/engine/splitmix"
)

// Direction is a way through the link, seen from the wrapped end.
type Direction uint8

// The directions.
const (
	Up   Direction = iota // what this end sends
	Down                  // what this end receives
)

// purpose is what a random number is used for.
type purpose uint64

// The purposes. Their values are part of what a seed means: a recorded run
// changes when they do.
const (
	forJitter          purpose = 1
	forDuplicate       purpose = 2
	forDuplicateJitter purpose = 3 // the jitter of the second copy
	forReorder         purpose = 4
	forReorderDelay    purpose = 5  // for how long it is held back
	forLoss            purpose = 16 // and above: one for each attempt to send
)

// packetRand draws the random numbers of one packet. Each is a pure function of
// the seed, the packet and the purpose. A generator that is asked in turn would
// not do: one packet more, or one draw more, would change what happens to every
// packet after it.
type packetRand struct {
	seed   uint64
	dir    Direction
	number uint64 // of the packet in its direction
}

func (r packetRand) draw(p purpose) uint64 {
	x := splitmix.Mix(r.seed + splitmix.Gamma*(uint64(r.dir)+1))
	x = splitmix.Mix(x + splitmix.Gamma*(r.number+1))
	return splitmix.Mix(x + splitmix.Gamma*uint64(p))
}

// uintn returns a uniform draw from 0 to n-1. It scales instead of taking a
// remainder, so a higher n never gives a lower number: a packet that is lost at
// 10 per cent is lost at 20 too.
func (r packetRand) uintn(p purpose, n uint64) uint64 {
	hi, _ := bits.Mul64(r.draw(p), n)
	return hi
}

// chance reports whether something with this probability happens.
func (r packetRand) chance(p purpose, percent int) bool {
	return r.uintn(p, 100) < uint64(percent)
}

// duration draws a time from 0 to longest, both included.
func (r packetRand) duration(p purpose, longest time.Duration) time.Duration {
	return time.Duration(r.uintn(p, uint64(longest)+1))
}
