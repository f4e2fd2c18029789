package server

import (
	"time"

	"golang.org/x/time/rate"
)

// addrRateLimiter limits the rate of something for each address, or for each of
// any other keys. It is not safe for concurrent use.
type addrRateLimiter struct {
	limit    rate.Limit
	burst    int
	limiters *addrTable[*rate.Limiter]
}

func newAddrRateLimiter(limit rate.Limit, burst int) *addrRateLimiter {
	full := func(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(burst) }
	return &addrRateLimiter{limit, burst, newAddrTable(full)}
}

// get returns the limiter of an address. A new one is full, so it may be
// forgotten until something is taken from it.
func (l *addrRateLimiter) get(addr string, now time.Time) *rate.Limiter {
	limiter, known := l.limiters.Get(addr)
	if !known {
		limiter = rate.NewLimiter(l.limit, l.burst)
		l.limiters.Set(addr, limiter, now)
	}
	return limiter
}
