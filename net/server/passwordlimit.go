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

// Wrong passwords of an address: a burst, and then one per interval.
const (
	PasswordBurst    = 5
	PasswordInterval = 10 * time.Second
)

// Wrong passwords of a network, see sharedPrefix, and of all addresses together.
// These limits don't apply to an address that gave the right password within
// passwordTrust: however many people guess, regular players can join.
const (
	networkPasswordBurst    = 4 * PasswordBurst
	networkPasswordInterval = PasswordInterval / 2
	totalPasswordBurst      = 200
	totalPasswordInterval   = time.Second
	passwordTrust           = 24 * time.Hour
)

// PasswordLimiter compares passwords and limits wrong ones. It is safe for
// concurrent use.
type PasswordLimiter struct {
	mu        sync.Mutex
	byAddr    *addrRateLimiter
	byNetwork *addrRateLimiter // by sharedPrefix
	total     *rate.Limiter
	trusted   *addrTable[time.Time] // when an address last gave the right password
}

// NewPasswordLimiter returns a PasswordLimiter without any history.
func NewPasswordLimiter() *PasswordLimiter {
	return &PasswordLimiter{
		byAddr:    newAddrRateLimiter(rate.Every(PasswordInterval), PasswordBurst),
		byNetwork: newAddrRateLimiter(rate.Every(networkPasswordInterval), networkPasswordBurst),
		total:     rate.NewLimiter(rate.Every(totalPasswordInterval), totalPasswordBurst),
		trusted:   newAddrTable(func(at, now time.Time) bool { return now.Sub(at) > passwordTrust }),
	}
}

// Verify reports whether given is the secret. If the address, or addresses like
// it, have been wrong too often, it rejects any password and returns how long to
// wait. An empty password is wrong but costs nothing.
func (p *PasswordLimiter) Verify(addr, given, secret string, now time.Time) (ok bool, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	limiters := p.limiters(addr, given, now)
	for _, l := range limiters {
		wait = max(wait, waitFor(l, now))
	}
	switch {
	case wait > 0:
		return false, wait
	case given == "":
		return secret == "", 0
	case samePassword(given, secret):
		p.trusted.Set(addr, now, now)
		return true, 0
	}
	for _, l := range limiters {
		l.AllowN(now, 1)
	}
	return false, 0
}

// limiters returns the rate limiters that apply to a password from an address.
func (p *PasswordLimiter) limiters(addr, given string, now time.Time) []*rate.Limiter {
	own := p.byAddr.get(addr, now)
	at, known := p.trusted.Get(addr)
	if known && now.Sub(at) <= passwordTrust || given == "" {
		return []*rate.Limiter{own}
	}
	all := []*rate.Limiter{own, p.total}
	if network := sharedPrefix(addr); network != "" {
		all = append(all, p.byNetwork.get(network, now))
	}
	return all
}

// waitFor returns the time until a limiter has a token.
func waitFor(l *rate.Limiter, now time.Time) time.Duration {
	if n := 1 - l.TokensAt(now); n > 0 {
		return time.Duration(n / float64(l.Limit()) * float64(time.Second))
	}
	return 0
}

// sharedPrefix returns the network of an address within which one person can
// easily use many addresses: an IPv6 /48, or this computer's own IPv4 addresses;
// otherwise "".
func sharedPrefix(addr string) string {
	ip, err := netip.ParseAddr(addr)
	if p, err2 := netip.ParsePrefix(addr); err != nil && err2 == nil {
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

// samePassword compares in constant time and does not reveal the secret's length.
// Both are normalized, since keyboards differ in how they compose letters (RFC
// 8265, section 4.2).
func samePassword(given, secret string) bool {
	a, b := sha256.Sum256(norm.NFC.Bytes([]byte(given))), sha256.Sum256(norm.NFC.Bytes([]byte(secret)))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
