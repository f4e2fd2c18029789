package netsim

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
)

// PeersConfig describes a game without a server.
type PeersConfig struct {
	Level   *maze.Level
	Seed    uint64
	Window  int          // see peer.Config
	Delay   int          // see peer.Config
	Without peer.Rule    // rules that all leave out
	Peers   []PeerConfig // at most 200; the first one begins the game
}

// PeerConfig describes one peer.
type PeerConfig struct {
	Name  string
	Input InputFunc // nil: no keys
	Start int       // the tick in which its program starts; the first one's always starts in tick 1
	Knows []int     // whose addresses it knows when it starts; nil: those of all
}

// Peers is a running game without a server.
type Peers struct {
	Peers []*Peer

	now     time.Duration
	tick    int
	cuts    map[[2]int]int // between two, the smaller first: the first tick after it
	settled map[branchTick]settledTick
	agreed  int
	parting *Parting
	packets func(p PeerPacket, msg []byte)
}

// Peer is one peer of a Peers.
type Peer struct {
	*session.Mesh
	Input InputFunc

	start   int
	knows   []int
	crashed bool
	addr    netip.AddrPort
	raw     []link.Link // of its program
	events  []peer.Event
}

// PeerPacket is what became of a packet from one peer to another, both of which are
// counted from 0.
type PeerPacket struct {
	netem.PacketEvent
	From, To int
}

// Parting is the first settled tick of which two peers on the same branch have
// different games.
type Parting struct {
	Branch peer.BranchID
	Tick   sim.Tick
	Peers  [2]int
}

// branchTick names a tick that is settled once.
type branchTick struct {
	branch peer.BranchID
	tick   sim.Tick
}

// settledTick is the game after a tick, as the first peer has it that settled it.
type settledTick struct {
	hash uint64
	peer int
}

// settledKept is for how many ticks it is known what the game was after one: a peer is
// never so far behind another on the same branch.
const settledKept = 1800

// peerPort is where every peer can be dialed, each at an address of its own.
const peerPort = 8856

// NewPeers builds a game in which nothing has happened yet.
func NewPeers(cfg PeersConfig) *Peers {
	s := &Peers{cuts: map[[2]int]int{}, settled: map[branchTick]settledTick{}}
	for i, c := range cfg.Peers {
		s.Peers = append(s.Peers, s.newPeer(i, c, &cfg))
	}
	return s
}

func (s *Peers) newPeer(i int, c PeerConfig, cfg *PeersConfig) *Peer {
	p := &Peer{
		Input: c.Input, start: max(c.Start, 1), knows: c.Knows,
		addr: netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(1 + i)}), peerPort),
	}
	seed := cfg.Seed + uint64(i)<<32
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	mesh := session.MeshConfig{
		Peer: peer.Config{
			Nonce: splitmix.Mix(seed), Signer: peer.NewEd25519(key), Name: c.Name,
			Window: cfg.Window, Delay: cfg.Delay, Without: cfg.Without,
		},
		Port: peerPort, Random: &splitmix.Reader{Source: splitmix.Source(seed)}, NetemSeed: seed,
	}
	if i == 0 {
		p.start = 1
		mesh.Game = &peer.Game{Name: "sim", Level: cfg.Level, Seed: cfg.Seed}
	}
	mesh.OnPacket, mesh.Peer.OnSettled, mesh.Peer.OnEvent = s.observers(i, p)
	p.Mesh = session.NewMesh(mesh)
	return p
}

// observers return the functions that note what happens to a peer.
func (s *Peers) observers(i int, p *Peer) (onPacket func(peer.Process, netem.PacketEvent, []byte), onSettled func(*game.Entry, *game.State, []game.Event), onEvent func(peer.Event)) {
	return func(q peer.Process, e netem.PacketEvent, msg []byte) { s.notePacket(i, q, e, msg) },
		func(e *game.Entry, after *game.State, _ []game.Event) { s.noteSettled(i, e.Tick, after.Hash()) },
		func(e peer.Event) { p.events = append(p.events, e) }
}

// ObservePackets has f told of each packet between peers that have shaken hands, when it
// is sent. It must not keep msg. A Clone has no such function.
func (s *Peers) ObservePackets(f func(p PeerPacket, msg []byte)) { s.packets = f }

// notePacket tells of a packet between a peer and another. Of two, the first simulates
// their network; only during a cut the second loses what it sends by itself.
func (s *Peers) notePacket(i int, other peer.Process, e netem.PacketEvent, msg []byte) {
	if s.packets == nil {
		return
	}
	j := slices.IndexFunc(s.Peers, func(p *Peer) bool { return p.Process() == other })
	switch {
	case j < 0 || i > j && (e.Direction == netem.Down || !e.Lost):
	case e.Direction == netem.Up:
		s.packets(PeerPacket{e, i, j}, msg)
	default:
		s.packets(PeerPacket{e, j, i}, msg)
	}
}

// noteSettled compares what a peer has settled with what others have.
func (s *Peers) noteSettled(i int, tick sim.Tick, hash uint64) {
	at := branchTick{s.Peers[i].Status().View.Branch.ID, tick}
	delete(s.settled, branchTick{at.branch, tick - settledKept})
	first, known := s.settled[at]
	switch {
	case !known:
		s.settled[at] = settledTick{hash, i}
	case first.hash == hash:
		s.agreed++
	case s.parting == nil:
		s.parting = &Parting{at.branch, tick, [2]int{first.peer, i}}
	}
}

// Agreed returns how often a peer has settled a tick as the first one did that settled
// it on the same branch.
func (s *Peers) Agreed() int { return s.agreed }

// Parting returns where two peers came apart first, or nil.
func (s *Peers) Parting() *Parting { return s.parting }

// Now returns the virtual time.
func (s *Peers) Now() time.Duration { return s.now }

// Ticks returns how many ticks have run.
func (s *Peers) Ticks() int { return s.tick }

// Running reports whether the peer's program runs.
func (s *Peers) Running(i int) bool {
	p := s.Peers[i]
	return s.tick >= p.start && !p.crashed && !p.Gone()
}

// TakeEvents returns what has happened to a peer since the last call.
func (p *Peer) TakeEvents() []peer.Event {
	events := p.events
	p.events = nil
	return events
}

// Step runs one tick of each peer, in order.
func (s *Peers) Step() {
	s.tick++
	s.now += replica.TickDuration
	for i, p := range s.Peers {
		if !s.Running(i) {
			continue
		}
		if s.tick == p.start {
			s.introduce(i)
		}
		for _, a := range p.Dials(s.now) {
			s.dial(i, a)
		}
		var keys sim.Input
		if p.Input != nil {
			keys = p.Input(s.tick)
		}
		p.Tick(s.now, keys)
	}
}

// Run runs n ticks.
func (s *Peers) Run(n int) {
	for range n {
		s.Step()
	}
}

// introduce tells a peer that starts where those are whose addresses it knows.
func (s *Peers) introduce(i int) {
	for j, q := range s.Peers {
		if known := s.Peers[i].knows; j != i && s.Running(j) && (known == nil || slices.Contains(known, j)) {
			s.Peers[i].Learn(q.addr)
		}
	}
}

func (s *Peers) dial(i int, a netip.AddrPort) {
	p := s.Peers[i]
	for j, q := range s.Peers {
		if q.addr != a || !s.Running(j) || s.isCut(i, j) {
			continue
		}
		near, far := mem.Pair()
		p.raw, q.raw = append(p.raw, near), append(q.raw, far)
		q.Accept(s.now, far, netip.AddrPortFrom(p.addr.Addr(), 40000))
		p.Dialed(s.now, a, near)
		return
	}
	p.DialFailed(s.now, a, fmt.Errorf("nobody is at %v", a))
}

// SetNetem makes the network between two peers as bad as cfg says: Up is from a to b.
// The handshake of a link passes as if it were perfect.
func (s *Peers) SetNetem(a, b int, cfg netem.Config) {
	s.Peers[a].SetNetem(s.Peers[b].Process(), cfg)
}

// Cut lets nothing pass between two peers for some ticks.
func (s *Peers) Cut(a, b, ticks int) {
	s.cuts[pair(a, b)] = s.tick + ticks + 1
	d := time.Duration(ticks) * replica.TickDuration
	s.Peers[a].Cut(s.Peers[b].Process(), d)
	s.Peers[b].Cut(s.Peers[a].Process(), d)
}

func (s *Peers) isCut(a, b int) bool { return s.tick < s.cuts[pair(a, b)] }

func pair(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }

// Crash ends a peer's program without a word. Its links are closed, as the system does
// it for a program that was killed.
func (s *Peers) Crash(i int) {
	p := s.Peers[i]
	p.crashed = true
	for _, l := range p.raw {
		l.Close()
	}
}
