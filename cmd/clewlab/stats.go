package main

import (
	"math"
	"slices"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// stats are the numbers of the game of one client, or of several together.
type stats struct {
	minutes                        float64 // of play, of all clients
	inputs                         int
	outcome                        map[eventlog.Outcome]int
	lost                           int   // inputs that no packet brought
	toConsumed, toAcked            []int // ticks from sampled to consumed, and to acknowledged
	causes                         map[eventlog.Cause]int
	corrections                    int
	maxCorrection                  int32
	ownError                       []int // units, by tick in the game
	traffic                        [numDirections][numKinds]volume
	packetsLost, packetsDuplicated [numDirections]int
}

// volume is an amount of packets.
type volume struct{ packets, bytes int }

func newStats() *stats {
	return &stats{outcome: map[eventlog.Outcome]int{}, causes: map[eventlog.Cause]int{}}
}

// clientStats computes the numbers of one client of a result.
func clientStats(s *gameResult, client int) *stats {
	m := newStats()
	m.add(s, client)
	m.sort()
	return m
}

// totalStats computes the numbers of all clients of a result together.
func totalStats(s *gameResult) *stats {
	m := newStats()
	for i := range s.scenario.Clients {
		m.add(s, i)
	}
	m.sort()
	return m
}

func (m *stats) sort() {
	slices.Sort(m.toConsumed)
	slices.Sort(m.toAcked)
	slices.Sort(m.ownError)
}

func (m *stats) add(s *gameResult, client int) {
	m.minutes += float64(s.scenario.Ticks) / (60 * sim.TickRate)
	for i := range s.trace.Inputs[client] {
		if l := &s.trace.Inputs[client][i]; l.Sampled != 0 {
			m.addInput(s.trace, l)
		}
	}
	for _, c := range s.trace.Corrections {
		if c.Client == client {
			m.causes[c.Cause]++
			if c.Cause == eventlog.LevelChanged {
				continue // nobody was wrong
			}
			m.corrections++
			m.maxCorrection = max(m.maxCorrection, c.Size)
		}
	}
	for _, d := range s.series[client].OwnError {
		if d != eventlog.NoValue {
			m.ownError = append(m.ownError, int(d))
		}
	}
	for i := range s.trace.Packets {
		if p := &s.trace.Packets[i]; p.Client == client {
			m.addPacket(p)
		}
	}
}

func (m *stats) addInput(t *eventlog.Trace, l *eventlog.Input) {
	m.inputs++
	m.outcome[l.Outcome]++
	if l.Consumed != 0 {
		m.toConsumed = append(m.toConsumed, l.Consumed-l.Sampled)
	}
	if l.Acked != 0 && l.Consumed != 0 {
		m.toAcked = append(m.toAcked, l.Acked-l.Sampled)
	}
	arrives := func(i int) bool { return t.Packets[i].Arrives != 0 }
	if l.Outcome == "" && !slices.ContainsFunc(l.Packets, arrives) {
		m.lost++
	}
}

func (m *stats) addPacket(p *eventlog.Packet) {
	w := directionOf(p.Up)
	v := &m.traffic[w][kindOf(p.Type)]
	v.packets++
	v.bytes += p.Size
	if p.Arrives == 0 {
		m.packetsLost[w]++
	}
	if p.DuplicateAt != 0 {
		m.packetsDuplicated[w]++
	}
}

// total returns the traffic of all kinds in a direction.
func (m *stats) total(w direction) (v volume) {
	for _, k := range m.traffic[w] {
		v.packets += k.packets
		v.bytes += k.bytes
	}
	return v
}

// mean returns the mean of some numbers, or NaN if there are none.
func mean(list []int) float64 {
	sum := 0
	for _, v := range list {
		sum += v
	}
	return float64(sum) / float64(len(list))
}

// percentile95 returns the 95th percentile of sorted numbers, or NaN if there
// are none.
func percentile95(sorted []int) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return float64(sorted[(len(sorted)*95+99)/100-1])
}
