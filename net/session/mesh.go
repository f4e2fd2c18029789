package session

import (
	"net/netip"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/replica"
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
}

// NewMesh returns a peer without links. With MeshConfig.Game it plays at once, alone
// at first; otherwise it looks for a game among those whom it meets.
func NewMesh(cfg MeshConfig) *Mesh {
	m := &Mesh{cfg: cfg, peer: peer.New(cfg.Peer)}
	if cfg.Game != nil {
		m.peer.Start(*cfg.Game)
	}
	return m
}

// Process returns the name under which others know the peer.
func (m *Mesh) Process() peer.Process { return m.peer.Process() }

// Learn tells the Mesh of addresses at which peers may be dialed: from discovery, an
// invitation, a tracker or a person.
func (m *Mesh) Learn(addrs ...netip.AddrPort) {}

// Dials returns the addresses to dial now. Each must be answered by Dialed or
// DialFailed.
func (m *Mesh) Dials(now time.Duration) []netip.AddrPort { return nil }

// Dialed hands over the link to an address that Dials returned.
func (m *Mesh) Dialed(now time.Duration, addr netip.AddrPort, l link.Link) { l.Close() }

// DialFailed says that an address could not be dialed.
func (m *Mesh) DialFailed(now time.Duration, addr netip.AddrPort, err error) {}

// Accept hands over the link of somebody that has dialed, and that is a peer by its
// first bytes.
func (m *Mesh) Accept(now time.Duration, l link.Link, from netip.AddrPort) { l.Close() }

// AcceptGuest hands over the link of somebody that speaks the plain text protocol,
// with a person at a terminal behind it, say. It plays as a guest of this peer.
func (m *Mesh) AcceptGuest(now time.Duration, l link.Link, from netip.AddrPort) { l.Close() }

// Tick reads what has come, carries out a tick with the keys that are held, and
// sends.
func (m *Mesh) Tick(now time.Duration, keys sim.Input) {
	m.now = now
	m.peer.Tick(keys)
	m.peer.Packets()
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

// Ranking returns everybody in the game, and those that left after reaching the exit
// of this level, in the order of replica.Replica.Ranking. The slice is never changed.
func (m *Mesh) Ranking() []replica.Standing { return nil }

// Countdown returns how long it takes until the next level begins, at least 0, and
// whether a countdown is set.
func (m *Mesh) Countdown(now time.Duration) (left time.Duration, known bool) { return 0, false }

// Say says something to all. The error, a *wire.ProtocolError, says what is wrong
// with the text.
func (m *Mesh) Say(text string) error { return nil }

// Rename asks for another name; the player gets one like it if it is taken.
func (m *Mesh) Rename(name string) error { return nil }

// SetAppearance changes how the own player looks.
func (m *Mesh) SetAppearance(a game.Appearance) error { return nil }

// VoteNext votes for going to the next level. It counts for this level.
func (m *Mesh) VoteNext() {}

// VoteOut votes for removing the member whose player it is.
func (m *Mesh) VoteOut(id sim.ID) {}

// Mute keeps what a player says out of Events, on this computer only.
func (m *Mesh) Mute(id sim.ID, mute bool) {}

// Muted reports whether a player is muted here.
func (m *Mesh) Muted(id sim.ID) bool { return false }

// SetNetem makes the link to a peer as bad as cfg says, seen from this end; the zero
// Process stands for all, those that come later included.
func (m *Mesh) SetNetem(p peer.Process, cfg netem.Config) {}

// Netem returns the conditions of the link to a peer, or those of later links.
func (m *Mesh) Netem(p peer.Process) netem.Config { return netem.Config{} }

// Cut lets nothing pass between a peer and this one for a time; the zero Process
// stands for all.
func (m *Mesh) Cut(p peer.Process, d time.Duration) {}

// Leave leaves the game in an orderly way. The Mesh must be ticked on until Gone.
func (m *Mesh) Leave() { m.peer.Quit() }

// Gone reports whether the peer has left, so that its program may end.
func (m *Mesh) Gone() bool { return m.peer.Gone() }

// Close closes all links, without a goodbye to the game.
func (m *Mesh) Close() {}

// Clone returns a copy over copies of its links, which copyLink makes. It shares
// nothing with m that either changes. The copy has no OnPacket, OnSettled or OnEvent.
func (m *Mesh) Clone(copyLink func(link.Link) link.Link) *Mesh {
	panic("session: a Mesh cannot be copied yet")
}
