package host

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/tcplink"
	"clew/net/replica"
)

// TickBounds are the upper bounds of the buckets in which Stats counts how long
// ticks took.
var TickBounds = [...]time.Duration{
	100 * time.Microsecond, 250 * time.Microsecond, 500 * time.Microsecond, time.Millisecond,
	2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond, 16667 * time.Microsecond,
	33 * time.Millisecond, 100 * time.Millisecond,
}

// Stats is how a Host is doing. The counts are since its start.
type Stats struct {
	Beat time.Time // of the last tick, or before the first of the start
	Load

	Ticks     uint64
	TickTime  time.Duration           // all ticks together
	TickTimes [len(TickBounds)]uint64 // how many took at most so long
	Late      uint64                  // ticks that took longer than there is time for
	Dropped   time.Duration           // time that the game fell behind
	Refusals  map[string]uint64       // by wire's codes
	In, Out   map[string]Traffic      // by the names of wire's messages
}

// Load is what is seen now and then, about twice a second.
type Load struct {
	Level       string
	MaxPlayers  int
	Locked      bool // there is a password
	Players     int  // those who are away included
	Away        int
	Watchers    int // who have no player
	Connections int
	Finished    int           // players who found the exit
	Idle        int           // players who have pressed nothing for as long as they may
	IdleLongest time.Duration // for how long the one has who has for longest, of those who are not away
	Waiting     int           // inputs and walks in the queues of all players
	Longest     int           // in the longest of these
	Unsent      int           // messages that wait to be sent to all clients
	Slowest     int           // to the one for whom the most wait
}

// Traffic counts messages, and their bytes without framing.
type Traffic struct{ Messages, Bytes uint64 }

// gauge is where the numbers come together. All of it is safe for concurrent
// use.
type gauge struct {
	beat    atomic.Int64 // in Unix nanoseconds
	load    atomic.Pointer[Load]
	dropped atomic.Int64
	in, out kinds

	mu       sync.Mutex
	ticks    uint64
	took     time.Duration
	buckets  [len(TickBounds)]uint64
	late     uint64
	refusals map[string]uint64
}

func newGauge() *gauge {
	g := &gauge{refusals: map[string]uint64{}}
	g.beat.Store(time.Now().UnixNano())
	g.load.Store(&Load{})
	return g
}

// tick counts a tick.
func (g *gauge) tick(took time.Duration, late bool) {
	g.beat.Store(time.Now().UnixNano())
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ticks++
	g.took += took
	for i, bound := range TickBounds {
		if took <= bound {
			g.buckets[i]++
		}
	}
	if late {
		g.late++
	}
}

// refused counts a refusal.
func (g *gauge) refused(code string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refusals[code]++
}

// Stats may be called at any time, and as often as one likes.
func (h *Host) Stats() Stats {
	g := h.gauge
	s := Stats{
		Beat: time.Unix(0, g.beat.Load()), Load: *g.load.Load(),
		Dropped: time.Duration(g.dropped.Load()),
		In:      g.in.traffic(), Out: g.out.traffic(),
	}
	r := h.rules.Load()
	s.MaxPlayers, s.Locked = r.MaxPlayers, r.Password != ""
	g.mu.Lock()
	s.Ticks, s.TickTime, s.TickTimes, s.Late = g.ticks, g.took, g.buckets, g.late
	s.Refusals = maps.Clone(g.refusals)
	g.mu.Unlock()
	return s
}

// look sees how the game stands. It runs on the loop.
func (h *Host) look() {
	l := &Load{Level: h.level.Name, Watchers: h.server.Game.Watchers(), Connections: h.server.Seats()}
	idle := idleTicks(h.rules.Load().Idle)
	h.people = h.server.Game.People(h.people[:0])
	for _, p := range h.people {
		l.count(p, idle)
	}
	h.links = slices.DeleteFunc(h.links, over)
	for _, link := range h.links {
		n := link.Stats().Waiting
		l.Unsent += n
		l.Slowest = max(l.Slowest, n)
	}
	h.gauge.load.Store(l)
}

// over reports that nothing of a link is left.
func over(l *tcplink.Link) bool {
	select {
	case <-l.Done():
		return true
	default:
		return false
	}
}

func (l *Load) count(p authority.Person, idle sim.Tick) {
	l.Players++
	l.Waiting += p.Waiting
	l.Longest = max(l.Longest, p.Waiting)
	if p.Away {
		l.Away++
	} else {
		l.IdleLongest = max(l.IdleLongest, time.Duration(p.Idle)*replica.TickTime)
		if idle > 0 && p.Idle >= idle {
			l.Idle++
		}
	}
	if p.Exit != 0 {
		l.Finished++
	}
}
