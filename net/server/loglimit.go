package server

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits of log lines about one address and about all of them: a burst, and then
// a rate per second. Clients that reconnect endlessly would otherwise fill the
// disk and hide everything else.
const (
	linesPerAddr    = 200
	lineRatePerAddr = rate.Limit(1)
	linesTotal      = 2000
	lineRateTotal   = rate.Limit(10)
)

// summaryInterval is the time between summaries of suppressed lines.
const summaryInterval = 10 * time.Second

// logLimiter limits the log lines that strangers can cause, and counts suppressed
// ones. It is safe for concurrent use.
type logLimiter struct {
	mu         sync.Mutex
	total      *rate.Limiter
	byAddr     *addrRateLimiter // by AddrKey
	suppressed suppressedLines
	since      time.Time // when the first line was suppressed
}

// suppressedLines counts lines that were not logged.
type suppressedLines struct {
	byMessage map[string]int
	total     int
	leader    string // the address with more than half of the lines, if there is one …
	lead      int    // … by its lead in the Boyer–Moore majority vote
}

func newLogLimiter() *logLimiter {
	return &logLimiter{
		total:      rate.NewLimiter(lineRateTotal, linesTotal),
		byAddr:     newAddrRateLimiter(lineRatePerAddr, linesPerAddr),
		suppressed: suppressedLines{byMessage: map[string]int{}},
	}
}

// allow reports whether a line about an address may be logged; otherwise it counts
// the line as suppressed.
func (l *logLimiter) allow(addr, message string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byAddr.get(addr, now).AllowN(now, 1) && l.total.AllowN(now, 1) {
		return true
	}
	if len(l.suppressed.byMessage) == 0 {
		l.since = now
	}
	l.suppressed.add(addr, message)
	return false
}

// take resets the counts if they are old enough, and returns them.
func (l *logLimiter) take(now time.Time) (taken suppressedLines, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.suppressed.byMessage) == 0 || now.Sub(l.since) < summaryInterval {
		return suppressedLines{}, false
	}
	taken, l.suppressed = l.suppressed, suppressedLines{byMessage: map[string]int{}}
	return taken, true
}

func (s *suppressedLines) add(addr, message string) {
	s.byMessage[message]++
	s.total++
	switch {
	case s.lead == 0:
		s.leader, s.lead = addr, 1
	case s.leader == addr:
		s.lead++
	default:
		s.lead--
	}
}

// majority returns the address that caused more than half of the lines, or "".
func (s *suppressedLines) majority() string {
	if 2*s.lead > s.total {
		return s.leader
	}
	return ""
}
