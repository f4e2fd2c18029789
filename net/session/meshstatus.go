package session

import (
	"net/netip"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/peer"
)

// MeshState is how far a Mesh has got.
type MeshState uint8

// The states.
const (
	MeshMeeting  MeshState = iota // it looks for the game
	MeshWatching                  // it watches the game, and will play in a moment
	MeshPlaying                   // it plays
	MeshStalled                   // it waits for somebody's inputs, see MeshMember.WaitingFor
	MeshChanging                  // it stands while the members agree who is in
	MeshBenched                   // the others play on without it, and it tries to come back
	MeshEnded                     // it may not play, see MeshStatus.Code
	MeshGone                      // it has left
)

// MeshStatus is how a Mesh stands.
type MeshStatus struct {
	peer.Status
	Counters peer.Counters
	State    MeshState
	GameName string

	// Island: it plays on a branch of its own, because most are out of reach. Away
	// says how many of the Of players are.
	Island   bool
	Away, Of int

	Code, Text string // with MeshEnded: why, see wire.Bye. With MeshMeeting: what went wrong last
	Members    []MeshMember
	Links      int // to peers
	Guests     int // over plain text links
	In, Out    Traffic
}

// MeshMember is how a member of the game stands, this peer included.
type MeshMember struct {
	peer.MemberStatus
	Process    peer.Process
	ID         sim.ID // of its player; 0: not in the game yet
	Avatar     rune
	Name       string
	Self       bool
	Linked     bool           // over a link of its own; otherwise through others
	Addr       netip.AddrPort // of the link
	Relayed    bool           // its words come through others
	RTT        time.Duration  // 0: unknown
	Jitter     time.Duration
	Guessed    int           // ticks of the present whose inputs are guessed
	WaitingFor time.Duration // how long the game has waited for its inputs; 0: it does not
	Netem      netem.Config  // simulated conditions of the link
}

// Status returns how the Mesh stands.
func (m *Mesh) Status() MeshStatus {
	s := MeshStatus{Status: m.peer.Status(), Counters: m.peer.Counters()}
	if m.Gone() {
		s.State = MeshGone
	} else if s.View.Number > 0 {
		s.State = MeshPlaying
	}
	return s
}
