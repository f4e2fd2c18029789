package lesson

import (
	"maps"
	"slices"
	"strings"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// MetricGoal is reached while a metric of a client's game, over a span of
// ticks, is within bounds. It is not reached while the span has not been
// played to its end, or contains nothing to measure.
type MetricGoal struct {
	Client int
	Metric string // a key of metrics
	Bounds
	Mean bool // of the span, else the greatest

	From, To int // a span of ticks, or …
	Last     int // … so many up to the one looked at
}

// metricFunc measures one or more numbers in a span of a trace.
type metricFunc func(s *eventlog.Trace, client int, sp span) []float64

// span is an inclusive range of ticks.
type span struct{ from, to int }

func (s span) has(tick int) bool { return tick >= s.from && tick <= s.to }

// metrics are all metrics by name; TEACHERS.md explains them.
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

// value returns the metric; ok is false while it can't be measured.
func (m MetricGoal) value(g Game) (v float64, ok bool) {
	s := g.Trace()
	sp := span{m.From, m.To}
	if m.Last > 0 {
		sp = span{g.Tick() - m.Last + 1, g.Tick()}
	}
	if m.Last > 0 && sp.from <= g.Scenario().Opening { // what was shown at first is nobody's doing
		return 0, false
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

func (m MetricGoal) check(s scenario.Header, fail func(key, format string, args ...any)) {
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

// cells converts a distance to cells.
func cells(units int32) float64 { return float64(units) / sim.CellUnits }

// ownError returns how far a client's own player on its screen is from where
// the server has it.
func ownError(s *eventlog.Trace, client int, sp span) (list []float64) {
	return apart(list, s, client, client, sp)
}

// othersError returns the same for the other players.
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

// jumps returns how far other players move on the client's screen from one
// tick to the next.
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

// ghostDistances returns how far a client's own player on its screen is from
// its ghost: where the latest snapshot that has arrived says it was.
func ghostDistances(s *eventlog.Trace, client int, sp span) (list []float64) {
	newest := make([]int, sp.to+1) // by tick: when the newest that came in it left, or 0
	for _, p := range s.Packets {
		if p.Client == client && p.Type == "S" && p.Arrives > 0 && p.Arrives <= sp.to {
			newest[p.Arrives] = max(newest[p.Arrives], p.Sent)
		}
	}
	latest := 0
	for t := 1; t <= sp.to; t++ {
		latest = max(latest, newest[t])
		if d, ok := s.Positions.OnServer(latest, client).Distance(s.Positions.OnScreen(t, client, client)); ok && t >= sp.from {
			list = append(list, cells(d))
		}
	}
	return list
}

// distanceWalked returns how far the client's player walks on the server in
// total.
func distanceWalked(s *eventlog.Trace, client int, sp span) []float64 {
	sum := 0.0
	for t := sp.from + 1; t <= sp.to; t++ {
		if d, ok := s.Positions.OnServer(t, client).Distance(s.Positions.OnServer(t-1, client)); ok {
			sum += cells(d)
		}
	}
	return []float64{sum}
}

// inputDelays returns the milliseconds from each input with a key until the
// client's screen shows its effect.
func inputDelays(s *eventlog.Trace, client int, sp span) (list []float64) {
	for _, in := range s.Inputs[client] {
		if sp.has(in.Sampled) && in.Keys != 0 && in.Shown != 0 {
			list = append(list, float64(in.Shown-in.Sampled)*1000/sim.TickRate)
		}
	}
	return list
}

// lostInputs counts the inputs with a key that the server never used.
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

// unevenTicks counts the ticks in which the server used none of the client's
// inputs, or two: its player then stood still, or leapt.
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

// corrections counts the client's corrections.
func corrections(s *eventlog.Trace, client int, sp span) []float64 {
	n := 0
	for _, c := range s.Corrections {
		if c.Client == client && sp.has(c.Tick) {
			n++
		}
	}
	return []float64{float64(n)}
}

// bytesPerSecond returns how many bytes the client sends and receives a
// second.
func bytesPerSecond(s *eventlog.Trace, client int, sp span) []float64 {
	n := 0
	for _, p := range s.Packets {
		if p.Client == client && sp.has(p.Sent) {
			n += p.Size
		}
	}
	return []float64{float64(n) * sim.TickRate / float64(sp.to-sp.from+1)}
}

// snapshotGaps returns the milliseconds between the snapshots that arrive at
// the client.
func snapshotGaps(s *eventlog.Trace, client int, sp span) (list []float64) {
	arrived := map[int]bool{}
	for _, p := range s.Packets {
		if p.Client == client && p.Type == "S" && sp.has(p.Arrives) {
			arrived[p.Arrives] = true
		}
	}
	ticks := slices.Sorted(maps.Keys(arrived))
	for i := 1; i < len(ticks); i++ {
		list = append(list, float64(ticks[i]-ticks[i-1])*1000/sim.TickRate)
	}
	return list
}
