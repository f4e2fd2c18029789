package game

import (
	"fmt"
	"slices"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

func TestPointsFor(t *testing.T) {
	var got []uint32
	for place := range uint32(9) {
		got = append(got, PointsFor(place))
	}
	if want := []uint32{0, 10, 7, 5, 4, 3, 2, 1, 1}; !slices.Equal(got, want) || PointsFor(1<<32-1) != 1 {
		t.Errorf("%v, want %v", got, want)
	}
}

// stepsToExit is how many cells the exit of lane is from its start.
const stepsToExit = 3

// lane returns a level with a straight way from the start to the exit.
func lane(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"#######", "#S..E.#", "#.....#", "#.....#", "#######"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "lane", Maze: m}
}

// A place counts those that were out before, and those of one tick share it; who
// leaves keeps the place taken, and who comes again begins with nothing.
func TestPlaces(t *testing.T) {
	const toExit = (stepsToExit*sim.CellUnits-sim.CellUnits/2)/sim.WalkSpeed + 1 // ticks
	for _, c := range []struct {
		name    string
		players int
		runs    [][]sim.ID
		between []Change // after the first run
		want    []string // "ID: place gained points" of each player in the end
		out     int
	}{
		{"nobody", 2, nil, nil, []string{"1: 0 0 0", "2: 0 0 0"}, 0},
		{"one by one", 3, [][]sim.ID{{2}, {3}, {1}}, nil, []string{"1: 3 5 5", "2: 1 10 10", "3: 2 7 7"}, 3},
		{"two at once", 4, [][]sim.ID{{2, 4}, {1}, {3}}, nil, []string{"1: 3 5 5", "2: 1 10 10", "3: 4 4 4", "4: 1 10 10"}, 4},
		{"the first leaves", 3, [][]sim.ID{{1}, {3}}, []Change{{Kind: Leave, ID: 1}}, []string{"2: 0 0 0", "3: 2 7 7"}, 2},
		{"the first comes again", 2, [][]sim.ID{{1}, {3}}, []Change{{Kind: Leave, ID: 1}, {Kind: Join}}, []string{"2: 0 0 0", "3: 2 7 7"}, 2},
		{"the first resumes", 2, [][]sim.ID{{1}, {1, 2}}, []Change{{Kind: Disconnect, ID: 1}, {Kind: Resume, ID: 1, UsedToken: TokenHash{1}, Token: TokenHash{2}}}, []string{"1: 1 10 10", "2: 2 7 7"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(Config{Level: lane(t), Name: "Test"})
			for i := range c.players {
				token := TokenHash{1, 15: byte(i)}
				apply(t, s, Entry{Changes: []Change{{Kind: Join, Token: token}}})
			}
			for n, run := range c.runs {
				for range toExit {
					var e Entry
					for _, id := range run {
						e.Walks = append(e.Walks, Walk{id, sim.Right})
					}
					apply(t, s, e)
				}
				if n == 0 {
					apply(t, s, Entry{Changes: c.between})
				}
			}
			var got []string
			for _, p := range s.Players() {
				got = append(got, fmt.Sprintf("%d: %d %d %d", p.ID, p.Place, p.Gained, p.Points))
			}
			if !slices.Equal(got, c.want) || s.Out() != c.out {
				t.Errorf("%q, %d out, want %q, %d", got, s.Out(), c.want, c.out)
			}
		})
	}
}

// A crowd that reaches the exit in one tick is first, all of it.
func TestCrowdReachesExit(t *testing.T) {
	s := New(Config{Level: lane(t), Name: "Test"})
	var e Entry
	for i := range sim.MaxPlayers {
		e.Changes = append(e.Changes, Change{Kind: Join, Name: fmt.Sprint("walker ", i)})
		e.Walks = append(e.Walks, Walk{sim.ID(i + 1), sim.Right})
	}
	for s.Out() == 0 {
		apply(t, s, e)
		e.Changes = nil
	}
	for _, p := range s.Players() {
		if p.Place != 1 || p.Points != 10 {
			t.Fatalf("%+v", p)
		}
	}
	if s.Out() != sim.MaxPlayers {
		t.Errorf("%d out", s.Out())
	}
}

// Points are kept over levels and tick restarts, and do not overflow.
func TestPointsAddUp(t *testing.T) {
	s := New(Config{Level: lane(t), Name: "Test"})
	apply(t, s, Entry{Changes: []Change{{Kind: Join}, {Kind: Join}}})
	toExit := func(id sim.ID) {
		for s.Player(id).Place == 0 {
			apply(t, s, Entry{Walks: []Walk{{id, sim.Right}}})
		}
	}
	level := Entry{Changes: []Change{{Kind: StartLevel, Level: lane(t)}}}
	toExit(1)
	toExit(2)
	apply(t, s, level)
	if p := s.Player(1); p.Points != 10 || p.Gained != 0 || p.Place != 0 || s.Out() != 0 {
		t.Errorf("%+v, %d out", p, s.Out())
	}
	s.world.SetState(restartFrom, slices.Clone(s.world.Players())...)
	toExit(2)
	apply(t, s, level)
	if p := s.Player(2); p.Points != 17 || s.Tick() > restartFrom {
		t.Errorf("tick %d, %+v", s.Tick(), p)
	}
	s.players[0].Points = MaxPoints - 3
	toExit(1)
	if p := s.Player(1); p.Points != MaxPoints || p.Gained != 10 {
		t.Errorf("%+v", p)
	}
}

// A countdown is told when it changes, and a level ends it.
func TestCountdown(t *testing.T) {
	s := joined(t, 1)
	set := func(until sim.Tick) Entry { return Entry{Changes: []Change{{Kind: SetCountdown, Until: until}}} }
	for _, until := range []sim.Tick{900, 500, 0, 1, Forever} {
		wantEvents(t, apply(t, s, set(until)), Event{Kind: CountdownSet})
		wantEvents(t, apply(t, s, set(until))) // again
		if s.Countdown() != until {
			t.Errorf("countdown %d, want %d", s.Countdown(), until)
		}
	}
	e := Entry{Changes: []Change{{Kind: StartLevel, Level: corridor(t)}, {Kind: SetCountdown, Until: 70}}}
	wantEvents(t, apply(t, s, e), Event{Kind: LevelStarted}, Event{Kind: CountdownSet, Change: 1}, Event{Kind: PlayerEntered, ID: 1, Name: "Ann0", Change: -1})
	if s.Countdown() != 70 {
		t.Errorf("countdown %d", s.Countdown())
	}
	if apply(t, s, Entry{Changes: e.Changes[:1]}); s.Countdown() != 0 {
		t.Errorf("countdown %d", s.Countdown())
	}
}
