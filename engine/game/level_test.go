package game

import (
	"reflect"
	"slices"
	"testing"

	"clew/engine/sim"
)

// A level starts with the players that there are, who keep what is theirs and stand
// at a start.
func TestStartLevel(t *testing.T) {
	s := joined(t, 3)
	for range 60 {
		apply(t, s, Entry{Inputs: []Input{{1, SeqBits(s.Player(1).Ack + 1), sim.Right}}})
	}
	apply(t, s, Entry{Changes: []Change{{Kind: Leave, ID: 2}, {Kind: Mute, ID: 1, Until: 5000}, {Kind: Disconnect, ID: 3}, {Kind: SetCountdown, Until: 900}}})
	if s.World().Player(1).ExitTick == 0 {
		t.Fatal("player 1 is not at the exit")
	}
	if p := s.Player(1); p.Place != 1 || p.Gained != 10 || s.Out() != 1 {
		t.Fatalf("%+v", p)
	}
	want := slices.Clone(s.Players())
	for i := range want {
		want[i].JoinTick, want[i].Place, want[i].Gained = 63, 0, 0
	}
	level := corridor(t)
	events := apply(t, s, Entry{
		Changes: []Change{{Kind: StartLevel, Level: level, Seed: 7}, {Kind: Say, ID: 3, Text: "hello"}, {Kind: Join, Name: "Zoe"}},
		Walks:   []Walk{{3, sim.Right}},
	})
	wantEvents(t, events,
		Event{Kind: LevelStarted}, Event{Kind: PlayerSaid, ID: 3, Name: "Ann2", Change: 1}, Event{Kind: PlayerJoined, ID: 4, Name: "Zoe", Change: 2},
		Event{Kind: PlayerEntered, ID: 1, Name: "Ann0", Change: -1}, Event{Kind: PlayerEntered, ID: 3, Name: "Ann2", Change: -1}, Event{Kind: PlayerEntered, ID: 4, Name: "Zoe", Change: -1})
	if s.Countdown() != 0 || s.Out() != 0 {
		t.Errorf("countdown %d, %d out", s.Countdown(), s.Out())
	}
	if got, number := s.Level(); got != level || number != 2 || s.World().Maze() != level.Maze {
		t.Errorf("level %d, %s", number, got.Name)
	}
	if s.Tick() != 63 || !slices.Equal(s.Players()[:2], want) || s.Player(4).JoinTick != 63 {
		t.Errorf("tick %d\n%+v\nwant\n%+v", s.Tick(), s.Players(), want)
	}
	for i, p := range s.World().Players() {
		walked := int32(0)
		if p.ID == 3 {
			walked = sim.WalkSpeed
		}
		if p.ExitTick != 0 || p.X != 1536+walked || p.Y != 1536 || p.ID != s.Players()[i].ID {
			t.Errorf("%+v", p)
		}
	}
	// Its chance comes from the seed alone.
	fresh := sim.New(level.Maze, 7)
	fresh.SetState(62)
	fresh.Step(s.Commands(), nil)
	if fresh.Hash() != s.World().Hash() {
		t.Error("the World is not a new one of that seed")
	}
}

// A level that starts when ticks are late restarts them, and every tick that the
// State remembers moves along.
func TestTicksRestart(t *testing.T) {
	const now = restartFrom + 100
	s := joined(t, 2)
	apply(t, s, Entry{Changes: []Change{{Kind: Disconnect, ID: 2}}})
	s.world.SetState(now, slices.Clone(s.world.Players())...)
	s.players[0].MutedUntil = now + 50
	s.players[1].MutedUntil = Forever
	s.players[1].DisconnectedAt = now - 20
	events := apply(t, s, Entry{Changes: []Change{{Kind: StartLevel, Level: corridor(t), Seed: 1}}})
	wantEvents(t, events, Event{Kind: LevelStarted}, Event{Kind: TicksRestarted},
		Event{Kind: PlayerEntered, ID: 1, Name: "Ann0", Change: -1}, Event{Kind: PlayerEntered, ID: 2, Name: "Ann1", Change: -1})
	p, q := s.Player(1), s.Player(2)
	if s.Tick() != firstTick+1 || p.JoinTick != firstTick+1 || p.MutedUntil != firstTick+50 || p.DisconnectedAt != 0 {
		t.Errorf("tick %d, %+v", s.Tick(), p)
	}
	if q.MutedUntil != Forever || q.DisconnectedAt != firstTick-20 || !q.Disconnected {
		t.Errorf("%+v", q)
	}
	// Entries go on from there.
	if apply(t, s, Entry{}); s.Tick() != firstTick+2 {
		t.Errorf("tick %d", s.Tick())
	}
}

func TestTickAfter(t *testing.T) {
	for _, c := range []struct {
		now         sim.Tick
		starts      bool
		want        sim.Tick
		description string
	}{
		{0, false, 1, "a game begins"},
		{0, true, 1, "with a level at once"},
		{restartFrom - 1, true, restartFrom, "the last level that does not restart them"},
		{restartFrom, true, firstTick + 1, "the first that does"},
		{restartFrom, false, restartFrom + 1, "no level"},
		{LastTick, true, firstTick + 1, "as late as it should be"},
		{LastTick, false, LastTick + 1, "there is a day to spare"},
	} {
		if got := TickAfter(c.now, c.starts); got != c.want {
			t.Errorf("%s: %d, want %d", c.description, got, c.want)
		}
	}
}

// moveTicksBack moves every tick that a State remembers; a field that is added and
// forgotten there fails. The World has ticks too, but it begins again with a level.
func TestEveryTickMovesBack(t *testing.T) {
	skip := map[string]string{".world": "new in each level", ".countdown": "ends with each level", ".worldEvents": "of the last tick"}
	ticks := func(s *State) (all []*sim.Tick, paths []string) {
		visitLeaves(reflect.ValueOf(s).Elem(), "", skip, func(path string, v reflect.Value) {
			if tick, ok := v.Addr().Interface().(*sim.Tick); ok {
				all, paths = append(all, tick), append(paths, path)
			}
		})
		return all, paths
	}
	for _, c := range []struct{ tick, back, want sim.Tick }{
		{5000, 1000, 4000}, {1000, 1000, 0}, {999, 1000, 0}, {0, 1000, 0}, {Forever - 1, 1000, Forever - 1001},
	} {
		s := fullState(t)
		all, paths := ticks(s)
		for i := range all {
			*all[i] = c.tick
		}
		s.moveTicksBack(c.back)
		for i := range all {
			if *all[i] != c.want {
				t.Errorf("State%s moves from %d by %d to %d, want %d", paths[i], c.tick, c.back, *all[i], c.want)
			}
		}
		if len(all) != 2*3 {
			t.Errorf("State has the ticks %q", paths)
		}
	}
}
