package server

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many lines of the log are about what comes from one address, and from all:
// so many at once, and then so many a second. Who comes and goes without end
// would fill a disk otherwise, and hide what else there is to read.
const (
	linesPerAddr    = 200
	lineRatePerAddr = rate.Limit(1)
	linesTotal      = 2000
	lineRateTotal   = rate.Limit(10)
)

// summaryInterval is how long what was left out is counted before it is told of.
const summaryInterval = 10 * time.Second

// logLimiter decides which lines are logged of those that strangers bring about, and
// counts the others. It is safe for concurrent use.
type logLimiter struct {
	mu         sync.Mutex
	total      *rate.Limiter
	byAddr     *AddrTable[*rate.Limiter] // by origin
	suppressed suppressedLines
	since      time.Time // of the first line in sum
}

// suppressedLines is what was not logged.
type suppressedLines struct {
	byMessage map[string]int // by what they say
	total     int
	leader    string // the origin of more than half of them, if one has so many, …
	lead      int    // … and by how much it leads (Boyer and Moore's majority vote)
}

func newLogLimiter() *logLimiter {
	return &logLimiter{
		total:      rate.NewLimiter(lineRateTotal, linesTotal),
		byAddr:     NewAddrTable(func(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= linesPerAddr }),
		suppressed: suppressedLines{byMessage: map[string]int{}},
	}
}

// allow reports whether a line that is about an origin may be logged, and counts
// it otherwise.
func (q *logLimiter) allow(from, text string, now time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.limiter(from, now).AllowN(now, 1) && q.total.AllowN(now, 1) {
		return true
	}
	if len(q.suppressed.byMessage) == 0 {
		q.since = now
	}
	q.suppressed.add(from, text)
	return false
}

// limiter is that of an origin.
func (q *logLimiter) limiter(from string, now time.Time) *rate.Limiter {
	l, known := q.byAddr.Get(from)
	if !known {
		l = rate.NewLimiter(lineRatePerAddr, linesPerAddr)
		q.byAddr.Set(from, l, now)
	}
	return l
}

// take empties the sum once it is old enough, and returns what was in it.
func (q *logLimiter) take(now time.Time) (was suppressedLines, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.suppressed.byMessage) == 0 || now.Sub(q.since) < summaryInterval {
		return suppressedLines{}, false
	}
	was, q.suppressed = q.suppressed, suppressedLines{byMessage: map[string]int{}}
	return was, true
}

func (s *suppressedLines) add(from, text string) {
	s.byMessage[text]++
	s.total++
	switch {
	case s.lead == 0:
		s.leader, s.lead = from, 1
	case s.leader == from:
		s.lead++
	default:
		s.lead--
	}
}

// majority is the origin of more than half of the lines; empty: none certainly is.
func (s *suppressedLines) majority() string {
	if 2*s.lead > s.total {
		return s.leader
	}
	return ""
}
