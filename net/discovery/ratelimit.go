package discovery

import (
	"hash/maphash"
	"net/netip"
	"time"
)

// How much is sent to strangers in a second, at most. A computer may have many
// finders, which ask a server again and again. A finder asks each server that
// is new once, and even when all of a network with 254 addresses make servers
// up, what they get together is less than totalRate.
const (
	answersPerAddr = 64
	probesPerAddr  = 8
	totalRate      = 2048
	addrBurst      = 32 // in the first moment
)

// rateLimiter bounds what is sent to each address and to all. The drawers are few
// and strangers may come from many addresses, but those of one network, if it
// isn't greater than 65,536, have each its own. The seed keeps anybody from
// choosing whose drawer to share in another network.
type rateLimiter struct {
	perAddr int
	seed    maphash.Seed
	total   bucket
	buckets [1 << 16]bucket
}

// bucket is when all that it let pass would have passed, one at a time.
type bucket time.Duration

func newRateLimiter(each int) *rateLimiter {
	return &rateLimiter{perAddr: each, seed: maphash.MakeSeed()}
}

// allow tells whether one more may be sent to this IPv4 address now.
func (t *rateLimiter) allow(to netip.Addr, now time.Duration) bool {
	four := to.As4()
	shift := uint16(maphash.Bytes(t.seed, four[:2]))
	d := &t.buckets[shift^(uint16(four[2])<<8|uint16(four[3]))]
	return d.allow(now, t.perAddr, addrBurst) && t.total.allow(now, totalRate, totalRate/8)
}

// allow lets so many pass in a second, and so many at once.
func (d *bucket) allow(now time.Duration, rate, burst int) bool {
	each := time.Second / time.Duration(rate)
	after := max(time.Duration(*d), now) + each
	if after-now > time.Duration(burst)*each {
		return false
	}
	*d = bucket(after)
	return true
}
