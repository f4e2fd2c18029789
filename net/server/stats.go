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

// TickBuckets are the upper bounds of Stats.TickCounts.
var TickBuckets = [...]time.Duration{
	100 * time.Microsecond, 250 * time.Microsecond, 500 * time.Microsecond, time.Millisecond,
	2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond, 16667 * time.Microsecond,
	33 * time.Millisecond, 100 * time.Millisecond,
}

// Stats are a server's statistics. Counts start when the server does.
type Stats struct {
	LastTick time.Time // or of the start, before the first one
	Gauges

	Ticks          uint64
	TotalTickTime  time.Duration            // sum over all ticks
	TickCounts     [len(TickBuckets)]uint64 // ticks that took at most this long
	LateTicks      uint64                   // ticks over their budget
	DroppedTime    time.Duration            // skipped because the loop fell behind
	Refusals       map[string]uint64        // by the codes of wire
	Received, Sent map[string]Traffic       // by kind of message
}

// Gauges are sampled about twice a second.
type Gauges struct {
	Level             string
	MaxPlayers        int
	HasPassword       bool
	Players           int // including disconnected ones
	Disconnected      int
	Spectators        int
	Connections       int
	Finished          int           // at the exit
	IdlePlayers       int           // without input for IdleTimeout
	LongestIdle       time.Duration // of the connected player that has been idle longest
	QueuedInputs      int           // for all players
	LongestInputQueue int           // of one player
	QueuedMessages    int           // for all clients
	LongestSendQueue  int           // of one client
}

// Traffic counts messages, and their bytes without framing.
type Traffic struct{ Messages, Bytes uint64 }

// telemetry collects the statistics. It is safe for concurrent use.
type telemetry struct {
	lastTick       atomic.Int64 // Unix time in nanoseconds
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
func (t *telemetry) addTick(d time.Duration, late bool) {
	t.lastTick.Store(time.Now().UnixNano())
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ticks++
	t.totalTickTime += d
	for i, bound := range TickBuckets {
		if d <= bound {
			t.buckets[i]++
		}
	}
	if late {
		t.lateTicks++
	}
}

// addRefusal counts a refusal.
func (t *telemetry) addRefusal(code string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.refusals[code]++
}

// Stats returns the current statistics. It is cheap.
func (s *Server) Stats() Stats {
	t := s.telemetry
	stats := Stats{
		LastTick: time.Unix(0, t.lastTick.Load()), Gauges: *t.gauges.Load(),
		DroppedTime: time.Duration(t.droppedTime.Load()),
		Received:    t.received.traffic(), Sent: t.sent.traffic(),
	}
	r := s.runtime.Load()
	stats.MaxPlayers, stats.HasPassword = r.MaxPlayers, r.Password != ""
	t.mu.Lock()
	stats.Ticks, stats.TotalTickTime, stats.TickCounts, stats.LateTicks = t.ticks, t.totalTickTime, t.buckets, t.lateTicks
	stats.Refusals = maps.Clone(t.refusals)
	t.mu.Unlock()
	return stats
}

// updateGauges samples the gauges. It runs on the loop.
func (s *Server) updateGauges() {
	l := &Gauges{Level: s.level.Name, Spectators: s.session.Game.SpectatorCount(), Connections: s.session.ConnCount()}
	idle := ticksOf(s.runtime.Load().IdleTimeout)
	s.players = s.session.Game.AppendPlayers(s.players[:0])
	for _, p := range s.players {
		l.addPlayer(p, idle)
	}
	s.links = slices.DeleteFunc(s.links, isClosed)
	for _, link := range s.links {
		n := link.Stats().Queued
		l.QueuedMessages += n
		l.LongestSendQueue = max(l.LongestSendQueue, n)
	}
	s.telemetry.gauges.Store(l)
}

// isClosed reports whether a link has ended.
func isClosed(l *tcp.Link) bool {
	select {
	case <-l.Done():
		return true
	default:
		return false
	}
}

func (g *Gauges) addPlayer(p authority.PlayerInfo, idleTicks sim.Tick) {
	g.Players++
	g.QueuedInputs += p.QueuedInputs
	g.LongestInputQueue = max(g.LongestInputQueue, p.QueuedInputs)
	if p.Disconnected {
		g.Disconnected++
	} else {
		g.LongestIdle = max(g.LongestIdle, time.Duration(p.IdleTicks)*replica.TickDuration)
		if idleTicks > 0 && p.IdleTicks >= idleTicks {
			g.IdlePlayers++
		}
	}
	if p.ExitTick != 0 {
		g.Finished++
	}
}
