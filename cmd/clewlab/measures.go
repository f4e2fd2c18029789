package main

import (
	"math"
	"slices"

	"clew/engine/sim"
	"clew/net/rig/tracer"
)

// measures are the numbers of one client's game, or of several together.
type measures struct {
	minutes                     float64 // of play, of all clients
	inputs                      int
	outcome                     map[tracer.Outcome]int
	lost                        int   // inputs that no packet brought
	used, known                 []int // ticks from made to consumed, and to acknowledged
	causes                      map[tracer.Cause]int
	corrections                 int
	greatest                    int32
	apart                       []int // units, by tick in the game
	traffic                     [ways][kinds]volume
	packetsLost, packetsDoubled [ways]int
}

// volume is an amount of packets.
type volume struct{ packets, bytes int }

func newMeasures() *measures {
	return &measures{outcome: map[tracer.Outcome]int{}, causes: map[tracer.Cause]int{}}
}

// measure takes the numbers of one client of a story.
func measure(s *story, client int) *measures {
	m := newMeasures()
	m.add(s, client)
	m.sort()
	return m
}

// measureAll takes the numbers of all clients of a story together.
func measureAll(s *story) *measures {
	m := newMeasures()
	for i := range s.scenario.Clients {
		m.add(s, i)
	}
	m.sort()
	return m
}

func (m *measures) sort() {
	slices.Sort(m.used)
	slices.Sort(m.known)
	slices.Sort(m.apart)
}

func (m *measures) add(s *story, client int) {
	m.minutes += float64(s.scenario.Ticks) / (60 * sim.TickRate)
	for i := range s.trace.Inputs[client] {
		if l := &s.trace.Inputs[client][i]; l.Made != 0 {
			m.addInput(s.trace, l)
		}
	}
	for _, c := range s.trace.Corrections {
		if c.Client == client {
			m.causes[c.Cause]++
			if c.Cause == tracer.WorldChanged {
				continue // nobody was wrong
			}
			m.corrections++
			m.greatest = max(m.greatest, c.Size)
		}
	}
	for _, d := range s.series[client].Own {
		if d != tracer.Absent {
			m.apart = append(m.apart, int(d))
		}
	}
	for i := range s.trace.Packets {
		if p := &s.trace.Packets[i]; p.Client == client {
			m.addPacket(p)
		}
	}
}

func (m *measures) addInput(t *tracer.Trace, l *tracer.Input) {
	m.inputs++
	m.outcome[l.Outcome]++
	if l.Consumed != 0 {
		m.used = append(m.used, l.Consumed-l.Made)
	}
	if l.Acked != 0 && l.Consumed != 0 {
		m.known = append(m.known, l.Acked-l.Made)
	}
	arrives := func(i int) bool { return t.Packets[i].Arrives != 0 }
	if l.Outcome == "" && !slices.ContainsFunc(l.Packets, arrives) {
		m.lost++
	}
}

func (m *measures) addPacket(p *tracer.Packet) {
	w := wayOf(p.Up)
	v := &m.traffic[w][kindOf(p.Kind)]
	v.packets++
	v.bytes += p.Size
	if p.Arrives == 0 {
		m.packetsLost[w]++
	}
	if p.Again != 0 {
		m.packetsDoubled[w]++
	}
}

// total is the traffic of all kinds in a direction.
func (m *measures) total(w way) (v volume) {
	for _, k := range m.traffic[w] {
		v.packets += k.packets
		v.bytes += k.bytes
	}
	return v
}

// mean is that of some numbers, and NaN where there are none.
func mean(list []int) float64 {
	sum := 0
	for _, v := range list {
		sum += v
	}
	return float64(sum) / float64(len(list))
}

// share95 is what 95 % of sorted numbers don't exceed, and NaN where there are
// none.
func share95(sorted []int) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return float64(sorted[(len(sorted)*95+99)/100-1])
}
