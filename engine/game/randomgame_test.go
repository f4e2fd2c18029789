package game

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// randomGame decides what enters a game, from a seed: it draws an entry for each
// tick of a State.
type randomGame struct {
	rng     splitmix.Source
	crowd   int // players that it aims at
	tokens  uint64
	retired []TokenHash // of players that left, or replaced
	entry   Entry
}

// newRandomGame returns the game of a seed, and how to make its first State.
func newRandomGame(seed uint64) (g *randomGame, begin func() *State) {
	g = &randomGame{rng: splitmix.Source(seed), crowd: 12}
	if seed%10 == 9 {
		g.crowd = 40
	}
	level, worldSeed := g.level(), g.rng.Next()
	start := sim.Tick(0)
	if g.rng.Intn(3) == 0 {
		start = restartFrom - 100 + sim.Tick(g.rng.Intn(100))
	}
	return g, func() *State {
		s := New(Config{Level: level, Seed: worldSeed, Name: "Test"})
		s.world.SetState(start)
		return s
	}
}

// randomLevels are a few levels to draw from.
var randomLevels = func() (levels []*maze.Level) {
	for seed := range uint64(4) {
		m, err := maze.Generate(seed, 11+2*int(seed), 9, 30)
		if err != nil {
			panic(err)
		}
		levels = append(levels, &maze.Level{Name: fmt.Sprint("level ", seed), Maze: m})
	}
	levels[1].Author, levels[2].Note = "Daedalus", "with a note"
	// A walker finds the exit of an open one.
	m, err := maze.FromRows([]string{"########", "#.E...S#", "#......#", "#S....E#", "########"})
	if err != nil {
		panic(err)
	}
	return append(levels, &maze.Level{Name: "open", Maze: m})
}()

func (g *randomGame) level() *maze.Level { return randomLevels[g.rng.Intn(len(randomLevels))] }

// chance returns true once in n times.
func (g *randomGame) chance(n int) bool { return g.rng.Intn(n) == 0 }

// token returns a token's hash that nobody had before, or none.
func (g *randomGame) token() (t TokenHash) {
	if g.chance(20) {
		return t
	}
	g.tokens++
	v := splitmix.Mix(g.tokens)
	for i := range t {
		t[i] = byte(v >> (i % 8 * 8))
	}
	return t
}

// names that many ask for; most look like others.
var randomNames = []string{
	"", "Ann", "ann", "Αnn", "Zo\u00eb", "Zoe\u0308", "Test", "walker B", "Walker 2", "(1)Ann", "Bob", "B0b", "abcdefghijklmnop", "ﷺﷺ", "\u200d", "x y",
}

// player returns the ID of a player in the game, now and then of another one.
func (g *randomGame) player(s *State) sim.ID {
	if len(s.players) == 0 || g.chance(8) {
		return sim.ID(g.rng.Intn(int(s.lastID) + 3))
	}
	return s.players[g.rng.Intn(len(s.players))].ID
}

// next returns the entry for the tick after the State's. It is valid until the next
// call.
func (g *randomGame) next(s *State) *Entry {
	e := &g.entry
	e.reset()
	e.Epoch = s.epoch
	if g.chance(80) {
		e.Epoch += uint32(g.rng.Intn(3))
	}
	if g.chance(60) {
		e.Changes = append(e.Changes, Change{Kind: StartLevel, Level: g.level(), Seed: g.rng.Next()})
	}
	if g.chance(3) {
		for range 1 + g.rng.Intn(5) {
			e.Changes = append(e.Changes, g.change(s))
		}
	}
	e.Tick = TickAfter(s.Tick(), e.StartsLevel())
	for i := range s.players {
		p := &s.players[i]
		keys := sim.Input(splitmix.Mix(uint64(p.ID)<<32|uint64(e.Tick/16))) & sim.AllKeys
		if p.Disconnected || g.chance(8) {
			continue
		}
		seq := p.Ack
		for range 1 + g.rng.Intn(8)/7 {
			switch g.rng.Intn(12) {
			case 0: // again
				e.Inputs = append(e.Inputs, Input{p.ID, SeqBits(seq), 0})
				continue
			case 1: // an old one
				e.Inputs = append(e.Inputs, Input{p.ID, SeqBits(seq - uint32(g.rng.Intn(seqMask-MaxSeqGap))), 0})
				continue
			case 2: // some are missing, perhaps too many
				seq += uint32(g.rng.Intn(MaxSeqGap + 3))
			default:
				seq++
			}
			e.Inputs = append(e.Inputs, Input{p.ID, SeqBits(seq), keys})
		}
	}
	for i := range s.players {
		if g.chance(10) {
			e.Walks = append(e.Walks, Walk{s.players[i].ID, sim.Input(g.rng.Intn(16))})
		}
	}
	if g.chance(20) {
		e.Walks = append(e.Walks, Walk{s.lastID + 1, sim.Right}) // that may be about to join
	}
	return e
}

// change draws a change, of any kind but StartLevel.
func (g *randomGame) change(s *State) Change {
	kind := ChangeKind(g.rng.Intn(int(changeKinds) - 1))
	if kind == StartLevel {
		kind = SetCountdown // the only one after it
	}
	if len(s.players) < 2 || len(s.players) < g.crowd && g.chance(3) {
		kind = Join
	}
	c := Change{Kind: kind}
	if kind != Join && kind != SetCountdown {
		c.ID = g.player(s)
	}
	p := s.Player(c.ID)
	switch kind {
	case Join:
		c.Name, c.Appearance, c.Token = randomNames[g.rng.Intn(len(randomNames))], g.appearance(), g.token()
	case Leave:
		if p != nil {
			g.retired = append(g.retired, p.Token)
		}
	case Resume:
		c.Token, c.UsedToken = g.token(), g.usedToken(p)
	case Rename:
		c.Name = randomNames[g.rng.Intn(len(randomNames))]
	case SetAppearance:
		c.Appearance = g.appearance()
	case Say:
		c.Text = "hello, " + randomNames[g.rng.Intn(len(randomNames))]
	case Mute:
		c.Until = s.Tick() + sim.Tick(g.rng.Intn(1000))
		if g.chance(5) {
			c.Until = Forever
		}
	case SetCountdown:
		c.Until = sim.Tick(g.rng.Intn(3)) * (s.Tick() + 600)
	}
	return c
}

func (g *randomGame) appearance() Appearance {
	return Appearance{uint8(g.rng.Intn(MaxColour + 1)), uint8(g.rng.Intn(MaxShape + 1))}
}

// usedToken draws what a client comes with: mostly a token that is good.
func (g *randomGame) usedToken(p *Player) TokenHash {
	switch {
	case p != nil && !g.chance(4):
		if g.retired = append(g.retired, p.PreviousToken); g.chance(3) {
			return p.PreviousToken
		}
		return p.Token
	case len(g.retired) > 0 && !g.chance(3):
		return g.retired[g.rng.Intn(len(g.retired))]
	}
	return g.token()
}

// party is a State that arrives at what another one is by some other way.
type party struct {
	name  string
	state *State
	apply applyFunc
}

// applyFunc applies an entry as State.Apply does, or wrongly.
type applyFunc func(s *State, e *Entry, events []Event) ([]Event, error)

// play plays the random game of a seed, and returns a digest of the hashes of all
// ticks. The other parties are one fed with decoded entries, which uses follow in
// place of Apply, and from the middle on one from a checkpoint and a copy. The error
// says where one of them is first told to differ.
func play(seed uint64, ticks int, follow applyFunc) (uint64, error) {
	g, begin := newRandomGame(seed)
	s := begin()
	others := []party{{"the one fed with entries", begin(), follow}}
	middle := 1 + g.rng.Intn(ticks-1)
	all := digest(0)
	var e Entry // as decoded
	for n := range ticks {
		if n == middle {
			c, err := DecodeCheckpoint(AppendCheckpoint(nil, s))
			if err != nil {
				return 0, fmt.Errorf("tick %d: %w", s.Tick(), err)
			}
			others = append(others, party{"the one from a checkpoint", c, (*State).Apply}, party{"the copy", s.Clone(), (*State).Apply})
		}
		drawn := g.next(s)
		if err := DecodeEntry(AppendEntry(nil, drawn), &e); err != nil {
			return 0, fmt.Errorf("tick %d: %w", drawn.Tick, err)
		}
		if x, y := normal(&e), normal(drawn); !reflect.DeepEqual(x, y) {
			return 0, fmt.Errorf("tick %d: the entry %+v was decoded as %+v", drawn.Tick, y, x)
		}
		events, err := s.Apply(drawn, nil)
		if err != nil {
			return 0, fmt.Errorf("tick %d: %w", drawn.Tick, err)
		}
		all.add(s.Hash())
		for _, p := range others {
			if err := p.follow(&e, events, s.Hash(), g.chance(5)); err != nil {
				return 0, fmt.Errorf("tick %d: %s: %w", e.Tick, p.name, err)
			}
		}
		if n%16 == 0 {
			if err := checkState(s); err != nil {
				return 0, fmt.Errorf("tick %d: %w", e.Tick, err)
			}
		}
	}
	return uint64(all), nil
}

// follow applies an entry, and compares what comes of it. If outOfTurn is set, the
// entry is also delivered too early, too late and by an old owner.
func (p *party) follow(e *Entry, wantEvents []Event, wantHash uint64, outOfTurn bool) error {
	if outOfTurn {
		later := *e
		if later.Tick++; !e.StartsLevel() {
			if err := p.wantRefused(&later, ErrGap); err != nil {
				return err
			}
		}
		if old := *e; p.state.epoch > 0 {
			old.Epoch = p.state.epoch - 1
			if err := p.wantRefused(&old, ErrEpoch); err != nil {
				return err
			}
		}
	}
	events, err := p.apply(p.state, e, nil)
	if err != nil {
		return err
	}
	if hash := p.state.Hash(); hash != wantHash {
		return fmt.Errorf("%w: hash %x, want %x", errHash, hash, wantHash)
	}
	if !slices.Equal(events, wantEvents) {
		return fmt.Errorf("%w: %+v, want %+v", errEvents, events, wantEvents)
	}
	if outOfTurn {
		return p.wantRefused(e, ErrRepeated)
	}
	return nil
}

var (
	errHash   = errors.New("the States differ")
	errEvents = errors.New("the events differ")
)

// wantRefused delivers an entry that does not follow the last one.
func (p *party) wantRefused(e *Entry, want error) error {
	before := p.state.Hash()
	events, err := p.state.Apply(e, nil)
	if !errors.Is(err, want) || len(events) > 0 || p.state.Hash() != before {
		return fmt.Errorf("an entry out of turn gives the error %v, want %v, and %d events", err, want, len(events))
	}
	return nil
}

// checkState checks what holds for every State.
func checkState(s *State) error {
	bodies := s.world.Players()
	if len(bodies) != len(s.players) || s.world.Maze() != s.level.Maze {
		return fmt.Errorf("%d players, of which the World has %d", len(s.players), len(bodies))
	}
	letters := map[rune]bool{}
	for i := range s.players {
		p := &s.players[i]
		if p.ID != bodies[i].ID || p.ID > s.lastID || i > 0 && p.ID <= s.players[i-1].ID {
			return fmt.Errorf("player %d has the ID %d, in the World %d", i, p.ID, bodies[i].ID)
		}
		if letters[p.Avatar] || p.Name == "" || p.skeleton.confusable(skeletonOf(s.name)) {
			return fmt.Errorf("player %d has the letter %c and the name %q", p.ID, p.Avatar, p.Name)
		}
		letters[p.Avatar] = true
		for j := range i {
			if other := &s.players[j]; other.skeleton.confusable(p.skeleton) {
				return fmt.Errorf("%q and %q look alike", other.Name, p.Name)
			}
		}
	}
	c := s.Clone()
	c.index()
	if !reflect.DeepEqual(c.names.counts, s.names.counts) || !reflect.DeepEqual(c.lettersUsed, s.lettersUsed) || !slices.Equal(c.players, s.players) {
		return fmt.Errorf("what is remembered of players is %v, %v, should be %v, %v", s.names.counts, s.lettersUsed, c.names.counts, c.lettersUsed)
	}
	return nil
}
