package eventlog

import "clew/engine/sim"

// Series holds the numbers of one client's game over time. Index 0 is tick 1;
// NoValue stands for none.
type Series struct {
	OwnError    []int32 // how far its picture of its own player was from the truth, in units
	OthersError []int32 // the same for the other player of whom it was the farthest
	InputDelay  []int32 // from key to screen, in ticks, of the input made then
	Corrections []int32 // so far
	Bytes       []int32 // sent and received, in the last second, by when they left
}

// NoValue marks a tick without a number.
const NoValue = -1

// Series computes the series of a client from the trace so far.
func (t *Trace) Series(client int) *Series {
	n := t.Positions.Ticks()
	s := &Series{
		OwnError: make([]int32, n), OthersError: make([]int32, n), InputDelay: make([]int32, n),
		Corrections: make([]int32, n), Bytes: make([]int32, n),
	}
	for i := range n {
		s.OwnError[i] = t.Positions.divergence(i+1, client, client)
		s.OthersError[i] = NoValue
		for other := range t.Positions.clients {
			if other != client {
				s.OthersError[i] = max(s.OthersError[i], t.Positions.divergence(i+1, client, other))
			}
		}
		s.InputDelay[i] = NoValue
	}
	for _, l := range t.Inputs[client] {
		if l.Sampled >= 1 && l.Sampled <= n && l.Shown != 0 {
			s.InputDelay[l.Sampled-1] = int32(l.Shown - l.Sampled)
		}
	}
	for _, c := range t.Corrections {
		if c.Client == client && c.Tick <= n && c.Cause != LevelChanged { // then nobody was wrong
			s.Corrections[c.Tick-1]++
		}
	}
	for _, p := range t.Packets {
		if p.Client == client && p.Sent >= 1 && p.Sent <= n {
			s.Bytes[p.Sent-1] += int32(p.Size)
		}
	}
	rollingSum(s.Corrections, n)
	rollingSum(s.Bytes, sim.TickRate)
	return s
}

// divergence returns how far a client's player on a viewer's screen was from
// where the server had it after a tick, or NoValue.
func (b *Positions) divergence(tick, viewer, client int) int32 {
	if d, ok := b.OnServer(tick, client).Distance(b.OnScreen(tick, viewer, client)); ok {
		return d
	}
	return NoValue
}

// rollingSum replaces each number with the sum of the last window ones.
func rollingSum(list []int32, window int) {
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
