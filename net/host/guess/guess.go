// Package guess compares passwords, and slows down whoever guesses at them.
package guess

import (
	"crypto/sha256"
	"crypto/subtle"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/time/rate"

	"clew/net/host/ledger"
)

// How often an address may be wrong: so many times at once, and then once in
// so long.
const (
	Burst = 5
	Every = 10 * time.Second
)

// Guard remembers which addresses have been wrong. It is safe for concurrent
// use.
type Guard struct {
	mu    sync.Mutex
	wrong *ledger.Ledger[*rate.Limiter]
}

// New makes a Guard that remembers nothing.
func New() *Guard {
	return &Guard{wrong: ledger.New(func(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= Burst })}
}

// Check reports whether given is the secret. Where an address has been wrong too
// often it looks at nothing, and wait says for how long that will be so. No
// guess at all, an empty one, is wrong but costs nothing.
func (g *Guard) Check(from, given, secret string, now time.Time) (ok bool, wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l, known := g.wrong.Of(from)
	if known && l.TokensAt(now) < 1 {
		missing := 1 - l.TokensAt(now)
		return false, time.Duration(missing * float64(Every))
	}
	if given == "" || same(given, secret) {
		return given != "" || secret == "", 0
	}
	if !known {
		l = rate.NewLimiter(rate.Every(Every), Burst)
		g.wrong.Add(from, l, now)
	}
	l.AllowN(now, 1)
	return false, 0
}

// same compares in a time that tells nothing about where the two differ, nor
// how long the secret is. A letter may be one character or composed of several:
// keyboards differ in that (RFC 8265, section 4.2).
func same(given, secret string) bool {
	a, b := sha256.Sum256(norm.NFC.Bytes([]byte(given))), sha256.Sum256(norm.NFC.Bytes([]byte(secret)))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
