package server

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/tcp"
	"clew/net/replica"
)

// TickBuckets are the upper bounds of the buckets in which Stats counts how long
// ticks took.
var TickBuckets = [...]time.Duration{
	100 * time.Microsecond, 250 * time.Microsecond, 500 * time.Microsecond, time.Millisecond,
	2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond, 16667 * time.Microsecond,
	33 * time.Millisecond, 100 * time.Millisecond,
}

// Stats is how a Host is doing. The counts are since its start.
type Stats struct {
	LastTick time.Time // of the last tick, or before the first of the start
	Gauges

	Ticks          uint64
	TotalTickTime  time.Duration            // all ticks together
	TickCounts     [len(TickBuckets)]uint64 // how many took at most so long
	LateTicks      uint64                   // ticks that took longer than there is time for
	DroppedTime    time.Duration            // time that the game fell behind
	Refusals       map[string]uint64        // by wire's codes
	Received, Sent map[string]Traffic       // by the names of wire's messages
}

// Gauges is what is seen now and then, about twice a second.
type Gauges struct {
	Level             string
	MaxPlayers        int
	HasPassword       bool // there is a password
	Players           int  // those who are away included
	Disconnected      int
	Spectators        int // who have no player
	Connections       int
	Finished          int           // players who found the exit
	IdlePlayers       int           // players who have pressed nothing for as long as they may
	LongestIdle       time.Duration // for how long the one has who has for longest, of those who are not away
	QueuedInputs      int           // inputs and walks in the queues of all players
	LongestInputQueue int           // in the longest of these
	QueuedMessages    int           // messages that wait to be sent to all clients
	LongestSendQueue  int           // to the one for whom the most wait
}

// Traffic counts messages, and their bytes without framing.
type Traffic struct{ Messages, Bytes uint64 }

// telemetry is where the numbers come together. All of it is safe for concurrent
// use.
type telemetry struct {
	lastTick       atomic.Int64 // in Unix nanoseconds
	gauges         atomic.Pointer[Gauges]
	droppedTime    atomic.Int64
	received, sent messageCounts

	mu            sync.Mutex
	ticks         uint64
	totalTickTime time.Duration
	buckets       [len(TickBuckets)]uint64
	lateTicks     uint64
	refusals      map[string]uint64
}

func newTelemetry() *telemetry {
	g := &telemetry{refusals: map[string]uint64{}}
	g.lastTick.Store(time.Now().UnixNano())
	g.gauges.Store(&Gauges{})
	return g
}

// addTick counts a tick.
func (g *telemetry) addTick(took time.Duration, late bool) {
	g.lastTick.Store(time.Now().UnixNano())
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ticks++
	g.totalTickTime += took
	for i, bound := range TickBuckets {
		if took <= bound {
			g.buckets[i]++
		}
	}
	if late {
		g.lateTicks++
	}
}

// addRefusal counts a refusal.
func (g *telemetry) addRefusal(code string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refusals[code]++
}

// Stats may be called at any time, and as often as one likes.
func (h *Server) Stats() Stats {
	g := h.telemetry
	s := Stats{
		LastTick: time.Unix(0, g.lastTick.Load()), Gauges: *g.gauges.Load(),
		DroppedTime: time.Duration(g.droppedTime.Load()),
		Received:    g.received.traffic(), Sent: g.sent.traffic(),
	}
	r := h.runtime.Load()
	s.MaxPlayers, s.HasPassword = r.MaxPlayers, r.Password != ""
	g.mu.Lock()
	s.Ticks, s.TotalTickTime, s.TickCounts, s.LateTicks = g.ticks, g.totalTickTime, g.buckets, g.lateTicks
	s.Refusals = maps.Clone(g.refusals)
	g.mu.Unlock()
	return s
}

// updateGauges sees how the game stands. It runs on the loop.
func (h *Server) updateGauges() {
	l := &Gauges{Level: h.level.Name, Spectators: h.session.Game.SpectatorCount(), Connections: h.session.ConnCount()}
	idle := idleTicks(h.runtime.Load().IdleTimeout)
	h.players = h.session.Game.AppendPlayers(h.players[:0])
	for _, p := range h.players {
		l.addPlayer(p, idle)
	}
	h.links = slices.DeleteFunc(h.links, isClosed)
	for _, link := range h.links {
		n := link.Stats().Queued
		l.QueuedMessages += n
		l.LongestSendQueue = max(l.LongestSendQueue, n)
	}
	h.telemetry.gauges.Store(l)
}

// isClosed reports that nothing of a link is left.
func isClosed(l *tcp.Link) bool {
	select {
	case <-l.Done():
		return true
	default:
		return false
	}
}

func (l *Gauges) addPlayer(p authority.PlayerInfo, idle sim.Tick) {
	l.Players++
	l.QueuedInputs += p.QueuedInputs
	l.LongestInputQueue = max(l.LongestInputQueue, p.QueuedInputs)
	if p.Disconnected {
		l.Disconnected++
	} else {
		l.LongestIdle = max(l.LongestIdle, time.Duration(p.IdleTicks)*replica.TickDuration)
		if idle > 0 && p.IdleTicks >= idle {
			l.IdlePlayers++
		}
	}
	if p.ExitedAt != 0 {
		l.Finished++
	}
}
