package main

import (
	"log/slog"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// Limit of log lines about wrong admin passwords.
const (
	failedLoginBurst    = 20
	failedLoginInterval = 10 * time.Second
)

// failedLoginLog logs attempts to guess the admin password without letting
// thousands of them a second fill the log. It is safe for concurrent use.
type failedLoginLog struct {
	log        *slog.Logger
	limiter    *rate.Limiter
	suppressed *atomic.Int64 // since the last line
}

func newFailedLoginLog(log *slog.Logger) failedLoginLog {
	return failedLoginLog{log: log, limiter: rate.NewLimiter(rate.Every(failedLoginInterval), failedLoginBurst), suppressed: new(atomic.Int64)}
}

// warn logs an attempt with attributes.
func (l failedLoginLog) warn(fields ...any) {
	if !l.limiter.Allow() {
		l.suppressed.Add(1)
		return
	}
	if n := l.suppressed.Swap(0); n > 0 {
		fields = append(fields, "suppressed", n)
	}
	l.log.Warn("too many wrong admin passwords", fields...)
}
