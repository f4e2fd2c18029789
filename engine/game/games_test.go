package game

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"clew/engine/sim"
)

// Whoever has a State and the entries after it arrives at the same State: fed with
// entries as bytes, from a checkpoint in the middle, or as a copy.
func TestRandomGames(t *testing.T) {
	last := *seedFlag + seedCount(t)
	for seed := *seedFlag; seed < last; seed++ {
		if _, err := play(seed, 300, (*State).Apply); err != nil {
			t.Fatalf("%v; -seed %d gives it again", err, seed)
		}
	}
}

// The same games are the same on every machine, and in every version that shares a
// log with others.
func TestGoldenGames(t *testing.T) {
	const want = 0xfc4b76fa7f46f3ce
	all := digest(0)
	for seed := range uint64(20) {
		one, err := play(seed, 300, (*State).Apply)
		if err != nil {
			t.Fatal(err)
		}
		all.add(one)
	}
	if all != want {
		t.Errorf("the games have the digest %#x, want %#x. If other rules are meant: raise the versions of entries and checkpoints", uint64(all), uint64(want))
	}
}

// The random games have what they are to test.
func TestRandomGamesHaveEverything(t *testing.T) {
	kinds, events := map[ChangeKind]int{}, map[EventKind]int{}
	repeated, walks, epochs := 0, 0, 0
	for seed := range uint64(20) {
		g, begin := newRandomGame(seed)
		s := begin()
		for range 300 {
			e := g.next(s)
			for i := range e.Changes {
				kinds[e.Changes[i].Kind]++
			}
			if e.Epoch > s.Epoch() {
				epochs++
			}
			for _, event := range apply(t, s, *e) {
				events[event.Kind]++
			}
			for _, in := range e.Inputs {
				if p := s.Player(in.ID); p != nil {
					repeated++
				}
			}
			for _, c := range s.Commands() {
				if c.Kind == sim.Walk {
					walks++
					repeated--
				}
			}
			repeated += len(e.Walks)
		}
	}
	for kind := range changeKinds {
		if kinds[kind] < 20 {
			t.Errorf("%d changes of the kind %v", kinds[kind], kind)
		}
	}
	for kind := range ResumeRefused + 1 {
		if kind != JoinRefused && events[kind] < 3 {
			t.Errorf("%d events of kind %d", events[kind], kind)
		}
	}
	if repeated < 1000 || walks < 10_000 || epochs < 20 {
		t.Errorf("%d inputs that do not count, %d walks, %d epochs", repeated, walks, epochs)
	}
}

// Any game goes on from a checkpoint at any tick, with everything that it has
// computed.
func TestCheckpointRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g, begin := newRandomGame(rapid.Uint64Range(0, 1<<32).Draw(rt, "seed"))
		s := begin()
		for range rapid.IntRange(0, 200).Draw(rt, "ticks") {
			apply(t, s, *g.next(s))
		}
		b := AppendCheckpoint([]byte("before"), s)[len("before"):]
		c, err := DecodeCheckpoint(b)
		if err != nil {
			rt.Fatal(err)
		}
		if c.Hash() != s.Hash() || !slices.Equal(AppendCheckpoint(nil, c), b) {
			rt.Fatalf("hash %x, want %x", c.Hash(), s.Hash())
		}
		if checkEqual(t, c, s); t.Failed() {
			rt.Fatal("the States differ")
		}
	})
}

// The comparison of TestRandomGames catches an Apply that forgets a field of the
// roster, draws chance or lets a map decide.
func TestRandomGamesBites(t *testing.T) {
	type mutant struct {
		name  string
		want  error // of play
		apply applyFunc
	}
	mutants := []mutant{
		{"draws chance for a player", errHash, drawAppearance},
		{"draws chance for the World", errHash, drawRandom},
		{"carries out changes in the order of a map", errHash, mapOrder},
		{"forgets State.epoch", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			defer func(epoch uint32) { s.epoch = epoch }(s.epoch)
			return s.Apply(e, events)
		}},
		{"forgets State.levelNumber", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			defer func(n uint32) { s.levelNumber = n }(s.levelNumber)
			return s.Apply(e, events)
		}},
		{"forgets State.countdown", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			defer func(until sim.Tick) { s.countdown = until }(s.countdown)
			return s.Apply(e, events)
		}},
		{"forgets State.out", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			defer func(n uint32) { s.out = n }(s.out)
			return s.Apply(e, events)
		}},
		{"gives an ID out again", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			events, err := s.Apply(e, events)
			s.lastID = 0
			if n := len(s.players); n > 0 {
				s.lastID = s.players[n-1].ID
			}
			return events, err
		}},
		{"forgets an event", errEvents, func(s *State, e *Entry, events []Event) ([]Event, error) {
			events, err := s.Apply(e, events)
			return slices.DeleteFunc(events, func(e Event) bool { return e.Kind == PlayerMuted }), err
		}},
		{"applies an entry twice", errHash, func(s *State, e *Entry, events []Event) ([]Event, error) {
			if _, err := s.Apply(e, nil); err != nil {
				return events, err
			}
			again := *e
			again.Tick = TickAfter(s.Tick(), e.StartsLevel())
			return s.Apply(&again, events)
		}},
	}
	player := reflect.TypeFor[Player]()
	for i := range player.NumField() {
		// The ID is what players are found by.
		if name := player.Field(i).Name; name != "ID" && computed[".players[]."+name] == "" {
			mutants = append(mutants, mutant{"forgets Player." + name, errHash, forget(i)})
		}
	}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			for seed := range uint64(20) {
				_, err := play(seed, 300, m.apply)
				if errors.Is(err, m.want) {
					return
				}
				if err != nil && !errors.Is(err, errEvents) {
					t.Fatalf("seed %d: %v", seed, err)
				}
			}
			t.Errorf("an Apply that %s goes unnoticed", m.name)
		})
	}
}

// forget returns an Apply that does not store a field of Player.
func forget(field int) applyFunc {
	value := func(p *Player) reflect.Value {
		v := reflect.ValueOf(p).Elem().Field(field)
		return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	return func(s *State, e *Entry, events []Event) ([]Event, error) {
		before := slices.Clone(s.players)
		events, err := s.Apply(e, events)
		for i := range s.players {
			now := value(&s.players[i])
			now.SetZero()
			for j := range before {
				if before[j].ID == s.players[i].ID {
					now.Set(value(&before[j]))
				}
			}
		}
		return events, err
	}
}

// drawAppearance draws how a player looks that has no wish.
func drawAppearance(s *State, e *Entry, events []Event) ([]Event, error) {
	var drawn Entry
	drawn.CopyFrom(e)
	for i := range drawn.Changes {
		if c := &drawn.Changes[i]; c.Kind == Join && c.Appearance == (Appearance{}) {
			c.Appearance.Colour = uint8(rand.IntN(MaxColour + 1))
		}
	}
	return s.Apply(&drawn, events)
}

// drawRandom has the World draw from chance of its own, when a player joins.
func drawRandom(s *State, e *Entry, events []Event) ([]Event, error) {
	if slices.ContainsFunc(e.Changes, func(c Change) bool { return c.Kind == Join }) {
		world := *sim.New(s.level.Maze, rand.Uint64())
		world.SetState(s.world.Tick(), s.world.Players()...)
		s.world = world
	}
	return s.Apply(e, events)
}

// mapOrder carries out changes in the order of a map.
func mapOrder(s *State, e *Entry, events []Event) ([]Event, error) {
	if e.StartsLevel() {
		return s.Apply(e, events)
	}
	byNumber := map[int]Change{}
	for i, c := range e.Changes {
		byNumber[i] = c
	}
	var shuffled Entry
	shuffled.CopyFrom(e)
	shuffled.Changes = shuffled.Changes[:0]
	for _, c := range byNumber {
		shuffled.Changes = append(shuffled.Changes, c)
	}
	return s.Apply(&shuffled, events)
}
