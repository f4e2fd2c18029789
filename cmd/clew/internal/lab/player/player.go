// Package player is a game on the table: which tick one looks at, how fast it
// runs, who plays, what is picked out, what that is in a sentence, and what
// would have been if a packet had fared otherwise or something had been set
// differently from a tick on. It knows no screen.
package player

import (
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
)

// Player is a game and what one looks at in it. Nothing but Tick moves it by
// itself.
type Player struct {
	Playing bool

	game           Game
	reference      Game      // what to compare with: the tape as it was at first, or another
	state          State     // as it stood after the tick looked at
	referenceState State     // the same of the reference, once it was asked for
	undo           []variant // what Back goes back to
	variant        variant

	speed     int // index of speeds
	remainder int // parts of a tick that have passed and were not carried out
	selected  Selection
	curves    [2]seriesCache // of the tape and of the reference
}

// variant is a variant of the game, as one made it.
type variant struct {
	game        Game
	controllers []Controller
	swapped     map[packetID]packetID // both ways
	changes     []string              // what was changed, in words
}

// New plays a scenario to its end, or where a person plays up to there, and
// looks at its start. It keeps the scenario, which must not be changed from
// here on.
func New(s *scenario.Scenario, level scenario.LevelLoader) (*Player, error) {
	keys := make(humanInputs, len(s.Clients))
	var hands []Controller
	for i := range s.Clients {
		h := Controller{Kind: Recorded}
		if s.Clients[i].SettingsAt(1).Input.Kind == scenario.Human {
			h.Kind = Human
		}
		hands = append(hands, h)
	}
	first := variant{controllers: hands}
	to := s.Ticks
	if first.hasHuman() {
		to = 0
	}
	t, err := playScenario(s, level, keys, to)
	if err != nil {
		return nil, err
	}
	first.game = t
	return open(first), nil
}

// OpenGame looks at the start of a tape that nobody plays in.
func OpenGame(t Game) *Player {
	return open(variant{game: t, controllers: make([]Controller, t.Clients())})
}

func open(first variant) *Player {
	r := &Player{speed: normalSpeed, variant: first, game: first.game, reference: first.game}
	r.Seek(0)
	return r
}

// Compare makes another game the one to compare with.
func (r *Player) Compare(with *Player) { r.reference, r.referenceState = with.game, nil }

// Game is the game. What it gives must not be changed.
func (r *Player) Game() Game { return r.game }

// Reference is the game that it is compared with.
func (r *Player) Reference() Game { return r.reference }

// Trace is what happens in the game. It must not be changed.
func (r *Player) Trace() *eventlog.Trace { return r.game.Trace() }

// State is the game as it stood after the tick looked at. It is the Reel's own.
func (r *Player) State() State { return r.state }

// ReferenceState is the reference as it stood after the same tick, or after its last.
func (r *Player) ReferenceState() State {
	r.referenceState = advance(r.reference, r.referenceState, r.Tick())
	return r.referenceState
}

// Tick is the tick looked at, from 0, before the first, to Played.
func (r *Player) Tick() int { return r.state.Ticks() }

// Ticks is how long the game is.
func (r *Player) Ticks() int { return r.game.Ticks() }

// PlayedTicks is up to which tick it has been played: to its end, unless a person
// plays.
func (r *Player) PlayedTicks() int { return r.game.PlayedTicks() }

// Seek looks at a tick; one beyond what was played is taken for that end.
func (r *Player) Seek(tick int) {
	r.remainder = 0
	r.state = advance(r.game, r.state, tick)
}

// maxPlayForward is how many ticks it is cheaper to play on than to look up.
const maxPlayForward = 60

// advance is the scene of a tape after a tick, which s may be on the way to.
func advance(t Game, s State, tick int) State {
	tick = min(max(tick, 0), t.PlayedTicks())
	if s != nil {
		if n := tick - s.Ticks(); n >= 0 && n <= maxPlayForward {
			s.Run(n)
			return s
		}
	}
	return t.State(tick)
}

// Step looks so many ticks further on, or back, and pauses.
func (r *Player) Step(by int) {
	r.Playing = false
	r.Seek(r.Tick() + by)
}

// Name is what a client's player is called.
func (r *Player) Name(client int) string { return r.game.Name(client) }
