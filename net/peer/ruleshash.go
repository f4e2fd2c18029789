package peer

import (
	"encoding/binary"
	"sync"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// RulesHash digests what peers must have in common to compute the same game: the
// limits of what they may do, and what comes of a fixed game of 600 ticks. In it
// peers and guests come, walk, speak, vote, leave and return, one is removed, and a
// level follows another. It takes some milliseconds, once.
var RulesHash = sync.OnceValue(func() uint64 { return newFixedGame().hash() })

// fixedGame is a game in which all is known beforehand: the spans of its seats, their
// keys, and what they do.
type fixedGame struct {
	*instance
	random splitmix.Source
}

const fixedTicks = 600

// fixedRows is a level so small that somebody finds the exit without looking for it.
var fixedRows = []string{
	"#########",
	"#S..#..S#",
	"#.#...#.#",
	"#...#.E.#",
	"#########",
}

// fixedActions are what seats do. The peer of seat 2 gets lost, comes back as seat 4,
// and is voted out.
var fixedActions = []struct {
	seat SeatID
	Action
}{
	{0, Action{Tick: 2, Kind: GuestJoin, Guest: 1, Text: "Guest", Appearance: game.Appearance{Colour: 3}}},
	{0, Action{Tick: 3, Kind: GuestWalk, Guest: 1, Keys: sim.Right}},
	{0, Action{Tick: 3, Kind: Say, Text: "ol\u00e1"}},
	{2, Action{Tick: 5, Kind: GuestJoin, Guest: 2}},
	{2, Action{Tick: 5, Kind: GuestJoin, Guest: MaxGuests, Text: "Guest"}},
	{2, Action{Tick: 9, Kind: GuestWalk, Guest: 2, Keys: sim.Left | sim.Down}},
	{1, Action{Tick: 20, Kind: Rename, Text: "Ann"}},
	{2, Action{Tick: 21, Kind: Rename, Text: "ann"}},
	{1, Action{Tick: 25, Kind: SetAppearance, Appearance: game.Appearance{Colour: 1, Shape: 2}}},
	{0, Action{Tick: 60, Kind: GuestWalk, Guest: 1, Keys: sim.Down}},
	{0, Action{Tick: 120, Kind: GuestWalk, Guest: 1, Keys: sim.Left}},
	{0, Action{Tick: 250, Kind: GuestLeave, Guest: 1}},
	{4, Action{Tick: 260, Kind: GuestLeave, Guest: 2}},
	{0, Action{Tick: 300, Kind: VoteOut, Seat: 4}},
	{3, Action{Tick: 310, Kind: VoteOut, Seat: 4}},
	{4, Action{Tick: 310, Kind: Say, Text: "why?"}},
	{0, Action{Tick: 350, Kind: VoteNext}},
	{3, Action{Tick: 360, Kind: VoteNext}},
}

func newFixedGame() *fixedGame {
	m, err := maze.FromRows(fixedRows)
	if err != nil {
		panic(err) // they are constant
	}
	v := View{Branch: Branch{Game: 1, ID: 1}, Number: 1}
	for _, s := range []struct {
		peer uint64
		Span
		left bool
	}{
		{1, Span{1, forever}, false},
		{2, Span{1, 280}, true},
		{3, Span{1, 150}, false},
		{4, Span{90, forever}, false},
		{3, Span{220, 330}, true},
	} {
		seat := Seat{ID: SeatID(len(v.Seats)), Branch: 1, Name: "Peer", Span: s.Span, Left: s.left}
		binary.BigEndian.PutUint64(seat.Key[:], s.peer)
		seat.Process = Process{GUID: seat.Key.GUID(), Nonce: uint64(seat.ID)}
		v.Seats = append(v.Seats, seat)
	}
	state := game.New(game.Config{Level: &maze.Level{Name: "fixed", Maze: m}, Seed: 1, Name: "fixed"})
	g := &fixedGame{newInstance(new(Peer), v, state), 1}
	for _, s := range g.seats {
		s.in.reset(s.First-1, firstChain(&s.Seat))
	}
	return g
}

// step settles a tick.
func (g *fixedGame) step() {
	t := g.settled() + 1
	for _, s := range g.seats {
		if !s.contains(t) {
			continue
		}
		keys := s.in.at(t - 1)
		if x := g.random.Next(); x%16 == 0 {
			keys = sim.Input(x>>8) & sim.AllKeys
		}
		var actions []Action
		for _, a := range fixedActions {
			if a.seat == s.ID && a.Tick == t {
				actions = append(actions, a.Action)
			}
		}
		s.in.append(keys, actions)
		s.in.signed = t
	}
	g.edge = t
	g.settle()
}

// hash plays the game.
func (g *fixedGame) hash() uint64 {
	h := splitmix.Mix(uint64(LevelLimit)<<40 | MaxGuests<<32 | MaxActions<<24 | ActionBlock<<16 | MaxActionCost)
	for range fixedTicks {
		g.step()
		h = splitmix.Mix(h ^ g.state.Hash())
		h = splitmix.Mix(h ^ g.chain)
		h = splitmix.Mix(h ^ g.extra.hash())
	}
	for _, s := range g.seats {
		c := s.in.chain(s.in.known)
		h = splitmix.Mix(h ^ binary.BigEndian.Uint64(c[:]))
	}
	return h
}
