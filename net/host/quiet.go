package host

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"clew/net/host/ledger"
)

// How many lines of the log are about what comes from one address, and from all:
// so many at once, and then so many a second. Who comes and goes without end
// would fill a disk otherwise, and hide what else there is to read.
const (
	linesEach    = 200
	linesEachPer = rate.Limit(1)
	linesAll     = 2000
	linesAllPer  = rate.Limit(10)
)

// sumEvery is how long what was left out is counted before it is told of.
const sumEvery = 10 * time.Second

// quiet decides which lines are logged of those that strangers bring about, and
// counts the others. It is safe for concurrent use.
type quiet struct {
	mu    sync.Mutex
	all   *rate.Limiter
	each  *ledger.Ledger[*rate.Limiter] // by origin
	sum   omitted
	since time.Time // of the first line in sum
}

// omitted is what was not logged.
type omitted struct {
	lines map[string]int // by what they say
	total int
	from  string // the origin of more than half of them, if one has so many, …
	lead  int    // … and by how much it leads (Boyer and Moore's majority vote)
}

func newQuiet() *quiet {
	return &quiet{
		all:  rate.NewLimiter(linesAllPer, linesAll),
		each: ledger.New(func(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= linesEach }),
		sum:  omitted{lines: map[string]int{}},
	}
}

// allow reports whether a line that is about an origin may be logged, and counts
// it otherwise.
func (q *quiet) allow(from, text string, now time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.limiter(from, now).AllowN(now, 1) && q.all.AllowN(now, 1) {
		return true
	}
	if len(q.sum.lines) == 0 {
		q.since = now
	}
	q.sum.add(from, text)
	return false
}

// limiter is that of an origin.
func (q *quiet) limiter(from string, now time.Time) *rate.Limiter {
	l, known := q.each.Of(from)
	if !known {
		l = rate.NewLimiter(linesEachPer, linesEach)
		q.each.Add(from, l, now)
	}
	return l
}

// take empties the sum once it is old enough, and returns what was in it.
func (q *quiet) take(now time.Time) (was omitted, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.sum.lines) == 0 || now.Sub(q.since) < sumEvery {
		return omitted{}, false
	}
	was, q.sum = q.sum, omitted{lines: map[string]int{}}
	return was, true
}

func (s *omitted) add(from, text string) {
	s.lines[text]++
	s.total++
	switch {
	case s.lead == 0:
		s.from, s.lead = from, 1
	case s.from == from:
		s.lead++
	default:
		s.lead--
	}
}

// mostly is the origin of more than half of the lines; empty: none certainly is.
func (s *omitted) mostly() string {
	if 2*s.lead > s.total {
		return s.from
	}
	return ""
}
