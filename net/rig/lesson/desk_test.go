package lesson

import (
	"testing"

	"clew/engine/maze"
	"clew/levels"
	"clew/net/rig/film"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// level finds the levels that come with the game.
func level(name string) (*maze.Level, error) {
	src, err := levels.Source(name)
	if err != nil {
		return nil, err
	}
	return maze.Parse(src)
}

// desk is a Game on the table of a test, played to its end.
type desk struct {
	t      testing.TB
	film   *film.Film
	first  *film.Film
	at     int
	picked Pick
}

// far is a tick that no test looks beyond; games that are longer end there.
const far = 1200

func play(t testing.TB, s *scenario.Scenario) *desk {
	t.Helper()
	if s.Ticks > far {
		s = s.Clone()
		s.Ticks = far
	}
	f, err := film.Shoot(s, level)
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t: t, film: f, first: f}
}

func (d *desk) Scenario() *scenario.Scenario { return d.film.Scenario() }
func (d *desk) Story() *tracer.Trace         { return d.film.Story() }
func (d *desk) First() *tracer.Trace         { return d.first.Story() }
func (d *desk) At() int                      { return d.at }
func (d *desk) Picked() Pick                 { return d.picked }

// change plays the game again with something changed.
func (d *desk) change(do func(s *scenario.Scenario)) {
	d.t.Helper()
	s := d.film.Scenario().Clone()
	do(s)
	f, err := film.Shoot(s, level)
	if err != nil {
		d.t.Fatal(err)
	}
	d.film = f
}

// nothing is a Game in which nothing has happened.
type nothing struct {
	*desk
	clients  int
	scenario *scenario.Scenario
}

func (n nothing) Scenario() *scenario.Scenario { return n.scenario }
func (n nothing) Story() *tracer.Trace {
	return &tracer.Trace{Inputs: make([][]tracer.Input, n.clients), Beliefs: tracer.NewBeliefs(n.clients)}
}
func (n nothing) First() *tracer.Trace { return n.Story() }
