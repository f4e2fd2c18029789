package peerwire

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite "+goldenFile)

const goldenFile = "testdata/golden.txt"

// TestGolden checks that the bytes of each example are those of golden.txt, which
// has two lines for it: its text, and its msgpack in hexadecimal.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, m := range examples() {
		fmt.Fprintf(&b, "%s\n%x\n", encode(t, NewText(), m), encode(t, NewMsgpack(), m))
	}
	if *update {
		if err := os.WriteFile(goldenFile, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(golden), "\n")
	if len(got) != len(want) {
		t.Fatalf("%s has %d lines, want %d", goldenFile, len(want), len(got))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d is\n%s\nbut the codec gives\n%s\nIf it is right: go test ./net/peerwire -update", i+1, want[i], got[i])
		}
	}
	for i, m := range examples() {
		pack, err := hex.DecodeString(want[2*i+1])
		if err != nil {
			t.Fatal(err)
		}
		for c, b := range map[Codec][]byte{NewText(): []byte(want[2*i]), NewMsgpack(): pack} {
			if got, err := c.Decode(b); err != nil || !reflect.DeepEqual(withoutEmpty(got), withoutEmpty(m)) {
				t.Errorf("%.200q gives %#v, %v, want %#v", b, got, err, m)
			}
		}
	}
}

// Both forms carry every value of the messages that peers say most, and of those that
// hold a Run, a Seat or a Value.
func TestAnyMessageRoundTrip(t *testing.T) {
	eachCodec(t, func(t *testing.T, c Codec) {
		rapid.Check(t, func(t *rapid.T) {
			b := anyMessage(t)
			roundTrip(t, c, b)
			dissectWhole(t, c, encode(t, c, b))
		})
	})
}

func anyMessage(t *rapid.T) Message {
	in := peer.In{Branch: peer.BranchID(rapid.Uint64().Draw(t, "branch")), View: rapid.Uint32().Draw(t, "view")}
	switch rapid.IntRange(0, 4).Draw(t, "type") {
	case 0:
		m := &peer.Progress{In: in, Now: anyTick(t), Settled: anyTick(t), Lead: rapid.Int8().Draw(t, "lead"), Marks: anyMarks(t), Runs: anyRuns(t)}
		for range rapid.IntRange(0, peer.MaxMembers).Draw(t, "members") {
			m.Acks = append(m.Acks, anyTick(t))
		}
		return m
	case 1:
		return &peer.Feed{In: in, Settled: anyTick(t), Marks: anyMarks(t), Runs: anyRuns(t)}
	case 2:
		return &peer.Decided{In: in, Value: anyValue(t)}
	case 3:
		m := &peer.Report{In: in, Ballot: peer.Ballot(rapid.Uint32().Draw(t, "ballot")), Known: []sim.Tick{anyTick(t), anyTick(t)}, Runs: anyRuns(t)}
		if rapid.Bool().Draw(t, "has accepted") {
			m.Accepted, m.Value = peer.Ballot(rapid.Uint32Min(1).Draw(t, "accepted")), anyValue(t)
		}
		return m
	}
	return &peer.Watch{In: in, Tick: anyTick(t), Ready: rapid.Bool().Draw(t, "ready"), Vouch: rapid.Bool().Draw(t, "vouch"), Seat: exampleWish}
}

func anyTick(t *rapid.T) sim.Tick { return sim.Tick(rapid.Uint32().Draw(t, "tick")) }

func anySeatID(t *rapid.T) peer.SeatID { return peer.SeatID(rapid.Uint16().Draw(t, "seat")) }

func anyMarks(t *rapid.T) (marks []peer.Mark) {
	for range rapid.IntRange(0, MaxLastMarks).Draw(t, "marks") {
		marks = append(marks, peer.Mark{Tick: anyTick(t), Inputs: rapid.Uint32().Draw(t, "inputs"), State: rapid.Uint32().Draw(t, "state")})
	}
	return marks
}

func anyValue(t *rapid.T) *peer.Value {
	v := &peer.Value{View: rapid.Uint32().Draw(t, "number"), Needs: []sim.Tick{anyTick(t)}, Runs: anyRuns(t)}
	for range rapid.IntRange(0, 3).Draw(t, "ends") {
		v.Ends = append(v.Ends, peer.End{Seat: anySeatID(t), Last: anyTick(t), Left: rapid.Bool().Draw(t, "left")})
	}
	for range rapid.IntRange(0, 3).Draw(t, "adds") {
		v.Adds = append(v.Adds, exampleSeat(anySeatID(t), anyTick(t)))
	}
	return v
}

func anyRuns(t *rapid.T) (runs []peer.Run) {
	for range rapid.IntRange(0, 4).Draw(t, "runs") {
		keys := rapid.SliceOfN(rapid.SampledFrom([]sim.Input{0, 0, 0, sim.Up, sim.Right, sim.AllKeys}), 1, MaxKeys).Draw(t, "keys")
		r := peer.Run{Seat: anySeatID(t), First: sim.Tick(rapid.Uint32Range(1, 1<<32-1-MaxKeys).Draw(t, "first")), Keys: keys}
		if n := rapid.IntRange(0, len(keys)).Draw(t, "signed"); n > 0 {
			r.Signed, r.Signature = r.First+sim.Tick(n)-1, filled64(byte(n))
		}
		for i := range keys {
			if rapid.IntRange(0, 9).Draw(t, "acts") == 0 {
				r.Actions = append(r.Actions, anyAction(t, r.First+sim.Tick(i)))
			}
		}
		runs = append(runs, r)
	}
	return runs
}

func anyAction(t *rapid.T, tick sim.Tick) peer.Action {
	a := peer.Action{
		Tick: tick, Kind: rapid.SampledFrom([]peer.ActionKind{
			peer.Say, peer.Rename, peer.SetAppearance, peer.GuestJoin, peer.GuestWalk, peer.GuestLeave, peer.VoteNext, peer.VoteOut, peer.Leave,
		}).Draw(t, "kind"),
		Guest: rapid.Uint8Max(peer.MaxGuests).Draw(t, "guest"),
		Keys:  sim.Up, Text: rapid.SampledFrom([]string{"|", "50 %", "Zoë", "a%7C"}).Draw(t, "text"),
		Appearance: game.Appearance{Colour: rapid.Uint8Max(game.MaxColour).Draw(t, "colour")},
		Seat:       anySeatID(t),
	}
	if a.Kind == peer.Rename || a.Kind == peer.GuestJoin {
		a.Text = "Zoë"
	}
	return usedFields(&a)
}

func BenchmarkProgress(b *testing.B) {
	m := &peer.Progress{In: exampleIn, Now: 1216, Settled: 1209, Acks: []sim.Tick{1214, 1218}, Runs: []peer.Run{exampleRun}}
	for _, c := range codecs {
		codec := c.new()
		msg, err := codec.Append(nil, m)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name+"/append", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				msg, _ = codec.Append(msg[:0], m)
			}
		})
		b.Run(c.name+"/decode", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(msg)))
			for range b.N {
				codec.Decode(msg)
			}
		})
	}
}
