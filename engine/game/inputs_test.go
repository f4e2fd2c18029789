package game

import (
	"testing"

	"clew/engine/sim"

	"pgregory.net/rapid"
)

// An input counts once: neither again, nor after a later one, nor from too far
// ahead.
func TestInputsCountOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		ack    uint32
		inputs []uint32 // of one entry
		want   uint32
		walks  int
	}{
		{"the first", 0, []uint32{1}, 1, 1},
		{"the next", 10, []uint32{11}, 11, 1},
		{"two at once", 10, []uint32{11, 12}, 12, 2},
		{"again", 10, []uint32{10}, 10, 0},
		{"twice in an entry", 10, []uint32{11, 11}, 11, 1},
		{"an older one", 10, []uint32{9}, 10, 0},
		{"an older one after a later one", 10, []uint32{14, 12}, 14, 1},
		{"some are missing", 10, []uint32{13, 20}, 20, 2},
		{"as far ahead as may be", 10, []uint32{10 + MaxSeqGap}, 10 + MaxSeqGap, 1},
		{"beyond", 10, []uint32{10 + MaxSeqGap + 1}, 10, 0},
		{"beyond, then the next", 10, []uint32{10 + MaxSeqGap + 1, 11}, 11, 1},
		{"the oldest that is known as old", 100, []uint32{100 - (seqMask - MaxSeqGap)}, 100, 0},
		{"over the end of seven bits", 126, []uint32{127, 128, 129}, 129, 3},
		{"from the end of seven bits", 127, []uint32{128}, 128, 1},
		{"from 0", 128, []uint32{128, 127}, 128, 0},
		{"far over the end of seven bits", 127, []uint32{127 + MaxSeqGap, 128}, 127 + MaxSeqGap, 1},
		{"over the end of 32 bits", 1<<32 - 2, []uint32{1<<32 - 1, 0, 1}, 1, 3},
	} {
		s := joined(t, 2)
		s.players[0].Ack = c.ack
		var e Entry
		for _, seq := range c.inputs {
			e.Inputs = append(e.Inputs, Input{1, SeqBits(seq), sim.Right})
		}
		e.Inputs = append(e.Inputs, Input{2, 1, sim.Left}) // the other player's counts whatever happens
		apply(t, s, e)
		if ack, walks := s.Player(1).Ack, len(s.Commands())-1; ack != c.want || walks != c.walks || s.Player(2).Ack != 1 {
			t.Errorf("%s: %d walks up to number %d, want %d up to %d", c.name, walks, ack, c.walks, c.want)
		}
	}
}

// The low seven bits of a number do what the whole number would: whatever comes,
// however often, each input is carried out once at most, and in order.
func TestSevenBitsAreEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := joined(&testing.T{}, 1)
		ack := rapid.Uint32().Draw(t, "ack")
		s.players[0].Ack = ack
		for range rapid.IntRange(1, 30).Draw(t, "ticks") {
			var e Entry
			var want []sim.Command
			for range rapid.IntRange(0, 4).Draw(t, "inputs") {
				// As seen from the model: a window of 128 numbers around the last one.
				ahead := rapid.IntRange(-(seqMask-MaxSeqGap), MaxSeqGap).Draw(t, "ahead")
				seq := ack + uint32(ahead)
				keys := sim.Input(rapid.Uint8Range(0, 15).Draw(t, "keys"))
				e.Inputs = append(e.Inputs, Input{1, SeqBits(seq), keys})
				if ahead > 0 {
					ack = seq
					want = append(want, sim.Command{ID: 1, Kind: sim.Walk, Input: keys})
				}
			}
			e.Tick = TickAfter(s.Tick(), false)
			if _, err := s.Apply(&e, nil); err != nil {
				t.Fatal(err)
			}
			if s.Player(1).Ack != ack {
				t.Fatalf("ack %d, want %d", s.Player(1).Ack, ack)
			}
			if got := s.Commands(); len(got) != len(want) {
				t.Fatalf("commands %v, want %v", got, want)
			} else {
				for i := range got {
					if got[i] != want[i] {
						t.Fatalf("commands %v, want %v", got, want)
					}
				}
			}
		}
	})
}
