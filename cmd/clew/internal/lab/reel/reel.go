// Package reel is a film on the table: which tick one looks at, how fast it
// runs, what is picked out, what that is in a sentence, and what would have
// been if one packet had fared otherwise. It knows no screen.
package reel

import (
	"clew/net/rig/film"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// Reel is a film and what one looks at in it. Nothing but Tick moves it by
// itself.
type Reel struct {
	Playing bool

	scenario *scenario.Scenario
	level    scenario.Resolver
	original *film.Film
	film     *film.Film     // the original, or with edits
	game     *scenario.Game // as it stood after the tick looked at
	edits    []film.Edit
	speed    int // index of speeds
	owed     int // parts of a tick that have passed and were not carried out
	picked   Pick
	reader   reader
}

// New plays a scenario to its end, and looks at its start. It keeps the
// scenario, which must not be changed from here on.
func New(s *scenario.Scenario, level scenario.Resolver) (*Reel, error) {
	f, err := film.Shoot(s, level)
	if err != nil {
		return nil, err
	}
	r := &Reel{scenario: s, level: level, original: f, speed: usual}
	r.load(f)
	r.Go(0)
	return r, nil
}

// load takes another film of the same scenario.
func (r *Reel) load(f *film.Film) {
	r.film = f
	r.reader = reader{film: f, scenario: r.scenario, level: r.level}
}

// Scenario is what the film is of. It must not be changed.
func (r *Reel) Scenario() *scenario.Scenario { return r.scenario }

// Story is what happens in the film. It must not be changed.
func (r *Reel) Story() *tracer.Trace { return r.film.Story }

// Original is what happens in the film without any edit.
func (r *Reel) Original() *tracer.Trace { return r.original.Story }

// Game is the game as it stood after the tick looked at. It is the Reel's own.
func (r *Reel) Game() *scenario.Game { return r.game }

// At is the tick looked at, from 0, before the first, to Ticks.
func (r *Reel) At() int { return r.game.Ticks() }

// Ticks is how long the film is.
func (r *Reel) Ticks() int { return r.film.Ticks() }

// Go looks at a tick; one beyond an end is taken for that end.
func (r *Reel) Go(tick int) {
	tick = min(max(tick, 0), r.Ticks())
	r.owed = 0
	if r.game != nil && r.ahead(tick) {
		return
	}
	r.game = r.film.At(tick)
}

// near is how many ticks it is cheaper to play on than to look up.
const near = 60

// ahead plays on to a tick that is a little further on.
func (r *Reel) ahead(tick int) bool {
	n := tick - r.game.Ticks()
	if n < 0 || n > near {
		return false
	}
	r.game.Run(n)
	return true
}

// Step looks so many ticks further on, or back, and pauses.
func (r *Reel) Step(by int) {
	r.Playing = false
	r.Go(r.At() + by)
}

// Name is what a client's player is called.
func (r *Reel) Name(client int) string {
	if n := r.scenario.Clients[client].Name; n != "" {
		return n
	}
	return "Client " + string(rune('A'+client))
}
