package main

import (
	"log/slog"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// How often the log tells of who guesses at the admin password: so often at
// once, and then once in so long.
const (
	guessesTold = 20
	guessesPer  = 10 * time.Second
)

// guesses tells the log of those who guess at the admin password, but does not
// fill it: they may do so thousands of times a second. It is safe for concurrent
// use.
type guesses struct {
	log    *slog.Logger
	pace   *rate.Limiter
	untold *atomic.Int64 // since the last that was told of
}

func newGuesses(log *slog.Logger) guesses {
	return guesses{log: log, pace: rate.NewLimiter(rate.Every(guessesPer), guessesTold), untold: new(atomic.Int64)}
}

// warn tells of one, with fields for the log.
func (g guesses) warn(fields ...any) {
	if !g.pace.Allow() {
		g.untold.Add(1)
		return
	}
	if n := g.untold.Swap(0); n > 0 {
		fields = append(fields, "and not told of before", n)
	}
	g.log.Warn("someone guesses at the admin password", fields...)
}
