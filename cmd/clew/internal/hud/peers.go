package hud

import (
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/engine/sim"
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
}

// Peer is another member of such a game.
type Peer struct {
	Name    string
	RTT     time.Duration // 0: unknown
	Guessed int           // ticks of the present in which its keys are guessed
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
