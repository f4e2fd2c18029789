package lan

import (
	"hash/maphash"
	"net/netip"
	"time"
)

// How much is sent to strangers, at most: in a second and at once.
const (
	toEach = 64
	toAll  = 2048
)

// throttle bounds what is sent to each address and to all. It has room for few
// addresses, and strangers may come from many: those that fall into the same
// drawer share its bound. The seed keeps anybody from choosing who.
type throttle struct {
	seed    maphash.Seed
	all     drawer
	drawers [1024]drawer
}

// drawer is when all that it let pass would have passed, one at a time.
type drawer time.Duration

func newThrottle() *throttle { return &throttle{seed: maphash.MakeSeed()} }

// allow tells whether one more may be sent to this address now.
func (t *throttle) allow(to netip.Addr, now time.Duration) bool {
	d := &t.drawers[maphash.Comparable(t.seed, to)%uint64(len(t.drawers))]
	return d.allow(now, toEach) && t.all.allow(now, toAll)
}

// allow lets so many pass in a second, and so many at once.
func (d *drawer) allow(now time.Duration, rate int) bool {
	after := max(time.Duration(*d), now) + time.Second/time.Duration(rate)
	if after-now > time.Second {
		return false
	}
	*d = drawer(after)
	return true
}
