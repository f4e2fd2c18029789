package howitworks

import (
	_ "embed"
	"fmt"
	"time"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// The clients of the scenario.
const (
	ann = 0 // the one that a person can play
	bob = 1
)

//go:embed scenario.toml
var scenarioFile []byte

// Inputs of Ann are lost now and then while she walks, or reconciliation would have
// nothing to do.
const (
	lossInterval = 6 * sim.TickRate // ticks from loss to loss
	lossTicks    = 10               // how many inputs are lost
	lossWalk     = 12               // after so many ticks of walking
)

// liveGame is the scenario, played for ever and changed while it goes on.
type liveGame struct {
	*scenario.Game
	settings Settings
	lag      time.Duration // in force, on its way to that of the settings
	held     sim.Input     // Ann's keys in the next tick
	inputs   inputLog
	packets  packetLog
	codecs   []wire.Codec    // to look into packets, one for each client
	views    [2]replica.View // of the clients
	server   replica.View

	losing       int  // ticks for which Ann's inputs are still lost
	nextLoss     int  // tick of the next loss at the earliest
	noLosses     bool // unless lose is called
	walkedFor    int  // ticks
	snapshotRate int
}

// newLiveGame starts the scenario and plays it until both are in the game and
// everything is on its way.
func newLiveGame() (*liveGame, error) {
	s, err := scenario.Parse(scenarioFile, "scenario.toml")
	if err != nil {
		return nil, err
	}
	played, err := s.Game(nil)
	if err != nil {
		return nil, err
	}
	g := &liveGame{Game: played, settings: defaultSettings, lag: s.Clients[ann].Netem.Up.Latency, snapshotRate: s.SnapshotRate}
	g.HumanInput = func(int, int) sim.Input { return g.held }
	for _, c := range g.Clients {
		g.codecs = append(g.codecs, c.Codec())
	}
	g.Observe(g)
	for range 20 * sim.TickRate {
		if g.step(g.ownWay()); g.ready() && g.Ticks() >= 4*sim.TickRate {
			return g, nil
		}
	}
	return nil, fmt.Errorf("the scenario %q has not begun after %d ticks", s.Name, g.Ticks())
}

// ready reports whether both clients see both players.
func (g *liveGame) ready() bool {
	for _, c := range g.Clients {
		if !c.Ready() {
			return false
		}
	}
	return len(g.Server.Game.World().Players()) == len(g.Clients)
}

// ownWay returns the keys with which Ann walks by herself.
func (g *liveGame) ownWay() sim.Input {
	if p := g.Clients[ann].PredictedPlayer(); p != nil {
		return keysOnRoute(p, g.Ticks())
	}
	return 0
}

// step plays a tick in which Ann holds these keys.
func (g *liveGame) step(keys sim.Input) {
	g.held = keys
	if g.walkedFor++; keys == 0 {
		g.walkedFor = 0
	}
	if g.losing--; !g.noLosses && g.Ticks() >= g.nextLoss && g.walkedFor >= lossWalk {
		g.lose()
	}
	g.applySettings()
	g.Step()
	g.packets.trim(g.Now())
	g.updateViews()
	g.inputs.record(g.Clients[ann], g.Ticks())
	g.inputs.shown(g.views[bob].Tick, g.Ticks())
}

// updateViews sets the views to what everybody has now.
func (g *liveGame) updateViews() {
	playback.SetServerView(&g.server, g.Server.Game.World())
	for i, c := range g.Clients {
		c.View(g.Now(), &g.views[i])
		playback.AddNames(&g.server, &g.views[i])
	}
}

// lose loses some of Ann's inputs from now on.
func (g *liveGame) lose() { g.losing, g.nextLoss = lossTicks, g.Ticks()+lossInterval }

// applySettings puts the settings into force. The lag follows its slider by at most a
// tick per tick: so no packet overtakes another one.
func (g *liveGame) applySettings() {
	g.lag += min(max(g.settings.Lag-g.lag, -replica.TickDuration), replica.TickDuration)
	for i, c := range g.Clients {
		conditions := withLag(g.lag)
		if i == ann && g.losing > 0 {
			conditions.Up.Loss = 100
		}
		c.SetNetem(conditions)
		c.SetSwitches(g.settings.switches())
	}
}

// Packet implements netsim.Observer.
func (g *liveGame) Packet(client int, e netem.PacketEvent, msg []byte) {
	m, err := g.codecs[client].Decode(msg)
	if err != nil {
		panic("howitworks: cannot decode a message of the game: " + err.Error())
	}
	p := packet{PacketEvent: e, client: client}
	switch m := m.(type) {
	case *wire.Inputs:
		if client != ann || len(m.Frames) == 0 {
			return
		}
		p.keys = m.Frames[len(m.Frames)-1].Keys
	case *wire.Snapshot:
		if g.Clients[client].ID() == 0 {
			return
		}
		p.keys, _ = g.inputs.keys(atServer)
	default:
		return
	}
	g.packets.add(p)
}

// Input implements netsim.Observer.
func (g *liveGame) Input(e authority.InputEvent) {
	if e.Outcome == authority.Consumed && e.ID == g.Clients[ann].ID() {
		g.inputs.consumed(e.Seq, g.Server.Game.World().Tick(), g.Ticks())
	}
}

// Entry implements netsim.Observer.
func (g *liveGame) Entry(*game.Entry) {}
