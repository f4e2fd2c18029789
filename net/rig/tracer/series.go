package tracer

import "clew/engine/sim"

// Series are the numbers of one client's game over time; that of tick 1 is at
// 0. Absent stands for none.
type Series struct {
	Own         []int32 // how far its picture of its own player was from the truth, in units
	Others      []int32 // the same for the other player of whom it was the farthest
	Delay       []int32 // from key to screen, in ticks, of the input made then
	Corrections []int32 // so far
	Bytes       []int32 // sent and received, in the last second, by when they left
}

// Absent is where there is no number.
const Absent = -1

// Series takes the numbers of a client from the story so far.
func (t *Trace) Series(client int) *Series {
	n := t.Beliefs.Ticks()
	s := &Series{
		Own: make([]int32, n), Others: make([]int32, n), Delay: make([]int32, n),
		Corrections: make([]int32, n), Bytes: make([]int32, n),
	}
	for i := range n {
		s.Own[i] = t.Beliefs.off(i+1, client, client)
		s.Others[i] = Absent
		for other := range t.Beliefs.clients {
			if other != client {
				s.Others[i] = max(s.Others[i], t.Beliefs.off(i+1, client, other))
			}
		}
		s.Delay[i] = Absent
	}
	for _, l := range t.Inputs[client] {
		if l.Made >= 1 && l.Made <= n && l.Shown != 0 {
			s.Delay[l.Made-1] = int32(l.Shown - l.Made)
		}
	}
	for _, c := range t.Corrections {
		if c.Client == client && c.Tick <= n && c.Cause != WorldChanged { // then nobody was wrong
			s.Corrections[c.Tick-1]++
		}
	}
	for _, p := range t.Packets {
		if p.Client == client && p.Sent >= 1 && p.Sent <= n {
			s.Bytes[p.Sent-1] += int32(p.Size)
		}
	}
	sumUp(s.Corrections, n)
	sumUp(s.Bytes, sim.TickRate)
	return s
}

// off is how far a viewer's picture of a client's player was from the truth
// after a tick.
func (b *Beliefs) off(tick, viewer, client int) int32 {
	if d, ok := b.Truth(tick, client).Apart(b.Shown(tick, viewer, client)); ok {
		return d
	}
	return Absent
}

// sumUp replaces each number by the sum of the last window ones.
func sumUp(list []int32, window int) {
	var sum int32
	old := make([]int32, len(list))
	copy(old, list)
	for i, v := range old {
		sum += v
		if i >= window {
			sum -= old[i-window]
		}
		list[i] = sum
	}
}
