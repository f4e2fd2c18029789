package session

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/peerwire"
	"clew/net/wire"
)

// Say says something to all. The error, a *wire.ProtocolError, says what is wrong
// with the text.
func (m *Mesh) Say(text string) error {
	if err := wire.Check(&wire.SendChat{ID: 1, Text: text}); err != nil {
		return err
	}
	return actError(m.peer.Say(0, text))
}

// Rename asks for another name; the player gets one like it if it is taken.
func (m *Mesh) Rename(name string) error {
	if name != "" {
		if err := wire.CheckName(name); err != nil {
			return err
		}
	}
	if err := actError(m.peer.Rename(0, name)); err != nil {
		return err
	}
	m.cfg.Peer.Name = name
	return nil
}

// SetAppearance changes how the own player looks.
func (m *Mesh) SetAppearance(a game.Appearance) error {
	return actError(m.peer.SetAppearance(0, a))
}

// VoteNext votes for going to the next level. It counts for this level.
func (m *Mesh) VoteNext() { m.noteVote(m.peer.VoteNext()) }

// VoteOut votes for removing the member whose player it is.
func (m *Mesh) VoteOut(id sim.ID) {
	state := m.peer.State()
	if state == nil || state.Player(id) == nil {
		return
	}
	for _, s := range m.peer.Status().View.Seats {
		if s.Last == game.Forever && game.TokenHash(s.Process.GUID) == state.Player(id).Token {
			m.noteVote(m.peer.VoteOut(s.ID))
		}
	}
}

// Diverge changes a field of the own player in the settled game of this peer alone; see
// peer.Peer.Diverge.
func (m *Mesh) Diverge(field string, delta int32) bool {
	return m.peer.Diverge(m.Self(), field, delta)
}

// noteVote tells the user that a vote cannot be cast.
func (m *Mesh) noteVote(err error) {
	if err != nil {
		m.addEvent(MeshEvent{Kind: MeshRefused, Process: m.Process(), Code: wire.CodeBusy, Text: wire.CleanText(err.Error())})
	}
}

// actError returns the error of an action in the form of package wire.
func actError(err error) error {
	if err == nil {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeBusy, "%v", err)
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
