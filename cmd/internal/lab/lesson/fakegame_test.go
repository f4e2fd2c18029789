package lesson

import (
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/levels"
)

// level finds the levels that come with the game.
func level(name string) (*maze.Level, error) {
	src, err := levels.Source(name)
	if err != nil {
		return nil, err
	}
	return maze.Parse(src)
}

// fakeGame is a Game on the table of a test, played to its end.
type fakeGame struct {
	t      testing.TB
	film   *history.History
	first  *history.History
	peers  *history.Peers // in their place, without a server
	at     int
	picked Selection
}

// farAway is a tick that no test looks beyond; games that are longer end there.
const farAway = 1200

func play(t testing.TB, s *scenario.Scenario) *fakeGame {
	t.Helper()
	if s.Ticks > farAway {
		s = s.Clone()
		s.Ticks = farAway
	}
	f, err := history.Run(s, level)
	if err != nil {
		t.Fatal(err)
	}
	return &fakeGame{t: t, film: f, first: f}
}

// playedPeers are games without a server by their files: no test changes one.
var playedPeers = map[string]*history.Peers{}

// playAny plays a game of either kind.
func playAny(t testing.TB, p Played) *fakeGame {
	t.Helper()
	if p.Peers == nil {
		return play(t, p.Scenario)
	}
	file := string(p.Peers.Format())
	if playedPeers[file] == nil {
		h, err := history.NewPeers(p.Peers, level)
		if err != nil {
			t.Fatal(err)
		}
		h.Play(p.Peers.Ticks)
		playedPeers[file] = h
	}
	return &fakeGame{t: t, peers: playedPeers[file]}
}

// ticks returns how long the game has been played.
func (d *fakeGame) ticks() int {
	if d.peers != nil {
		return d.peers.PlayedTicks()
	}
	return d.film.Ticks()
}

func (d *fakeGame) Scenario() *scenario.Scenario   { return d.film.Scenario() }
func (d *fakeGame) Trace() *eventlog.Trace         { return d.film.Trace() }
func (d *fakeGame) OriginalTrace() *eventlog.Trace { return d.first.Trace() }
func (d *fakeGame) PeerTrace() *history.PeerTrace  { return d.peers.Trace() }
func (d *fakeGame) Tick() int                      { return d.at }
func (d *fakeGame) Selected() Selection            { return d.picked }

// change plays the game again with something changed.
func (d *fakeGame) change(do func(s *scenario.Scenario)) {
	d.t.Helper()
	s := d.film.Scenario().Clone()
	do(s)
	f, err := history.Run(s, level)
	if err != nil {
		d.t.Fatal(err)
	}
	d.film = f
}

// emptyGame is a Game in which nothing has happened.
type emptyGame struct {
	*fakeGame
	clients  int
	scenario *scenario.Scenario
}

func (n emptyGame) Scenario() *scenario.Scenario { return n.scenario }
func (n emptyGame) Trace() *eventlog.Trace {
	return &eventlog.Trace{Inputs: make([][]eventlog.Input, n.clients), Positions: eventlog.NewPositions(n.clients)}
}
func (n emptyGame) OriginalTrace() *eventlog.Trace { return n.Trace() }
