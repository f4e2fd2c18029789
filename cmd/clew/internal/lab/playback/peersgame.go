package playback

import (
	"errors"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// peersGame is a game without a server that was played to its end, for a Player. It can
// only be watched, as in a lesson; see PeerPlayer. What peers have settled takes the place of what a server has.
type peersGame struct {
	*history.Peers
	trace eventlog.Trace
}

// errPeers reports a change that is impossible in a game without a server.
const errPeers = userError("explain.peers")

// watchPeers plays a scenario without a server to its end, and goes to its opening.
func watchPeers(s *scenario.PeerScenario, level scenario.LevelLoader) (*Player, error) {
	h, err := history.NewPeers(s, level)
	if err != nil {
		return nil, err
	}
	h.Play(s.Ticks)
	n := len(s.Peers)
	g := &peersGame{Peers: h, trace: eventlog.Trace{Inputs: make([][]eventlog.Input, n), Positions: eventlog.NewPositions(n)}}
	g.addPositions()
	return open(variant{game: g, controllers: make([]Controller, n)}, s.Opening), nil
}

// addPositions fills in where everybody was.
func (g *peersGame) addPositions() {
	n, end := g.Clients(), peersState{g.At(g.Ticks())}
	for tick := 1; tick <= g.Ticks(); tick++ {
		places := make([]eventlog.Position, n*(1+n))
		for i := range places {
			places[i].Absent = true
		}
		for viewer := range n {
			for _, p := range g.Peers.Trace().At(tick, viewer).Places {
				for client := range n {
					if p.ID != end.ID(client) {
						continue
					}
					at := eventlog.Position{X: p.X, Y: p.Y}
					places[n*(1+viewer)+client] = at
					if viewer == client {
						places[client] = at // where a peer has itself it will be settled
					}
				}
			}
		}
		g.trace.Positions.Add(0, places...)
	}
}

// Title implements Game.
func (g *peersGame) Title() string { return i18n.Translate(g.Peers.Scenario().Name) }

// Note implements Game.
func (g *peersGame) Note() string { return i18n.Translate(g.Peers.Scenario().Description) }

// Clients implements Game.
func (g *peersGame) Clients() int { return len(g.Peers.Scenario().Peers) }

// Name implements Game.
func (g *peersGame) Name(client int) string { return g.Peers.Scenario().Peers[client].Name }

// Settings implements Game: those of the link to the first of the others.
func (g *peersGame) Settings(client, _ int) scenario.Settings {
	s := g.Peers.Scenario()
	return scenario.Settings{Redundancy: scenario.DefaultRedundancy, Netem: netem.Config{Up: s.Conditions, Down: s.Conditions}, Switches: replica.DefaultSwitches}
}

// Trace implements Game: only positions are known.
func (g *peersGame) Trace() *eventlog.Trace { return &g.trace }

// State implements Game.
func (g *peersGame) State(tick int) State { return peersState{g.At(tick)} }

// Message implements Game: there are no packets to and from a server.
func (g *peersGame) Message(int) (wire.Message, error) {
	return nil, errors.New("a game without a server has no packets of clients")
}

// peersState is a game without a server as a State.
type peersState struct{ *scenario.PeerGame }

// ID implements State.
func (s peersState) ID(client int) sim.ID { return s.Peers.Peers[client].Self() }

// View implements State.
func (s peersState) View(client int, v *replica.View) { s.Peers.Peers[client].View(s.Now(), v) }

// World implements State: what the first peer has settled that runs.
func (s peersState) World() *sim.World {
	for i, p := range s.Peers.Peers {
		if s.Running(i) && p.State() != nil {
			return p.State().World()
		}
	}
	return nil
}

// PeerTrace returns what happens in a game without a server, or nil.
func (p *Player) PeerTrace() *history.PeerTrace {
	if g, ok := p.game.(*peersGame); ok {
		return g.Peers.Trace()
	}
	return nil
}

// IsPeers reports whether the game has no server.
func (p *Player) IsPeers() bool { return p.PeerTrace() != nil }
