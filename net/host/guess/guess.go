// Package guess compares passwords, and slows down whoever guesses at them.
package guess

import (
	"crypto/sha256"
	"crypto/subtle"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often an address may be wrong: so many times at once, and then once in
// so long.
const (
	Burst = 5
	Every = 10 * time.Second
)

// minSweep is how many addresses are kept before it is worth to forget any.
const minSweep = 256

// Guard remembers which addresses have been wrong. It is safe for concurrent
// use.
type Guard struct {
	mu      sync.Mutex
	wrong   map[string]*rate.Limiter // by address
	sweepAt int
}

// New makes a Guard that remembers nothing.
func New() *Guard { return &Guard{wrong: map[string]*rate.Limiter{}, sweepAt: minSweep} }

// Check reports whether given is the secret. Where an address has been wrong too
// often it looks at nothing, and wait says for how long that will be so. No
// guess at all, an empty one, is wrong but costs nothing.
func (g *Guard) Check(from, given, secret string, now time.Time) (ok bool, wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.wrong[from]
	if l != nil && l.TokensAt(now) < 1 {
		missing := 1 - l.TokensAt(now)
		return false, time.Duration(missing * float64(Every))
	}
	if given == "" || same(given, secret) {
		return given == secret, 0
	}
	if l == nil {
		g.sweep(now)
		l = rate.NewLimiter(rate.Every(Every), Burst)
		g.wrong[from] = l
	}
	l.AllowN(now, 1)
	return false, 0
}

// same compares in a time that tells nothing about where the two differ, nor
// how long the secret is.
func same(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// sweep forgets addresses that may be wrong as often as any other, once there
// are many.
func (g *Guard) sweep(now time.Time) {
	if len(g.wrong) < g.sweepAt {
		return
	}
	for from, l := range g.wrong {
		if l.TokensAt(now) >= Burst {
			delete(g.wrong, from)
		}
	}
	g.sweepAt = max(minSweep, 2*len(g.wrong))
}
