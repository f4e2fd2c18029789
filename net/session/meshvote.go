package session

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/peerwire"
)

// MeshVotes is how the votes of a game stand.
type MeshVotes struct {
	Needed int // votes that carry something: more than half
	Next   MeshTally
	Out    []MeshTally // for removing a member; one for each but the own, in the order of seats
}

// MeshTally is how many are for something.
type MeshTally struct {
	ID    sim.ID // of the player of the member that is to be removed
	Votes int
	Own   bool // this peer is
}

// Votes returns how the votes stand, as of the last settled tick. Needed is 0 while this
// peer has no vote.
func (m *Mesh) Votes() (v MeshVotes) {
	state := m.peer.State()
	st := m.peer.Status()
	if st.View.Number == 0 || state == nil {
		return v
	}
	v.Needed = m.peer.Voters()/2 + 1
	v.Next = m.tally(peer.GUID{}, st.Own)
	for _, s := range st.View.Seats {
		if s.Last != game.Forever || s.ID == st.Own {
			continue
		}
		if p := state.PlayerByToken(game.TokenHash(s.Process.GUID)); p != nil {
			t := m.tally(s.Process.GUID, st.Own)
			t.ID = p.ID
			v.Out = append(v.Out, t)
		}
	}
	return v
}

// tally counts who is for removing a peer, or, with the zero GUID, for the next level;
// own is the own seat.
func (m *Mesh) tally(against peer.GUID, own peer.SeatID) (t MeshTally) {
	for _, v := range m.peer.Extra().Votes {
		if v.Against == against {
			t.Votes++
			t.Own = t.Own || v.Seat == own
		}
	}
	return t
}

// VoteNext votes for going to the next level. It counts for this level.
func (m *Mesh) VoteNext() error { return actError(m.peer.VoteNext()) }

// VoteOut votes for removing the member whose player it is.
func (m *Mesh) VoteOut(id sim.ID) error {
	state := m.peer.State()
	if state == nil || state.Player(id) == nil {
		return nil // it has just left
	}
	for _, s := range m.peer.Status().View.Seats {
		if s.Last == game.Forever && game.TokenHash(s.Process.GUID) == state.Player(id).Token {
			return actError(m.peer.VoteOut(s.ID))
		}
	}
	return nil
}

// noteVoteEvent describes a vote, or what came of one.
func (m *Mesh) noteVoteEvent(e peer.Event, me *MeshEvent) {
	name := ""
	if s := m.peer.State(); s != nil {
		if p := s.PlayerByToken(game.TokenHash(e.Against)); p != nil {
			name = p.Name
		}
	}
	switch e.Kind {
	case peer.Voted:
		me.Kind, me.Process = MeshVoted, m.processOfSeat(e.Seat)
		me.Text = name // empty: the next level
		me.Votes, me.Needed = m.tally(e.Against, 0).Votes, m.peer.Voters()/2+1
	case peer.VotedOut:
		me.Kind, me.Process = MeshRemoved, peer.Process{GUID: e.Against}
	case peer.Removed:
		me.Kind = MeshRemoved
		m.endCode, m.endText = peerwire.CodeRemoved, "the players have removed you from their game"
	}
}

// processOfSeat returns the process of a seat of the view, or the zero Process.
func (m *Mesh) processOfSeat(id peer.SeatID) peer.Process {
	for _, s := range m.peer.Status().View.Seats {
		if s.ID == id {
			return s.Process
		}
	}
	return peer.Process{}
}
