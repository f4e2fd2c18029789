package session

import (
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/replica"
)

// MeshEventKind says what happened.
type MeshEventKind uint8

// The kinds of a MeshEvent.
const (
	MeshGame      MeshEventKind = iota // in the game: see Game
	MeshLost                           // a peer is out of reach; its player stands for a minute
	MeshBack                           // a peer is in the game again
	MeshLeftOut                        // the others play on without this peer, which tries to come back
	MeshIsland                         // this peer plays on alone, on a branch of its own
	MeshMerged                         // this peer is back with the others
	MeshCheated                        // a peer has signed two different inputs for one tick
	MeshDesync                         // two peers do not compute the same game: Text names the field
	MeshMended                         // … and do again
	MeshRemoved                        // a majority has removed a peer, perhaps this one
	MeshVoted                          // a peer votes for removing the player named Text; if empty, for the next level
	MeshRefused                        // somebody lets this peer not in: Code and Text
	MeshGuestTold                      // a guest of this peer had to go: Code and Text
)

// MeshEvent is something that a user may want to know.
type MeshEvent struct {
	Kind MeshEventKind

	// Game is what happened, with MeshGame. With the others, its ID, Avatar, Name
	// and Appearance are those of the player of the peer concerned, as far as it has
	// one.
	Game    replica.Event
	Process peer.Process // the peer concerned; not with MeshGame
	Code    string       // see wire.Error
	Text    string

	// With MeshVoted: how many are for it now, and how many it takes.
	Votes, Needed int
}

// Events returns the events since the last call, the newest of them if there were
// more than replica.MaxEvents.
func (m *Mesh) Events() []MeshEvent {
	events := m.events
	m.events = nil
	return events
}

// presentation is what a Mesh keeps to show the game to people.
type presentation struct {
	roster  []replica.Standing // of the players, as of the last settled tick, by ascending ID
	left    []replica.Standing // that reached the exit of this level and left
	level   uint32
	island  bool
	stalls  int                            // of peer.Counters, when it was looked at last
	waiting map[peer.Process]time.Duration // since when the game waits for somebody
	drawn   []drawn                        // of the present, by ascending ID
}

// addEvent adds an event, and forgets old ones that nobody fetches.
func (m *Mesh) addEvent(e MeshEvent) {
	if len(m.events) == replica.MaxEvents {
		m.events = slices.Delete(m.events, 0, replica.MaxEvents/2) // half at once, so that each moves only once
	}
	m.events = append(m.events, e)
}

// noteSettled takes in a settled tick.
func (m *Mesh) noteSettled(e *game.Entry, s *game.State, events []game.Event) {
	for _, ev := range events {
		m.noteGameEvent(e, s, ev)
	}
	if m.shown.stale(s) || len(events) > 0 {
		m.shown.takeRoster(s)
	}
	m.showGuests(e, s, events)
	if f := m.cfg.Peer.OnSettled; f != nil {
		f(e, s, events)
	}
}

// stale reports whether others play than the roster says.
func (k *presentation) stale(s *game.State) bool {
	return !slices.EqualFunc(k.roster, s.Players(), func(r replica.Standing, p game.Player) bool { return r.ID == p.ID })
}

// takeRoster notes who plays.
func (k *presentation) takeRoster(s *game.State) {
	k.roster = k.roster[:0]
	for i := range s.Players() {
		k.roster = append(k.roster, standingOf(s, &s.Players()[i]))
	}
}

// standingOf returns how a player stands.
func standingOf(s *game.State, p *game.Player) replica.Standing {
	st := replica.Standing{Avatar: p.Avatar, Name: p.Name, Appearance: p.Appearance}
	st.ID, st.Place, st.Gained, st.Points = p.ID, p.Place, p.Gained, p.Points
	if b := s.World().Player(p.ID); b != nil && p.Place > 0 {
		st.Ticks = b.ExitTick - p.JoinTick
	}
	return st
}

// known returns how a player stands or stood, as of the last settled tick but one.
func (k *presentation) known(id sim.ID) (replica.Standing, bool) {
	for _, r := range k.roster {
		if r.ID == id {
			return r, true
		}
	}
	return replica.Standing{}, false
}

// noteGameEvent turns what happened in the game into an event for the user.
func (m *Mesh) noteGameEvent(e *game.Entry, s *game.State, ev game.Event) {
	now, before := replica.Standing{}, replica.Standing{}
	before, _ = m.shown.known(ev.ID)
	if now = before; s.Player(ev.ID) != nil {
		now = standingOf(s, s.Player(ev.ID))
	}
	out := replica.Event{ID: ev.ID, Avatar: now.Avatar, Name: now.Name, Appearance: now.Appearance}
	kind := MeshGame
	switch ev.Kind {
	case game.PlayerJoined:
		out.Kind = replica.EventJoined
	case game.PlayerLeft:
		out.Kind = replica.EventLeft
		if before.Place > 0 {
			before.Left = true
			m.shown.left = append(m.shown.left, before)
			m.shown.left = m.shown.left[max(len(m.shown.left)-sim.MaxPlayers, 0):]
		}
	case game.PlayerRenamed:
		out.Kind, out.Text = replica.EventRenamed, before.Name
	case game.PlayerSaid:
		if m.muted[ev.ID] || ev.Change < 0 {
			return
		}
		out.Kind, out.Text = replica.EventChat, e.Changes[ev.Change].Text
	case game.ReachedExit:
		out.Kind, out.Elapsed = replica.EventExited, now.Ticks
	case game.LevelStarted:
		level, _ := s.Level()
		out.Kind, out.Text = replica.EventLevel, level.Name
		m.shown.left = nil
	case game.PlayerDisconnected:
		kind = MeshLost
	case game.PlayerResumed:
		if ev.ID == m.Self() {
			return
		}
		kind = MeshBack
	default:
		return
	}
	me := MeshEvent{Kind: kind, Game: out}
	if kind != MeshGame {
		me.Process = m.processOf(s, ev.ID)
	}
	m.addEvent(me)
}

// processOf returns the process whose player it is, or the zero Process.
func (m *Mesh) processOf(s *game.State, id sim.ID) peer.Process {
	p := s.Player(id)
	if p == nil {
		return peer.Process{}
	}
	seats := m.peer.Status().View.Seats
	for i := len(seats) - 1; i >= 0; i-- {
		if game.TokenHash(seats[i].Process.GUID) == p.Token {
			return seats[i].Process
		}
	}
	return peer.Process{GUID: peer.GUID(p.Token)}
}

// notePeerEvent takes in what happened to the peer itself.
func (m *Mesh) notePeerEvent(e peer.Event) {
	me := MeshEvent{Process: m.Process()}
	tell := true
	switch e.Kind {
	case peer.Entered, peer.WentOver:
		island := e.Branch.ID != e.Branch.Game
		tell = m.shown.island && (!island || e.Kind == peer.WentOver)
		me.Kind = MeshMerged
		m.shown.island = island
		if e.Kind == peer.WentOver {
			m.forgetShown()
		}
	case peer.LeftOut:
		me.Kind = MeshLeftOut
	case peer.FoundIsland:
		me.Kind = MeshIsland
		m.shown.island = true
	case peer.Misbehaved:
		me.Kind, me.Process = MeshCheated, m.processOfSeat(e.Seat)
	case peer.Voted, peer.VotedOut, peer.Removed:
		m.noteVoteEvent(e, &me)
	case peer.Desync:
		me.Kind, me.Process, me.Text = MeshDesync, m.processOfSeat(e.Seat), e.Text
	case peer.Mended:
		me.Kind, me.Process = MeshMended, m.processOfSeat(e.Seat)
	case peer.GaveUpMending:
		m.endCode, m.endText = CodeDiverged, "this computer computes another game than the others, three times within a minute"
		tell = false
	case peer.GuestRefused:
		m.guestRefused(e.Guest)
		tell = false
	default:
		tell = false
	}
	if tell {
		m.describe(&me)
		m.addEvent(me)
	}
	if f := m.cfg.Peer.OnEvent; f != nil {
		f(e)
	}
}

// describe fills in the player of an event's peer.
func (m *Mesh) describe(e *MeshEvent) {
	s := m.peer.State()
	if s == nil {
		return
	}
	if p := s.PlayerByToken(game.TokenHash(e.Process.GUID)); p != nil {
		e.Game.ID, e.Game.Avatar, e.Game.Name, e.Game.Appearance = p.ID, p.Avatar, p.Name, p.Appearance
	}
}
