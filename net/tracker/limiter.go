package tracker

import (
	"hash/maphash"
	"net/netip"
	"time"
)

// limiter limits what is done for each address and for all. Its fixed number of
// buckets takes no allocation under a flood; the seed keeps attackers from choosing
// with whom they share one.
type limiter struct {
	rate, burst int
	seed        maphash.Seed
	total       bucket
	buckets     [1 << 14]bucket
}

// bucket is the time at which all that it has let pass would have passed one by one.
type bucket time.Duration

func newLimiter(rate, burst int) *limiter {
	return &limiter{rate: rate, burst: burst, seed: maphash.MakeSeed()}
}

// allow reports whether one more may be done for an address now.
func (l *limiter) allow(a netip.Addr, now time.Duration) bool {
	key := addrKey(a).Addr().As16()
	b := &l.buckets[maphash.Bytes(l.seed, key[:])%uint64(len(l.buckets))]
	return b.allow(now, l.rate, l.burst) && l.total.allow(now, totalRate, totalRate/8)
}

// allow takes a token at a rate per second with a burst.
func (b *bucket) allow(now time.Duration, rate, burst int) bool {
	each := time.Second / time.Duration(rate)
	after := max(time.Duration(*b), now) + each
	if after-now > time.Duration(burst)*each {
		return false
	}
	*b = bucket(after)
	return true
}
