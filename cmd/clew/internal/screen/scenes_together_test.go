package screen

import (
	"sync"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
)

// togetherScenes holds the scenes of a game without a server.
var togetherScenes = map[string]func(*appTest){
	"together": func(s *appTest) {
		s.together()
		s.tap(ebiten.KeyF3, ebiten.KeyF4)
		s.run(20)
	},
	"together-board": func(s *appTest) {
		s.together()
		s.peers.Crash(2)
		s.run(150)
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(10)
	},
	"together-votes": func(s *appTest) {
		s.together()
		s.peers.Peers[1].VoteNext()
		s.peers.Peers[2].VoteOut(s.peers.Peers[1].Self())
		s.run(30)
		s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyEnter)
		s.run(2)
	},
}

// virtualPeer is the first one of a game on a virtual clock.
type virtualPeer struct {
	peers *netsim.Peers
	keys  sim.Input
}

func (p *virtualPeer) Do(f func(s *session.Mesh)) { f(p.peers.Peers[0].Mesh) }
func (p *virtualPeer) View(v *replica.View)       { p.peers.Peers[0].View(p.peers.Now(), v) }
func (p *virtualPeer) Now() time.Duration         { return p.peers.Now() }
func (p *virtualPeer) SetKeys(keys sim.Input)     { p.keys = keys }
func (p *virtualPeer) Close() error               { return nil }
func (p *virtualPeer) input(int) (keys sim.Input) { return p.keys }

// newPeers starts three peers that walk about on a level; what the first one hears of the
// others is late.
func newPeers(level *maze.Level) *netsim.Peers {
	p := netsim.NewPeers(netsim.PeersConfig{Level: level, Seed: 3, Delay: 2, Peers: []netsim.PeerConfig{
		{Name: "Inês"}, {Name: "Rui", Input: stroll(1), Start: 5}, {Name: "Ariadne", Input: stroll(2), Start: 9},
	}})
	for range 20 * sim.TickRate {
		if p.Step(); len(p.Peers[0].Status().Members) == 3 && p.Peers[1].Self() != 0 && p.Peers[2].Self() != 0 {
			break
		}
	}
	for i := 1; i < 3; i++ {
		p.Peers[i].SetNetem(peer.Process{}, netem.Config{Up: netem.Conditions{Latency: 110 * time.Millisecond}})
	}
	p.Run(240)
	return p
}

// wanderers is the game that goes on in each scene: meeting takes some time.
var wanderers struct {
	once  sync.Once
	peers *netsim.Peers
}

// together shows a game without a server, with two others.
func (s *appTest) together() *together {
	s.t.Helper()
	wanderers.once.Do(func() { wanderers.peers = newPeers(levelOfName(s.t, "two-courtyards")) })
	return s.playTogether(wanderers.peers.Clone())
}

// playTogether shows a game without a server as its first peer sees it.
func (s *appTest) playTogether(peers *netsim.Peers) *together {
	s.peers = peers
	own := &virtualPeer{peers: peers}
	peers.Peers[0].Input = own.input
	t := &together{gameScreen: newGameScreen(s.app, hud.Options{Votes: true}), record: newPeerRecorder("", s.app.opts.Captures), mesh: own}
	t.movement.Keyboard = typed{s.input}
	s.now = peers.Now()
	s.show(t)
	return t
}
