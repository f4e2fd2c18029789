// Package server compares passwords, and slows down whoever guesses at them.
package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/time/rate"
)

// How often an address may be wrong: so many times at once, and then once in
// so long.
const (
	PasswordBurst    = 5
	PasswordInterval = 10 * time.Second
)

// How often all addresses of a network may be, see network, and all that there
// are. That counts for those addresses alone that have not been right for Lately:
// however many guess, those who play here come in.
const (
	NetworkPasswordBurst    = 4 * PasswordBurst
	NetworkPasswordInterval = PasswordInterval / 2
	TotalPasswordBurst      = 200
	TotalPasswordInterval   = time.Second
	PasswordTrust           = 24 * time.Hour
)

// PasswordLimiter remembers which addresses have been wrong, and which have been right
// lately. It is safe for concurrent use.
type PasswordLimiter struct {
	mu        sync.Mutex
	byAddr    *AddrTable[*rate.Limiter] // by address
	byNetwork *AddrTable[*rate.Limiter] // by network
	total     *rate.Limiter
	trusted   *AddrTable[time.Time] // by address, when it was
}

// NewPasswordLimiter makes a Guard that remembers nothing.
func NewPasswordLimiter() *PasswordLimiter {
	full := func(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(l.Burst()) }
	return &PasswordLimiter{
		byAddr: NewAddrTable(full), byNetwork: NewAddrTable(full), total: rate.NewLimiter(rate.Every(TotalPasswordInterval), TotalPasswordBurst),
		trusted: NewAddrTable(func(at, now time.Time) bool { return now.Sub(at) > PasswordTrust }),
	}
}

// Verify reports whether given is the secret. Where an address has been wrong too
// often, or too many like it have, it looks at nothing, and wait says for how long
// that will be so. No guess at all, an empty one, is wrong but costs nothing.
func (g *PasswordLimiter) Verify(from, given, secret string, now time.Time) (ok bool, wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	buckets := g.limiters(from, given, now)
	for _, l := range buckets {
		wait = max(wait, waitFor(l, now))
	}
	switch {
	case wait > 0:
		return false, wait
	case given == "":
		return secret == "", 0
	case samePassword(given, secret):
		g.trusted.Set(from, now, now)
		return true, 0
	}
	for _, l := range buckets {
		l.AllowN(now, 1)
	}
	return false, 0
}

// limiters are those that count for a guess from an address.
func (g *PasswordLimiter) limiters(from, given string, now time.Time) []*rate.Limiter {
	own := limiterFor(g.byAddr, from, PasswordInterval, PasswordBurst, now)
	at, was := g.trusted.Get(from)
	if was && now.Sub(at) <= PasswordTrust || given == "" {
		return []*rate.Limiter{own}
	}
	all := []*rate.Limiter{own, g.total}
	if net := sharedPrefix(from); net != "" {
		all = append(all, limiterFor(g.byNetwork, net, NetworkPasswordInterval, NetworkPasswordBurst, now))
	}
	return all
}

// limiterFor is the one of an address or a network. While nothing is taken from it, it
// is full, and may be forgotten.
func limiterFor(of *AddrTable[*rate.Limiter], key string, every time.Duration, burst int, now time.Time) *rate.Limiter {
	l, known := of.Get(key)
	if !known {
		l = rate.NewLimiter(rate.Every(every), burst)
		of.Set(key, l, now)
	}
	return l
}

// waitFor is how long it is until a bucket has something in it.
func waitFor(l *rate.Limiter, now time.Time) time.Duration {
	if n := 1 - l.TokensAt(now); n > 0 {
		return time.Duration(n / float64(l.Limit()) * float64(time.Second))
	}
	return 0
}

// sharedPrefix is what an address has been given out of, where one may easily have all
// of that: of IPv6 the first 48 bits, and this computer's own addresses in IPv4.
func sharedPrefix(from string) string {
	ip, err := netip.ParseAddr(from)
	if p, err2 := netip.ParsePrefix(from); err != nil && err2 == nil {
		ip, err = p.Addr(), nil
	}
	bits := 48
	switch {
	case err != nil || ip.Is4() && !ip.IsLoopback():
		return ""
	case ip.Is4():
		bits = 8
	}
	return netip.PrefixFrom(ip, bits).Masked().String()
}

// samePassword compares in a time that tells nothing about where the two differ, nor
// how long the secret is. A letter may be one character or composed of several:
// keyboards differ in that (RFC 8265, section 4.2).
func samePassword(given, secret string) bool {
	a, b := sha256.Sum256(norm.NFC.Bytes([]byte(given))), sha256.Sum256(norm.NFC.Bytes([]byte(secret)))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
