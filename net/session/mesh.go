package session

import (
	"crypto/rand"
	"io"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/peer"
)

// MeshConfig configures a Mesh.
type MeshConfig struct {
	// Peer configures its mind. The Mesh calls OnSettled and OnEvent after it has
	// noted the same itself.
	Peer peer.Config

	Game     *peer.Game    // the game that it begins; nil: it joins one
	Want     peer.BranchID // the game to join, by its first branch; 0: that of the first peer it meets
	Password string        // of the game; empty: none
	Port     uint16        // where it can be dialed; 0: nowhere

	// Rules are the hash of the rules of the game; 0: peer.RulesHash. Peers with others
	// are refused.
	Rules uint64

	// Random is what handshakes draw from; nil: the Reader of crypto/rand. One with a
	// method Clone() io.Reader is copied with the Mesh.
	Random    io.Reader
	NetemSeed uint64 // of the random numbers of simulated network conditions

	// OnPacket, if not nil, is told of each packet from and to a peer, whose GUID is
	// zero before the handshake. It keeps nothing of msg.
	OnPacket func(p peer.Process, e netem.PacketEvent, msg []byte)
}

// Mesh is a peer with its links to others: it dials and is dialed, shakes hands,
// tells others of each other, measures the links, and plays. It is sans I/O: its
// owner carries out what Dials asks for, hands in links, and calls Tick 60 times a
// second. It is not safe for concurrent use.
type Mesh struct {
	cfg    MeshConfig
	peer   *peer.Peer
	now    time.Duration
	events []MeshEvent
	closed bool

	links     []*meshLink
	linkCount uint64
	thirds    int // messages that third peers were asked to pass on
	book      addressBook
	buf       []byte
	in, out   Traffic

	guests          []*meshGuest
	guestNumberFree [peer.MaxGuests + 1]time.Duration // when a number may be given to another guest
	guestPasswordAt time.Duration                     // when guests may try a password again

	want                 peer.BranchID // the game to join; 0: any
	title                string        // of the game
	trouble, troubleCode string        // what went wrong last
	endCode, endText     string        // why it may not play

	netem    netem.Config // of links to peers that are not in netemOf
	netemOf  map[peer.Process]netem.Config
	cutUntil time.Duration
	cutOf    map[peer.Process]time.Duration

	muted map[sim.ID]bool
	shown presentation
}

// NewMesh returns a peer without links. With MeshConfig.Game it plays at once, alone
// at first; otherwise it looks for a game among those whom it meets.
func NewMesh(cfg MeshConfig) *Mesh {
	if cfg.Random == nil {
		cfg.Random = rand.Reader
	}
	if cfg.Rules == 0 {
		cfg.Rules = peer.RulesHash()
	}
	m := &Mesh{
		cfg: cfg, want: cfg.Want,
		netemOf: map[peer.Process]netem.Config{}, cutOf: map[peer.Process]time.Duration{}, muted: map[sim.ID]bool{},
	}
	mind := cfg.Peer
	mind.OnSettled, mind.OnEvent = m.noteSettled, m.notePeerEvent
	m.peer = peer.New(mind)
	if cfg.Game != nil {
		m.title = cfg.Game.Name
		m.peer.Start(*cfg.Game)
	}
	return m
}

// Process returns the name under which others know the peer.
func (m *Mesh) Process() peer.Process { return m.peer.Process() }

// Tick reads what has come, carries out a tick with the keys that are held, and
// sends. Once Gone, it closes all links. Each Tick should follow a call of Dials.
func (m *Mesh) Tick(now time.Duration, keys sim.Input) {
	m.now = max(m.now, now)
	if m.closed {
		return
	}
	m.readLinks()
	m.readGuests()
	m.peer.Tick(keys)
	m.tendGuests()
	m.updatePresentation()
	m.sendAll()
	if m.Gone() {
		m.Close()
	}
}

// Self returns the ID of the own player, or 0 while there is none.
func (m *Mesh) Self() sim.ID {
	if p := m.selfPlayer(); p != nil {
		return p.ID
	}
	return 0
}

// selfPlayer returns the own player, or nil.
func (m *Mesh) selfPlayer() *game.Player {
	s := m.peer.State()
	if s == nil {
		return nil
	}
	return s.PlayerByToken(game.TokenHash(m.peer.Process().GUID))
}

// State returns the game at the last settled tick, or nil. It belongs to the Mesh:
// only read it, and only until the next call.
func (m *Mesh) State() *game.State { return m.peer.State() }

// Mute keeps what a player says out of Events, on this computer only.
func (m *Mesh) Mute(id sim.ID, mute bool) {
	if mute {
		m.muted[id] = true
	} else {
		delete(m.muted, id)
	}
}

// Muted reports whether a player is muted here.
func (m *Mesh) Muted(id sim.ID) bool { return m.muted[id] }

// SetNetem makes the link to a peer as bad as cfg says, seen from this end; the zero
// Process stands for all, those that come later included.
func (m *Mesh) SetNetem(p peer.Process, cfg netem.Config) {
	if p == (peer.Process{}) {
		m.netem = cfg
		clear(m.netemOf)
	} else {
		m.netemOf[p] = cfg
	}
	for _, l := range m.links {
		if p == (peer.Process{}) || l.process == p {
			l.setConfig(cfg)
		}
	}
}

// Netem returns the conditions of the link to a peer, or those of later links.
func (m *Mesh) Netem(p peer.Process) netem.Config {
	if cfg, ok := m.netemOf[p]; ok {
		return cfg
	}
	return m.netem
}

// Cut lets nothing pass between a peer and this one for a time; the zero Process
// stands for all.
func (m *Mesh) Cut(p peer.Process, d time.Duration) {
	if p == (peer.Process{}) {
		m.cutUntil = m.now + d
	} else {
		m.cutOf[p] = m.now + d
	}
	for _, l := range m.links {
		if p == (peer.Process{}) || l.process == p {
			l.cut(d)
		}
	}
}

// IsCut reports whether the link to some peer is cut.
func (m *Mesh) IsCut() bool {
	if m.now < m.cutUntil {
		return true
	}
	for _, until := range m.cutOf {
		if m.now < until {
			return true
		}
	}
	return false
}

// Leave leaves the game in an orderly way. The Mesh must be ticked on until Gone.
func (m *Mesh) Leave() { m.peer.Quit() }

// Gone reports whether the peer has left, so that its program may end.
func (m *Mesh) Gone() bool { return m.peer.Gone() }

// Close closes all links, without a goodbye to the game.
func (m *Mesh) Close() {
	m.closed = true
	m.closeGuests()
	for _, l := range m.links {
		l.dead = true
		l.close()
	}
	m.links = nil
}
