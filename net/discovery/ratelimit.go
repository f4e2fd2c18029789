package discovery

import (
	"hash/maphash"
	"net/netip"
	"time"
)

// Limits on what is sent to strangers per second. A computer may have many finders,
// which probe a server again and again. A finder probes each new server once, and
// even if all of a network with 254 addresses invent servers, their probes
// together stay below totalRate.
const (
	answersPerAddr = 64
	probesPerAddr  = 8
	totalRate      = 2048
	addrBurst      = 32 // at once
)

// rateLimiter limits what is sent to each address and to all. Its fixed number of
// buckets takes no allocation under a flood, yet each address of a network of up
// to 65,536 has a bucket of its own. The seed keeps attackers from choosing with
// whom in another network they share one.
type rateLimiter struct {
	perAddr int
	seed    maphash.Seed
	total   bucket
	buckets [1 << 16]bucket
}

// bucket is the time at which all that it has let pass would have passed one by one.
type bucket time.Duration

func newRateLimiter(each int) *rateLimiter {
	return &rateLimiter{perAddr: each, seed: maphash.MakeSeed()}
}

// allow reports whether another datagram may be sent to an IPv4 address now.
func (l *rateLimiter) allow(to netip.Addr, now time.Duration) bool {
	four := to.As4()
	shift := uint16(maphash.Bytes(l.seed, four[:2]))
	b := &l.buckets[shift^(uint16(four[2])<<8|uint16(four[3]))]
	return b.allow(now, l.perAddr, addrBurst) && l.total.allow(now, totalRate, totalRate/8)
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
