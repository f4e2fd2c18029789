package playback

import (
	"slices"
	"testing"

	"clew/cmd/internal/lab/capture"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// describeWith returns a Player with a made-up trace.
func describeWith() *Player {
	story := &eventlog.Trace{
		Packets: []eventlog.Packet{
			{Up: true, Number: 96, Type: "i", Size: 34, Sent: 4010, First: 812, Count: 1},
			{Up: true, Number: 97, Type: "i", Size: 38, Sent: 4011, Arrives: 4021, First: 812, Count: 2},
			{Number: 5, Type: "S", Size: 61, Sent: 4023, Arrives: 4029, DuplicateAt: 4031, Reordered: true, Tick: 4000, Ack: 812},
			{Number: 2, Type: "m", Size: 40, Sent: 10, Arrives: 40, Retransmits: 2},
		},
		Inputs: [][]eventlog.Input{make([]eventlog.Input, 820)},
		Corrections: []eventlog.Correction{
			{Tick: 4035, Seq: 815, Size: 96, Cause: eventlog.InputLost, Input: 814},
			{Tick: 4036, Seq: 816, Size: 512, Cause: eventlog.Defect},
			{Tick: 4040, Seq: 816, Size: 512, Cause: eventlog.InputRejected, Input: 815},
			{Tick: 4041, Seq: 816, Size: 512, Cause: eventlog.LevelChanged},
			{Tick: 4042, Seq: 816, Size: 512, Cause: capture.UnknownCause},
			{Tick: 4043, Seq: 816, Size: 192, Cause: eventlog.Snapped},
		},
	}
	lives := story.Inputs[0]
	lives[811] = eventlog.Input{
		Seq: 812, Keys: sim.Right | sim.Up, Sampled: 4010, Packets: []int{0, 1},
		Arrived: 4021, Outcome: eventlog.Queued, Consumed: 4023, Acked: 4029,
	}
	lives[812] = eventlog.Input{Seq: 813, Sampled: 4011, Packets: []int{1}, Arrived: 4021, Outcome: eventlog.Late}
	lives[813] = eventlog.Input{Seq: 814, Keys: sim.Left, Sampled: 4012, Packets: []int{0}}
	lives[814] = eventlog.Input{Seq: 815, Sampled: 4020, Packets: []int{1}, Arrived: 4021, Consumed: 4021, Acked: 4029}
	return &Player{game: fakeGame{story: story}}
}

// fakeGame is a Game with a trace and nothing else.
type fakeGame struct {
	Game
	story *eventlog.Trace
}

func (f fakeGame) Trace() *eventlog.Trace { return f.story }

func (fakeGame) Name(int) string { return "Ann" }

func TestSentences(t *testing.T) {
	r := describeWith()
	for _, c := range []struct {
		pick Selection
		want string
	}{
		{Selection{}, ""},
		{Selection{Kind: Input, Seq: 812}, "Input 812 of Ann: up and right pressed at tick 4010, lost in packet 96, sent again in packet 97, arrived at tick 4021, waited 2 ticks, moved Ann at 4023, acknowledged 100 ms later."},
		{Selection{Kind: Input, Seq: 813}, "Input 813 of Ann: nothing pressed at tick 4011, arrived in packet 97 at tick 4021, too late: a later one had been applied: it never moved Ann."},
		{Selection{Kind: Input, Seq: 814}, "Input 814 of Ann: left pressed at tick 4012, lost in packet 96, no packet with it arrived: it never moved Ann."},
		{Selection{Kind: Input, Seq: 815}, "Input 815 of Ann: nothing pressed at tick 4020, arrived in packet 97 at tick 4021, left Ann standing at 4021, acknowledged 133 ms later."},
		{Selection{Kind: Packet, Index: 0}, "Packet 96 from Ann to the server: inputs, 34 bytes, left at tick 4010, lost on its way. It carries input 812."},
		{Selection{Kind: Packet, Index: 1}, "Packet 97 from Ann to the server: inputs, 38 bytes, left at tick 4011, arrived at 4021, 167 ms later. It carries inputs 812 to 813."},
		{Selection{Kind: Packet, Index: 2}, "Packet 5 from the server to Ann: a snapshot, 61 bytes, left at tick 4023, held back behind later ones, arrived at 4029, 100 ms later, duplicate arrived at 4031. It contains tick 4000 and acknowledges input 812."},
		{Selection{Kind: Packet, Index: 3}, "Packet 2 from the server to Ann: a row of the level, 40 bytes, left at tick 10, lost twice and sent again, arrived at 40, 500 ms later."},
		{Selection{Kind: Correction}, "Correction of Ann at tick 4035, after input 815: the prediction was 96 units (0.09 cells) off because input 814 was lost: no packet with it arrived. It began at tick 4012."},
		{Selection{Kind: Correction, Index: 1}, "Correction of Ann at tick 4036, after input 816: the prediction was 512 units (0.50 cells) off because of a bug: no input explains it."},
		{Selection{Kind: Correction, Index: 2}, "Correction of Ann at tick 4040, after input 816: the prediction was 512 units (0.50 cells) off because the server rejected input 815, whose sequence number was too far ahead, and closed the connection. It began at tick 4020."},
		{Selection{Kind: Correction, Index: 3}, "Ann was moved at tick 4041 because another level began: no prediction was wrong."},
		{Selection{Kind: Correction, Index: 4}, "Correction of Ann at tick 4042, after input 816: the prediction was 512 units (0.50 cells) off because of something that only the server knows: its queue was full, or the real network lost or delayed an input."},
		{Selection{Kind: Correction, Index: 5}, "Ann was moved at tick 4043 by 192 units (0.19 cells) because the client took the server's state, a round trip old, for the present: no prediction was wrong."},
	} {
		r.Select(c.pick)
		if got := r.Describe(); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.pick, got, c.want)
		}
	}
}

func TestPackets(t *testing.T) {
	for want, numbers := range map[string][]uint64{
		"packet 4": {4}, "packets 3 and 4": {4, 3}, "packets 3, 4 and 9": {3, 4, 9}, "packets 1, 2, 3 and 2 more": {1, 2, 3, 4, 5},
	} {
		if got := packetsText(numbers); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Every cause has its own text.
func TestCauseWords(t *testing.T) {
	said := map[string]eventlog.Cause{}
	for _, c := range append(slices.Clone(eventlog.Causes), capture.UnknownCause) {
		words := causeText(eventlog.Correction{Cause: c, Input: 7})
		if other, taken := said[words]; taken {
			t.Errorf("%s and %s are both told as %q", c, other, words)
		}
		said[words] = c
	}
}
