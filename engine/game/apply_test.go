package game

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"clew/engine/sim"
)

// wantEvents compares events.
func wantEvents(t testing.TB, got []Event, want ...Event) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("events\n%+v\nwant\n%+v", got, want)
	}
}

// Each kind of change does what it says, to one player alone, and is told.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		kind   ChangeKind
		change Change
		event  Event
		want   func(p *Player) // changes the player as the change should
	}{
		{Disconnect, Change{}, Event{Kind: PlayerDisconnected, Name: "Ann1"}, func(p *Player) { p.Disconnected, p.DisconnectedAt = true, 1 }},
		{Resume, Change{UsedToken: TokenHash{1, 0, 1}, Token: TokenHash{9}}, Event{Kind: PlayerResumed, Name: "Ann1"}, func(p *Player) { p.Token, p.PreviousToken = TokenHash{9}, TokenHash{1, 0, 1} }},
		{Rename, Change{Name: "Zoe"}, Event{Kind: PlayerRenamed, Name: "Zoe"}, func(p *Player) { p.Name, p.skeleton = "Zoe", skeletonOf("Zoe") }},
		{SetAppearance, Change{Appearance: Appearance{3, 5}}, Event{Kind: PlayerChanged, Name: "Ann1"}, func(p *Player) { p.Appearance = Appearance{3, 5} }},
		{Say, Change{Text: "hello"}, Event{Kind: PlayerSaid, Name: "Ann1"}, func(p *Player) {}},
		{Mute, Change{Until: 500}, Event{Kind: PlayerMuted, Name: "Ann1"}, func(p *Player) { p.MutedUntil = 500 }},
		{Mute, Change{Until: Forever}, Event{Kind: PlayerMuted, Name: "Ann1"}, func(p *Player) { p.MutedUntil = Forever }},
		{changeKinds, Change{}, Event{}, func(p *Player) {}},
	} {
		t.Run(c.kind.String(), func(t *testing.T) {
			s := joined(t, 3)
			want := slices.Clone(s.Players())
			c.want(&want[1])
			c.change.Kind, c.change.ID = c.kind, 2
			c.event.ID, c.event.Change = 2, 1
			// Those of unknown players, before and after, change and tell nothing.
			unknown := c.change
			unknown.ID = 4
			events := apply(t, s, Entry{Changes: []Change{unknown, c.change, unknown}})
			switch c.kind {
			case changeKinds:
				wantEvents(t, events)
			case Resume:
				wantEvents(t, events, Event{Kind: ResumeRefused, ID: 4}, c.event, Event{Kind: ResumeRefused, ID: 4, Change: 2})
			default:
				wantEvents(t, events, c.event)
			}
			if !slices.Equal(s.Players(), want) {
				t.Errorf("%+v\nwant\n%+v", s.Players(), want)
			}
		})
	}
}

func TestLeave(t *testing.T) {
	s := joined(t, 3)
	events := apply(t, s, Entry{Changes: []Change{{Kind: Leave, ID: 2}, {Kind: Leave, ID: 2}, {Kind: Say, ID: 2}}})
	wantEvents(t, events, Event{Kind: PlayerLeft, ID: 2, Name: "Ann1"})
	if s.Player(2) != nil || s.World().Player(2) != nil || len(s.Players()) != 2 || s.PlayerByToken(TokenHash{1, 0, 1}) != nil {
		t.Errorf("%+v", s.Players())
	}
	// Its letter and name are free again, its ID is not.
	events = apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Ann1"}}})
	wantEvents(t, events, Event{Kind: PlayerJoined, ID: 4, Name: "Ann1"}, Event{Kind: PlayerEntered, ID: 4, Name: "Ann1", Change: -1})
	if p := s.Player(4); p.Avatar != 'B' {
		t.Errorf("%+v", p)
	}
}

// A player may come and go within a tick, in which it is never in the level.
func TestJoinAndLeaveInOneTick(t *testing.T) {
	s := joined(t, 1)
	events := apply(t, s, Entry{
		Changes: []Change{{Kind: Join, Name: "Zoe"}, {Kind: Say, ID: 2, Text: "hello"}, {Kind: Leave, ID: 2}, {Kind: Join, Name: "zoe"}},
		Walks:   []Walk{{ID: 2, Keys: sim.Right}},
	})
	wantEvents(t, events,
		Event{Kind: PlayerJoined, ID: 2, Name: "Zoe"}, Event{Kind: PlayerSaid, ID: 2, Name: "Zoe", Change: 1}, Event{Kind: PlayerLeft, ID: 2, Name: "Zoe", Change: 2},
		Event{Kind: PlayerJoined, ID: 3, Name: "zoe", Change: 3}, Event{Kind: PlayerEntered, ID: 3, Name: "zoe", Change: -1})
	if s.Player(2) != nil || s.Player(3).Avatar != 'B' || s.Player(3).JoinTick != 2 {
		t.Errorf("%+v", s.Players())
	}
}

// Changes are carried out in their order, and before inputs and walks.
func TestOrderOfChanges(t *testing.T) {
	s := joined(t, 2)
	events := apply(t, s, Entry{
		Changes: []Change{
			{Kind: Rename, ID: 1, Name: "Zoe"}, {Kind: Rename, ID: 2, Name: "Zoe"}, {Kind: Rename, ID: 1, Name: "Bob"}, {Kind: Rename, ID: 2, Name: "Zoe"},
			{Kind: Mute, ID: 1, Until: 5}, {Kind: Mute, ID: 1, Until: 3}, {Kind: Join, Name: "Zoe"},
		},
		Inputs: []Input{{1, 1, sim.Right}, {1, 2, sim.Right}},
		Walks:  []Walk{{2, sim.Right}, {3, sim.Right}},
	})
	var names []string
	for _, e := range events {
		names = append(names, e.Name)
	}
	if want := []string{"Zoe", "(1)Zoe", "Bob", "Zoe", "Bob", "Bob", "(1)Zoe", "(1)Zoe"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if p := s.Player(1); p.MutedUntil != 3 || p.Ack != 2 {
		t.Errorf("%+v", p)
	}
	const start = sim.CellUnits + sim.CellUnits/2
	for id, walked := range map[sim.ID]int32{1: 2, 2: 1, 3: 1} {
		if x := s.World().Player(id).X; x != start+walked*sim.WalkSpeed {
			t.Errorf("player %d is at %d, want %d walks from %d", id, x, walked, start)
		}
	}
	want := []sim.Command{{ID: 3, Kind: sim.Join}, {ID: 1, Input: sim.Right}, {ID: 1, Input: sim.Right}, {ID: 2, Input: sim.Right}, {ID: 3, Input: sim.Right}}
	if !slices.Equal(s.Commands(), want) {
		t.Errorf("commands %v, want %v", s.Commands(), want)
	}
}

// Inputs and walks of players that are not in the game, or leave with the entry, do
// nothing; those of the others do.
func TestInputsOfNobody(t *testing.T) {
	s := joined(t, 4)
	apply(t, s, Entry{
		Changes: []Change{{Kind: Leave, ID: 2}},
		Inputs:  []Input{{0, 1, sim.Right}, {1, 1, sim.Right}, {2, 1, sim.Right}, {3, 1, sim.Right}, {9, 1, sim.Right}},
		Walks:   []Walk{{0, sim.Right}, {2, sim.Right}, {4, sim.Right}, {9, sim.Right}},
	})
	want := []sim.Command{{ID: 2, Kind: sim.Leave}, {ID: 1, Input: sim.Right}, {ID: 3, Input: sim.Right}, {ID: 4, Input: sim.Right}}
	if !slices.Equal(s.Commands(), want) {
		t.Errorf("commands %v, want %v", s.Commands(), want)
	}
}

func TestReachedExit(t *testing.T) {
	s := joined(t, 2)
	var reached []Event
	for range 100 {
		reached = append(reached, apply(t, s, Entry{Walks: []Walk{{1, sim.Right}}})...)
	}
	wantEvents(t, reached, Event{Kind: ReachedExit, ID: 1, Name: "Ann0", Change: -1})
}

// A game that is full, or has given out all IDs, refuses whoever joins, and nothing
// but the tick changes.
func TestJoinRefused(t *testing.T) {
	full := joined(t, sim.MaxPlayers)
	noIDs := joined(t, 1)
	noIDs.lastID = MaxID
	for _, s := range []*State{full, noIDs} {
		want := s.Clone()
		apply(t, want, Entry{})
		wantEvents(t, apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Zoe"}}}), Event{Kind: JoinRefused})
		checkEqual(t, s, want)
	}
	// There is room again in the same tick.
	events := apply(t, full, Entry{Changes: []Change{{Kind: Leave, ID: 7}, {Kind: Join, Name: "Zoe"}, {Kind: Join, Name: "Ida"}}})
	wantEvents(t, events,
		Event{Kind: PlayerLeft, ID: 7, Name: "Ann6"}, Event{Kind: PlayerJoined, ID: sim.MaxPlayers + 1, Name: "Zoe", Change: 1}, Event{Kind: JoinRefused, Change: 2},
		Event{Kind: PlayerEntered, ID: sim.MaxPlayers + 1, Name: "Zoe", Change: -1})
	if n := len(full.World().Players()); n != sim.MaxPlayers {
		t.Errorf("%d players in the World", n)
	}
}

// An entry that does not follow the last one changes nothing, and the error says
// where it belongs.
func TestEntriesOutOfTurn(t *testing.T) {
	// What each would do.
	changes := []Change{{Kind: Join, Name: "Zoe"}, {Kind: Leave, ID: 1}}
	inputs := []Input{{2, 1, sim.Right}}
	level := []Change{{Kind: StartLevel, Level: corridor(t), Seed: 1}}
	for _, c := range []struct {
		name  string
		now   sim.Tick
		epoch uint32
		entry Entry
		want  error
	}{
		{"the last one again", 10, 3, Entry{Epoch: 3, Tick: 10, Changes: changes, Inputs: inputs}, ErrRepeated},
		{"an old one", 10, 3, Entry{Epoch: 3, Tick: 1, Changes: changes}, ErrRepeated},
		{"tick 0", 10, 3, Entry{Epoch: 3, Changes: changes}, ErrRepeated},
		{"one is missing", 10, 3, Entry{Epoch: 3, Tick: 12, Changes: changes}, ErrGap},
		{"many are missing", 10, 3, Entry{Epoch: 4, Tick: 1 << 30, Changes: changes}, ErrGap},
		{"of the owner before", 10, 3, Entry{Epoch: 2, Tick: 11, Changes: changes}, ErrEpoch},
		{"of the owner before, again", 10, 3, Entry{Epoch: 2, Tick: 10, Changes: changes}, ErrEpoch},
		{"of the owner after, again", 10, 3, Entry{Epoch: 4, Tick: 10, Changes: changes}, ErrRepeated},
		{"a level again", 10, 3, Entry{Epoch: 3, Tick: 10, Changes: level}, ErrRepeated},
		{"a level too early", 10, 3, Entry{Epoch: 3, Tick: 12, Changes: level}, ErrGap},
		{"from before the restart", firstTick + 9, 3, Entry{Epoch: 3, Tick: restartFrom + 5, Changes: changes}, ErrRepeated},
		{"the level that restarted, again", firstTick + 1, 3, Entry{Epoch: 3, Tick: firstTick + 1, Changes: level}, ErrRepeated},
		{"from after a restart that is missing", restartFrom + 5, 3, Entry{Epoch: 3, Tick: firstTick + 9, Changes: changes}, ErrGap},
		{"a level that does not restart", restartFrom + 5, 3, Entry{Epoch: 3, Tick: restartFrom + 6, Changes: level}, ErrRepeated},
		{"just before ticks may restart", restartFrom - 1, 3, Entry{Epoch: 3, Tick: restartFrom + 1, Changes: changes}, ErrGap},
		{"just after ticks may restart", restartFrom + 1, 3, Entry{Epoch: 3, Tick: restartFrom - 1, Changes: changes}, ErrRepeated},
	} {
		s := joined(t, 3)
		s.epoch = c.epoch
		s.world.SetState(c.now, slices.Clone(s.world.Players())...)
		want, commands := s.Clone(), slices.Clone(s.Commands())
		before := []Event{{Kind: PlayerSaid}}
		events, err := s.Apply(&c.entry, before)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		wantEvents(t, events, before...)
		if checkEqual(t, s, want); s.Hash() != want.Hash() || !slices.Equal(s.Commands(), commands) {
			t.Errorf("%s: the State has changed", c.name)
		}
	}
}

func TestEpochIsTakenOver(t *testing.T) {
	s := joined(t, 1)
	for _, epoch := range []uint32{0, 0, 2, 2, 9, 1<<32 - 1} {
		if apply(t, s, Entry{Epoch: epoch}); s.Epoch() != epoch {
			t.Errorf("epoch %d, want %d", s.Epoch(), epoch)
		}
	}
}

// Apply appends its events to those that it is given.
func TestApplyAppendsEvents(t *testing.T) {
	s := joined(t, 1)
	first := Event{Kind: PlayerSaid, ID: 99}
	events, err := s.Apply(&Entry{Tick: 2, Changes: []Change{{Kind: Leave, ID: 1}}}, []Event{first})
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, events, first, Event{Kind: PlayerLeft, ID: 1, Name: "Ann0"})
}

// An entry belongs to its caller: Apply neither changes nor keeps it.
func TestApplyKeepsNoEntry(t *testing.T) {
	s := joined(t, 3)
	e := &Entry{Tick: 2, Changes: []Change{{Kind: Rename, ID: 1, Name: "Zoe"}}, Inputs: []Input{{1, 1, sim.Right}}, Walks: []Walk{{2, sim.Left}}}
	before := normal(e)
	if _, err := s.Apply(e, nil); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(e, before) {
		t.Errorf("%+v, it was %+v", e, before)
	}
	want := s.Hash()
	e.Changes[0], e.Inputs[0], e.Walks[0] = Change{}, Input{}, Walk{}
	if s.Hash() != want || s.Commands()[0].Input != sim.Right {
		t.Error("the State has kept a part of the entry")
	}
}
