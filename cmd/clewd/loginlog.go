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
	failedLoginBurst    = 20
	failedLoginInterval = 10 * time.Second
)

// failedLoginLog tells the log of those who guess at the admin password, but does not
// fill it: they may do so thousands of times a second. It is safe for concurrent
// use.
type failedLoginLog struct {
	log        *slog.Logger
	limiter    *rate.Limiter
	suppressed *atomic.Int64 // since the last that was told of
}

func newFailedLoginLog(log *slog.Logger) failedLoginLog {
	return failedLoginLog{log: log, limiter: rate.NewLimiter(rate.Every(failedLoginInterval), failedLoginBurst), suppressed: new(atomic.Int64)}
}

// warn tells of one, with fields for the log.
func (g failedLoginLog) warn(fields ...any) {
	if !g.limiter.Allow() {
		g.suppressed.Add(1)
		return
	}
	if n := g.suppressed.Swap(0); n > 0 {
		fields = append(fields, "and not told of before", n)
	}
	g.log.Warn("someone guesses at the admin password", fields...)
}
