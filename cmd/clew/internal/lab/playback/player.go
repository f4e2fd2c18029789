// Package playback plays a game in the Lab. It holds the current tick and seeks
// to any other, knows who controls the players and what is selected, describes
// the selection, and replays the game with packets edited or settings changed.
// It draws nothing.
//
// Three words are easily confused: a recording holds the server's commands
// (clewd -record), a capture what one client received and sent, and a replay is
// the playing of either.
package playback

import (
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
)

// Player plays a game. Only Update moves it by itself.
type Player struct {
	pace

	game           Game
	reference      Game      // to compare with: the unchanged game, or another
	state          State     // at the current tick
	referenceState State     // the reference at the current tick, once needed
	undo           []variant // previous variants
	variant        variant

	selected Selection
	curves   [2]seriesCache // of game and reference
}

// variant is a game with the user's changes.
type variant struct {
	game        Game
	controllers []Controller
	swapped     map[packetID]packetID // both ways
	changes     []string              // descriptions
}

// newScenario plays a scenario to its end or, if a human plays last, to its
// opening, and seeks to its opening. The scenario must not be modified afterwards.
func newScenario(s *scenario.Scenario, level scenario.LevelLoader) (*Player, error) {
	keys := make(humanInputs, len(s.Clients))
	var controllers []Controller
	for i := range s.Clients {
		h := Controller{Kind: Recorded}
		if s.Clients[i].SettingsAt(s.Ticks).Input.Kind == scenario.Human {
			h.Kind = Human
		}
		controllers = append(controllers, h)
	}
	first := variant{controllers: controllers}
	to := s.Ticks
	if first.hasHuman() {
		to = s.Opening
	}
	t, err := playScenario(s, level, keys, to)
	if err != nil {
		return nil, err
	}
	first.game = t
	return open(first, s.Opening), nil
}

func open(first variant, tick int) *Player {
	r := &Player{pace: pace{speed: normalSpeed}, variant: first, game: first.game, reference: first.game}
	r.Seek(tick)
	return r
}

// Compare makes another player's game the reference.
func (p *Player) Compare(other *Player) { p.reference, p.referenceState = other.game, nil }

// Game returns the game, which must not be modified.
func (p *Player) Game() Game { return p.game }

// Reference returns the game to compare with.
func (p *Player) Reference() Game { return p.reference }

// Trace returns what happens in the game. It must not be modified.
func (p *Player) Trace() *eventlog.Trace { return p.game.Trace() }

// State returns the game at the current tick. The Player owns it.
func (p *Player) State() State { return p.state }

// ReferenceState returns the reference at the current tick or at its last.
func (p *Player) ReferenceState() State {
	p.referenceState = advance(p.reference, p.referenceState, p.Tick())
	return p.referenceState
}

// Tick returns the current tick, from 0, before the first, to PlayedTicks.
func (p *Player) Tick() int { return p.state.Ticks() }

// Ticks returns the length of the game.
func (p *Player) Ticks() int { return p.game.Ticks() }

// PlayedTicks returns how many ticks have been played: all of them, unless a
// human plays.
func (p *Player) PlayedTicks() int { return p.game.PlayedTicks() }

// Seek goes to a tick, at most PlayedTicks.
func (p *Player) Seek(tick int) {
	p.remainder = 0
	p.state = advance(p.game, p.state, tick)
}

// maxPlayForward is up to how many ticks playing on is cheaper than a lookup.
const maxPlayForward = 60

// advance returns a game's state after a tick, playing on from s if that is
// near.
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

// Step moves by a number of ticks and pauses.
func (p *Player) Step(by int) {
	p.Playing = false
	p.Seek(p.Tick() + by)
}

// Name returns the name of a client's player.
func (p *Player) Name(client int) string { return p.game.Name(client) }
