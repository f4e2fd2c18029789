package peerwire

import (
	"net/netip"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

// The peers of the examples.
var (
	annsKey = peer.NewEd25519([32]byte{1}).Key()
	bensKey = peer.NewEd25519([32]byte{2}).Key()
	ann     = peer.Process{GUID: annsKey.GUID(), Nonce: 0x1111}
	ben     = peer.Process{GUID: bensKey.GUID(), Nonce: 0x2222222222222222}
)

const exampleBranch = 0x5eedc1e400000001

var (
	exampleIn  = peer.In{Branch: exampleBranch, View: 3}
	exampleRun = peer.Run{
		Seat: 1, First: 1203, Keys: held(sim.Right, 12, sim.Up|sim.Right, 3, 0, 1), Signed: 1216,
		Signature: filled64(0xa0),
	}
	exampleActions = peer.Run{
		Seat: 2, First: 1200, Keys: held(0, 20), Signed: 1209, Signature: filled64(0x10),
		Actions: []peer.Action{
			{Tick: 1200, Kind: peer.Say, Text: "this way|50 %"},
			{Tick: 1200, Kind: peer.Rename, Text: "Ben"},
			{Tick: 1203, Kind: peer.SetAppearance, Appearance: game.Appearance{Colour: 5, Shape: 2}},
			{Tick: 1203, Kind: peer.GuestJoin, Guest: 1, Text: "Zoë", Appearance: game.Appearance{Colour: 1}},
			{Tick: 1203, Kind: peer.GuestWalk, Guest: 1, Keys: sim.Up},
			{Tick: 1203, Kind: peer.GuestLeave, Guest: 1},
			{Tick: 1219, Kind: peer.VoteNext},
			{Tick: 1219, Kind: peer.VoteOut, Seat: 7},
			{Tick: 1219, Kind: peer.Leave},
		},
	}
	exampleMarks   = []peer.Mark{{Tick: 1170, Inputs: 0xdeadbeef, State: 7}, {Tick: 1200, Inputs: 1, State: 0xffffffff}}
	exampleWish    = peer.Seat{Process: ben, Key: bensKey, Name: "Ben", Appearance: game.Appearance{Colour: 5, Shape: 2}}
	exampleBranch1 = peer.Branch{Game: 1, ID: exampleBranch, Depth: 1, Fork: 2, Seniority: 1}
	exampleValue   = &peer.Value{
		View:  4,
		Ends:  []peer.End{{Seat: 0, Last: 1216, Left: true}},
		Adds:  []peer.Seat{exampleSeat(3, 1300)},
		Needs: []sim.Tick{1216, 1220},
		Runs:  []peer.Run{exampleRun},
	}
)

func exampleSeat(id peer.SeatID, first sim.Tick) peer.Seat {
	s := exampleWish
	s.ID, s.Branch, s.Span = id, exampleBranch, peer.Span{First: first, Last: game.Forever}
	return s
}

// held returns keys, each followed by for how many ticks they are held.
func held(pairs ...sim.Input) []sim.Input {
	var keys []sim.Input
	for i := 0; i < len(pairs); i += 2 {
		for range pairs[i+1] {
			keys = append(keys, pairs[i])
		}
	}
	return keys
}

func filled64(b byte) (s [64]byte) {
	for i := range s {
		s[i] = b + byte(i)
	}
	return s
}

func filled32(b byte) (s [32]byte) {
	for i := range s {
		s[i] = b + byte(i)
	}
	return s
}

// examples returns messages of every type.
func examples() []Message {
	return []Message{
		&Meet{Version: wire.Version, Rules: 0xfeed, Game: exampleBranch, Key: annsKey, Nonce: ann.Nonce, Share: filled32(1), Name: "Ann", Title: "Ann's maze", Port: 8856},
		&Meet{Version: 7},
		&Proof{Signature: filled64(0x40), Password: filled32(0x80)},
		&Refused{Code: wire.CodeVersion, Text: "this peer speaks version 5"},
		&Error{Code: wire.CodeNumber, Text: "TICK is out of range"},
		&Addresses{List: []Address{{ann, netip.MustParseAddrPort("203.0.113.9:8856")}, {ben, netip.MustParseAddrPort("[2001:db8::7]:8857")}}},
		&Ping{Token: 7, Time: 81_500_000},
		&Pong{Token: 7, Time: 81_500_000, Here: 12},

		&peer.Progress{
			In: exampleIn, Now: 1216, Settled: 1209, Lead: -2, Acks: []sim.Tick{1214, 1218, 1209}, Unheard: 4,
			Marks: exampleMarks, Runs: []peer.Run{exampleRun, exampleActions},
		},
		&peer.Poll{In: exampleIn, Ballot: 1<<16 | 1, Horizon: 1300},
		&peer.Report{In: exampleIn, Ballot: 1<<16 | 1, Known: []sim.Tick{1216, 1220}, Runs: []peer.Run{exampleRun}},
		&peer.Report{In: exampleIn, Ballot: 2<<16 | 1, Known: []sim.Tick{1216, 1220}, Runs: []peer.Run{{Seat: 2, First: 1217, Keys: held(0, 4)}}, Accepted: 1<<16 | 1, Value: exampleValue},
		&peer.Proposal{In: exampleIn, Ballot: 1<<16 | 1, Value: exampleValue},
		&peer.Accept{In: exampleIn, Ballot: 1<<16 | 1},
		&peer.Release{In: exampleIn, Ballot: 1<<16 | 1},
		&peer.Decided{In: exampleIn, Value: exampleValue},
		&peer.Relayed{From: ann, To: ben, Message: &peer.Accept{In: exampleIn, Ballot: 1<<16 | 1}},

		&peer.Presence{Branch: exampleBranch1, View: 3, Playing: true},
		&peer.Ask{In: exampleIn},
		&peer.Out{In: exampleIn, Members: []peer.Process{ann}, Removed: true},
		&peer.Watch{In: exampleIn, Tick: 1200, Ready: true, Seat: exampleWish, Vouch: true},
		&peer.State{
			View:       peer.View{Branch: exampleBranch1, Number: 3, Next: 2, Seats: []peer.Seat{exampleSeat(0, 1), exampleSeat(1, 90)}},
			Checkpoint: []byte("a checkpoint"), Chain: 0x123456789abcdef0, Seats: []peer.Chain{filled32(0), filled32(9)}, Runs: []peer.Run{exampleRun},
			Extra: peer.Extra{
				Rotation: "shipped", Guests: []peer.Guest{{Seat: 1, Number: 2, Player: 5, Keys: sim.Left}},
				Votes: []peer.Vote{{Seat: 1, Cast: 1190}, {Seat: 0, Cast: 1195, Against: ben.GUID}}, Removed: []peer.GUID{{1, 2, 3}},
			},
		},
		&peer.Feed{In: exampleIn, Settled: 1216, Marks: exampleMarks, Runs: []peer.Run{exampleRun}},

		&peer.Trace{In: exampleIn, Marks: exampleMarks},
		&peer.Dump{In: exampleIn, Tick: 1201, Checkpoint: []byte("a checkpoint"), Entry: []byte("an entry")},
		&peer.Evidence{In: exampleIn, Before: filled32(5), A: exampleRun, B: exampleRun},
	}
}
