package scenario

import (
	"fmt"
	"slices"
	"strings"

	"clew/net/link/netem"
	"clew/net/netsim"
	"clew/net/peer"
)

// PeerGame is a scenario without a server that is being played.
type PeerGame struct {
	*netsim.Peers
	scenario *PeerScenario
	events   map[int][]peerEvent // by tick; clones share it
}

// peerEvent is something that a scenario does to peers.
type peerEvent struct {
	text string // such as "Ann crashes"
	do   func(*netsim.Peers)
}

// Game returns a game that follows the scenario, at its start. It keeps the scenario,
// which must not change any more. The LevelLoader is not used if the scenario has a
// maze of its own.
func (s *PeerScenario) Game(level LevelLoader) (*PeerGame, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	l, err := s.loadLevel(level)
	if err != nil {
		return nil, fmt.Errorf("scenario %q: %w", s.Name, err)
	}
	cfg := netsim.PeersConfig{Level: l, Seed: s.Seed, Window: s.Window, Delay: s.Delay, Without: s.Agree.without()}
	if s.Window == 0 {
		cfg.Window = peer.Lockstep
	}
	for _, p := range s.Peers {
		cfg.Peers = append(cfg.Peers, netsim.PeerConfig{Name: p.Name, Input: p.Input.Func(), Start: p.Start, Knows: s.indexes(p.Knows)})
	}
	g := &PeerGame{Peers: netsim.NewPeers(cfg)}
	s.setLinks(g.Peers)
	g.Follow(s)
	return g, nil
}

// indexes returns the indexes of the peers of these names.
func (s *PeerScenario) indexes(names []string) (list []int) {
	for _, name := range names {
		list = append(list, s.index(name))
	}
	return list
}

// setLinks makes the network between the peers.
func (s *PeerScenario) setLinks(p *netsim.Peers) {
	for b := range s.Peers {
		for a := range b {
			p.SetNetem(a, b, netem.Config{Up: s.Conditions, Down: s.Conditions})
		}
	}
	for _, l := range s.Links {
		// The end with the smaller index simulates the network of both directions.
		cfg := netem.Config{Up: l.Up.Apply(s.Conditions), Down: l.Down.Apply(s.Conditions)}
		a, b := l.A, l.B
		if a > b {
			a, b, cfg.Up, cfg.Down = b, a, cfg.Down, cfg.Up
		}
		p.SetNetem(a, b, cfg)
	}
}

// Follow makes the game go on by another scenario, from the next tick on: one that
// differs at most in its Header's texts and Ticks, in Cuts and Diverges, and in when
// peers crash or quit. The game keeps it.
func (g *PeerGame) Follow(s *PeerScenario) {
	g.scenario, g.events = s, map[int][]peerEvent{}
	at := func(tick int, text string, do func(*netsim.Peers)) {
		g.events[tick] = append(g.events[tick], peerEvent{text, do})
	}
	for i, p := range g.scenario.Peers {
		if p.Start > 1 {
			at(p.Start, p.Name+" starts", func(*netsim.Peers) {}) // by itself
		}
		if p.Quit > 0 {
			at(p.Quit, p.Name+" leaves", func(s *netsim.Peers) { s.Peers[i].Leave() })
		}
		if p.Crash > 0 {
			at(p.Crash, p.Name+" crashes", func(s *netsim.Peers) { s.Crash(i) })
		}
	}
	for _, c := range g.scenario.Cuts {
		text := fmt.Sprintf("%s are cut apart for %d ticks", strings.Join(g.scenario.sideNames(c), " and "), c.Ticks)
		at(c.At, text, func(s *netsim.Peers) {
			for _, p := range c.Pairs() {
				s.Cut(p[0], p[1], c.Ticks)
			}
		})
	}
	for _, d := range g.scenario.Diverges {
		name := g.scenario.Peers[d.Peer].Name
		text := fmt.Sprintf("%s's game goes wrong in %s's %s", name, name, d.Field)
		at(d.At, text, func(s *netsim.Peers) { s.Peers[d.Peer].Diverge(d.Field, 1) })
	}
}

// Clone copies the game as it stands. The two share nothing that changes.
func (g *PeerGame) Clone() *PeerGame {
	c := *g
	c.Peers = g.Peers.Clone()
	return &c
}

// Run runs n ticks.
func (g *PeerGame) Run(n int) {
	for range n {
		g.Step()
	}
}

// Pairs returns the pairs of peers that can't reach each other.
func (c Cut) Pairs() (list [][2]int) {
	for i, side := range c.Sides {
		for _, other := range slices.Concat(c.Sides[i+1:]...) {
			for _, p := range side {
				list = append(list, [2]int{p, other})
			}
		}
	}
	return list
}

// Scenario returns the scenario being played. It must not be changed.
func (g *PeerGame) Scenario() *PeerScenario { return g.scenario }

// Finished reports whether the game has lasted as long as the scenario says.
func (g *PeerGame) Finished() bool { return g.Ticks() >= g.scenario.Ticks }

// Step does what is due, runs one tick, and returns in words what it did.
func (g *PeerGame) Step() (did []string) {
	for _, e := range g.events[g.Ticks()+1] {
		e.do(g.Peers)
		did = append(did, e.text)
	}
	g.Peers.Step()
	return did
}
