package session

import (
	"net/netip"
	"slices"
	"time"

	"clew/engine/game"
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

// CodeDiverged is the MeshStatus.Code of a peer that has left because its game was wrong
// again and again.
const CodeDiverged = "diverged"

// MeshStatus is how a Mesh stands. A watcher, and a peer that the others play on
// without, have a State and a View to show, but no Members.
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
	Players    []MeshPlayer // by ascending ID
	Links      int          // to peers
	Guests     int          // over plain text links
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

// MeshPlayer says who has a player.
type MeshPlayer struct {
	ID      sim.ID
	Host    sim.ID // the player of the peer whose guest it is; 0: of none
	Lecture bool   // it is a guest that is a peer of the lecture's client
	Away    bool   // its peer is out of reach
}

// Status returns how the Mesh stands.
func (m *Mesh) Status() MeshStatus {
	s := MeshStatus{
		Status: m.peer.Status(), Counters: m.peer.Counters(), GameName: m.title,
		Code: m.endCode, Text: m.endText, In: m.in, Out: m.out,
	}
	for _, l := range m.links {
		if l.ready && !l.dead {
			s.Links++
		}
	}
	for _, g := range m.guests {
		if g.id != 0 && !g.dead {
			s.Guests++
		}
	}
	if state := m.peer.State(); state != nil {
		s.GameName = state.Name()
		s.Of = len(state.Players())
		for i := range state.Players() {
			if state.Players()[i].Disconnected {
				s.Away++
			}
			s.Players = append(s.Players, MeshPlayer{ID: state.Players()[i].ID, Away: state.Players()[i].Disconnected})
		}
		m.noteHosts(&s, state)
	}
	s.Island = s.View.Number > 0 && s.View.Branch.ID != s.View.Branch.Game
	s.State = m.state(&s)
	if s.State == MeshMeeting {
		s.Code, s.Text = m.troubleCode, m.trouble
	}
	for _, ms := range s.Status.Members {
		s.Members = append(s.Members, m.member(&s, ms))
	}
	return s
}

// noteHosts says of each player whose guest it is.
func (m *Mesh) noteHosts(s *MeshStatus, state *game.State) {
	extra := m.peer.Extra()
	if extra == nil {
		return
	}
	for _, g := range extra.Guests {
		k := slices.IndexFunc(s.Players, func(p MeshPlayer) bool { return p.ID == g.Player })
		i := slices.IndexFunc(s.View.Seats, func(seat peer.Seat) bool { return seat.ID == g.Seat })
		if k < 0 || i < 0 {
			continue
		}
		if host := state.PlayerByToken(game.TokenHash(s.View.Seats[i].Process.GUID)); host != nil {
			s.Players[k].Host = host.ID
		}
		s.Players[k].Lecture = isLectureName(state.Player(g.Player).Name)
	}
}

// state returns how far the Mesh has got.
func (m *Mesh) state(s *MeshStatus) MeshState {
	switch {
	case m.endCode != "":
		return MeshEnded
	case m.Gone():
		return MeshGone
	case s.View.Number == 0 && m.peer.Watching():
		return MeshWatching
	case s.View.Number == 0 && m.peer.Benched():
		return MeshBenched
	case s.View.Number == 0:
		return MeshMeeting
	case s.Frozen:
		return MeshChanging
	case len(m.shown.waiting) > 0:
		return MeshStalled
	}
	return MeshPlaying
}

// member describes a member of the view.
func (m *Mesh) member(s *MeshStatus, ms peer.MemberStatus) MeshMember {
	out := MeshMember{MemberStatus: ms}
	for _, seat := range s.View.Seats {
		if seat.ID == ms.Seat {
			out.Process, out.Name = seat.Process, seat.Name
		}
	}
	out.Self = out.Process == m.Process()
	if p := m.peer.State().PlayerByToken(game.TokenHash(out.Process.GUID)); p != nil {
		out.ID, out.Avatar, out.Name = p.ID, p.Avatar, p.Name
	}
	if since, ok := m.shown.waiting[out.Process]; ok {
		out.WaitingFor = m.now - since
	}
	out.Guessed = max(int(s.Now)-int(ms.Known), 0)
	if out.Self {
		return out
	}
	out.Netem = m.Netem(out.Process)
	if l := m.linkTo(out.Process); l != nil {
		out.Linked, out.Addr = true, l.from
		out.RTT, out.Jitter, out.Netem = l.rtt.Smoothed(), l.jitter, l.config
	}
	out.Relayed = !out.Linked
	return out
}
