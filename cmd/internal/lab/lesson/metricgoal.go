package lesson

import (
	"maps"
	"slices"
	"strings"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// MetricGoal is reached while a number of a client's game, in a span of ticks, is
// within bounds. While the span has not been played to its end, or there is
// nothing in it to measure, it is not.
type MetricGoal struct {
	Client int
	Metric string // one of measures
	Bounds
	Mean bool // of the span, else the greatest

	From, To int // a span of ticks, or …
	Last     int // … so many up to the one looked at
}

// metricFunc takes a number, or many, from a span of a story.
type metricFunc func(s *eventlog.Trace, client int, sp span) []float64

// span is ticks from one to another, both within it.
type span struct{ from, to int }

func (s span) has(tick int) bool { return tick >= s.from && tick <= s.to }

// metrics are what can be measured, see the package.
var metrics = map[string]metricFunc{
	"own_error":        ownError,
	"others_error":     othersError,
	"ghost_distance":   ghostDistances,
	"jump":             jumps,
	"distance_walked":  distanceWalked,
	"input_delay":      inputDelays,
	"lost_inputs":      lostInputs,
	"uneven_ticks":     unevenTicks,
	"corrections":      corrections,
	"bytes_per_second": bytesPerSecond,
	"snapshot_gap":     snapshotGaps,
}

// Reached implements Goal.
func (m MetricGoal) Reached(g Game) bool {
	v, ok := m.value(g)
	return ok && m.contain(v)
}

// value is what is measured; ok is false while it can't be.
func (m MetricGoal) value(g Game) (v float64, ok bool) {
	s := g.Trace()
	sp := span{m.From, m.To}
	if m.Last > 0 {
		sp = span{g.Tick() - m.Last + 1, g.Tick()}
	}
	if sp.from < 1 || sp.to > s.Positions.Ticks() || g.Tick() < sp.to {
		return 0, false
	}
	list := metrics[m.Metric](s, m.Client, sp)
	if len(list) == 0 {
		return 0, false
	}
	if !m.Mean {
		return slices.Max(list), true
	}
	for _, n := range list {
		v += n
	}
	return v / float64(len(list)), true
}

func (m MetricGoal) check(s *scenario.Scenario, fail func(key, format string, args ...any)) {
	if metrics[m.Metric] == nil {
		fail("metric", "unknown metric %.40q; use one of %s", m.Metric, strings.Join(slices.Sorted(maps.Keys(metrics)), ", "))
	}
	m.Bounds.check(fail)
	switch {
	case m.Last != 0 && (m.From != 0 || m.To != 0):
		fail("last", "use either last, or from and to")
	case m.Last != 0 && (m.Last < 1 || m.Last > s.Ticks):
		fail("last", "last is %d; write a number of ticks from 1 to %d", m.Last, s.Ticks)
	case m.Last == 0 && (m.From < 1 || m.To < m.From || m.To > s.Ticks):
		fail("from", "from %d to %d is not a range within the scenario's %d ticks; fix it, or use last = 120", m.From, m.To, s.Ticks)
	}
}

// cells is a distance in cells.
func cells(units int32) float64 { return float64(units) / sim.CellUnits }

// ownError is how far a client's picture of its own player is from the truth.
func ownError(s *eventlog.Trace, client int, sp span) (list []float64) {
	return apart(list, s, client, client, sp)
}

// othersError is the same for the others.
func othersError(s *eventlog.Trace, client int, sp span) (list []float64) {
	for other := range s.Inputs {
		if other != client {
			list = apart(list, s, client, other, sp)
		}
	}
	return list
}

func apart(list []float64, s *eventlog.Trace, viewer, client int, sp span) []float64 {
	for t := sp.from; t <= sp.to; t++ {
		if d, ok := s.Positions.OnServer(t, client).Distance(s.Positions.OnScreen(t, viewer, client)); ok {
			list = append(list, cells(d))
		}
	}
	return list
}

// jumps are how far the client's picture of others moves from one tick to the
// next.
func jumps(s *eventlog.Trace, client int, sp span) (list []float64) {
	for other := range s.Inputs {
		for t := sp.from + 1; t <= sp.to && other != client; t++ {
			if d, ok := s.Positions.OnScreen(t, client, other).Distance(s.Positions.OnScreen(t-1, client, other)); ok {
				list = append(list, cells(d))
			}
		}
	}
	return list
}

// ghostDistances are how far the client's picture of its own player is from its ghost,
// which is where the newest snapshot that has arrived says that it was.
func ghostDistances(s *eventlog.Trace, client int, sp span) (list []float64) {
	newest := make([]int, sp.to+1) // by tick: when the newest that came in it left, or 0
	for _, p := range s.Packets {
		if p.Client == client && p.Type == "S" && p.Arrives > 0 && p.Arrives <= sp.to {
			newest[p.Arrives] = max(newest[p.Arrives], p.Sent)
		}
	}
	said := 0
	for t := 1; t <= sp.to; t++ {
		said = max(said, newest[t])
		if d, ok := s.Positions.OnServer(said, client).Distance(s.Positions.OnScreen(t, client, client)); ok && t >= sp.from {
			list = append(list, cells(d))
		}
	}
	return list
}

// distanceWalked is how far the client's player walks on the server, in all.
func distanceWalked(s *eventlog.Trace, client int, sp span) []float64 {
	sum := 0.0
	for t := sp.from + 1; t <= sp.to; t++ {
		if d, ok := s.Positions.OnServer(t, client).Distance(s.Positions.OnServer(t-1, client)); ok {
			sum += cells(d)
		}
	}
	return []float64{sum}
}

// inputDelays are the milliseconds from each input with a key until the client's
// screen shows what it did.
func inputDelays(s *eventlog.Trace, client int, sp span) (list []float64) {
	for _, in := range s.Inputs[client] {
		if sp.has(in.Sampled) && in.Keys != 0 && in.Shown != 0 {
			list = append(list, float64(in.Shown-in.Sampled)*1000/sim.TickRate)
		}
	}
	return list
}

// lostInputs is how many inputs with a key the server never used.
func lostInputs(s *eventlog.Trace, client int, sp span) []float64 {
	n, made := 0, 0
	for _, in := range s.Inputs[client] {
		if !sp.has(in.Sampled) || in.Keys == 0 {
			continue
		}
		if made++; in.Consumed == 0 && in.Acked != 0 {
			n++
		}
	}
	if made == 0 {
		return nil
	}
	return []float64{float64(n)}
}

// unevenTicks is in how many ticks the server used none of the client's inputs, or
// two: its player then stood still, or leapt.
func unevenTicks(s *eventlog.Trace, client int, sp span) []float64 {
	used := make([]int, sp.to-sp.from+1)
	for _, in := range s.Inputs[client] {
		if sp.has(in.Consumed) {
			used[in.Consumed-sp.from]++
		}
	}
	n := 0
	for _, u := range used {
		if u != 1 {
			n++
		}
	}
	return []float64{float64(n)}
}

// corrections is how many there are of the client.
func corrections(s *eventlog.Trace, client int, sp span) []float64 {
	n := 0
	for _, c := range s.Corrections {
		if c.Client == client && sp.has(c.Tick) {
			n++
		}
	}
	return []float64{float64(n)}
}

// bytesPerSecond is how many a second the client sends and gets.
func bytesPerSecond(s *eventlog.Trace, client int, sp span) []float64 {
	n := 0
	for _, p := range s.Packets {
		if p.Client == client && sp.has(p.Sent) {
			n += p.Size
		}
	}
	return []float64{float64(n) * sim.TickRate / float64(sp.to-sp.from+1)}
}

// snapshotGaps are the milliseconds between the snapshots that the client gets.
func snapshotGaps(s *eventlog.Trace, client int, sp span) (list []float64) {
	came := map[int]bool{}
	for _, p := range s.Packets {
		if p.Client == client && p.Type == "S" && sp.has(p.Arrives) {
			came[p.Arrives] = true
		}
	}
	ticks := slices.Sorted(maps.Keys(came))
	for i := 1; i < len(ticks); i++ {
		list = append(list, float64(ticks[i]-ticks[i-1])*1000/sim.TickRate)
	}
	return list
}
