package hud

import (
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/engine/sim"
	"clew/net/link/netem"
)

// Peers is how a game without a server goes.
type Peers struct {
	Rollbacks int // times that a wrong guess was played again
	Deepest   int // most ticks in one of them
	Stalls    int // ticks in which the game waited for somebody's keys
	Others    []Peer
	Players   []PeerPlayer // everybody in the game, by ascending ID
	Next      Tally        // of votes for the next level
	Needed    int          // votes that carry something; 0: the player has none

	Invitation string // code by which others can join at this peer; may be empty
}

// Peer is another member of such a game.
type Peer struct {
	ID      sim.ID // of its player; 0: it has none yet
	Name    string
	RTT     time.Duration // 0: unknown
	Guessed int           // ticks of the present in which its keys are guessed
	Netem   netem.Config  // simulated conditions of the link to it
}

// PeerPlayer says who has a player.
type PeerPlayer struct {
	ID      sim.ID
	Host    rune          // the letter of the peer whose guest it is; 0: it is a peer
	Lecture bool          // the guest is a peer of the lecture's client
	Away    bool          // out of reach
	Waiting time.Duration // how long the game has waited for it; 0: it does not

	Removable bool  // the players can vote for removing it
	Out       Tally // of votes for that
	Muted     bool  // by the own player
}

// Tally is how many are for something.
type Tally struct {
	Votes int
	Own   bool // the own player is
}

// player returns what is known of a player, or nil.
func (p *Peers) player(id sim.ID) *PeerPlayer {
	if p == nil {
		return nil
	}
	for i := range p.Players {
		if p.Players[i].ID == id {
			return &p.Players[i]
		}
	}
	return nil
}

// longWait is how long the game waits for somebody before the scoreboard says so.
const longWait = 200 * time.Millisecond

// peerState is what a scoreboard says of a player in a game without a server. The zero
// value says nothing.
type peerState struct {
	known, lecture, away bool
	host                 rune
	tenths               int // of a second that the game has waited for it
}

// state returns what to say of a player.
func (p *Peers) state(id sim.ID) (s peerState) {
	player := p.player(id)
	if player == nil {
		return s
	}
	s = peerState{known: true, lecture: player.Lecture, away: player.Away, host: player.Host}
	if player.Waiting >= longWait {
		s.tenths = int(player.Waiting / (100 * time.Millisecond))
	}
	return s
}

// isTrouble reports whether the state matters more than a player's time.
func (s peerState) isTrouble() bool { return s.away || s.tenths > 0 }

// String describes the state.
func (s peerState) String() string {
	switch {
	case s.away:
		return i18n.T("roster.away")
	case s.tenths > 0:
		return i18n.Tf("roster.late", i18n.FormatNumber(float64(s.tenths)/10, 1))
	case s.lecture:
		return i18n.Tf("roster.lecture", string(s.host))
	case s.host != 0:
		return i18n.Tf("roster.guest", string(s.host))
	}
	return i18n.T("roster.peer")
}

// badgeScope says to whom the badge's conditions apply. The zero value is everybody.
type badgeScope struct {
	only  string // the name of the only peer …
	mixed bool   // … or else: to some, and others have different ones
}

// simulated returns the conditions to name in the badge, and to whom they apply: those
// to everybody, unless they differ between peers.
func (p *Peers) simulated(toAll netem.Config) (netem.Config, badgeScope) {
	if p == nil || len(p.Others) == 0 {
		return toAll, badgeScope{}
	}
	var worst *Peer
	bad, alike := 0, true
	for i := range p.Others {
		o := &p.Others[i]
		alike = alike && o.Netem == p.Others[0].Netem
		if o.Netem == (netem.Config{}) {
			continue
		}
		if bad++; worst == nil || o.Netem.Up.Latency+o.Netem.Down.Latency > worst.Netem.Up.Latency+worst.Netem.Down.Latency {
			worst = o
		}
	}
	switch {
	case alike:
		return p.Others[0].Netem, badgeScope{}
	case bad == 1:
		return worst.Netem, badgeScope{only: worst.Name}
	}
	return worst.Netem, badgeScope{mixed: true}
}

// text describes to whom the conditions apply, or returns "" for everybody.
func (s badgeScope) text() string {
	switch {
	case s.only != "":
		return i18n.Tf("badge.only", s.only)
	case s.mixed:
		return i18n.T("badge.mixed")
	}
	return ""
}
