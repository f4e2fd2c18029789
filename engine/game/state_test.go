package game

import (
	"fmt"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

// newState returns a game on a small level.
func newState(t testing.TB) *State {
	t.Helper()
	return New(Config{Level: closet(t), Seed: 1, Name: "Test"})
}

// closet returns a small level.
func closet(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"########", "#S....E#", "#......#", "#......#", "########"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "closet", Maze: m}
}

// apply applies an entry, whose tick it sets, and returns the events.
func apply(t testing.TB, s *State, e Entry) []Event {
	t.Helper()
	e.Tick = TickAfter(s.Tick(), e.StartsLevel())
	events, err := s.Apply(&e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// joined returns a game with some players, who stand at a start.
func joined(t testing.TB, players int) *State {
	t.Helper()
	s := newState(t)
	var e Entry
	for i := range players {
		e.Changes = append(e.Changes, Change{Kind: Join, Name: fmt.Sprint("Ann", i), Token: TokenHash{byte(i), byte(i >> 8), 1}})
	}
	apply(t, s, e)
	return s
}

func TestJoin(t *testing.T) {
	s := newState(t)
	events := apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Ann"}, {Kind: Join}, {Kind: Join, Name: "ann"}}})
	want := []Event{
		{Kind: PlayerJoined, ID: 1, Name: "Ann", Change: 0}, {Kind: PlayerJoined, ID: 2, Name: "walker B", Change: 1}, {Kind: PlayerJoined, ID: 3, Name: "(1)ann", Change: 2},
		{Kind: PlayerEntered, ID: 1, Name: "Ann", Change: -1}, {Kind: PlayerEntered, ID: 2, Name: "walker B", Change: -1}, {Kind: PlayerEntered, ID: 3, Name: "(1)ann", Change: -1},
	}
	if fmt.Sprint(events) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", events, want)
	}
	if p := s.Player(3); p == nil || p.Avatar != 'C' || p.JoinTick != 1 || s.World().Player(sim.ID(3)) == nil {
		t.Errorf("%+v", p)
	}
}
