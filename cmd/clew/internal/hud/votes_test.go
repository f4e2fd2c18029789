package hud

import (
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/uitest"
	"clew/engine/sim"
	"clew/net/replica"
)

// withPeers makes the game one without a server: of the players but the own one, the
// second is away, the third waited for, the fourth a guest and the last a peer of the
// lecture.
func (s *harness) withPeers() {
	s.hud = New(Options{Input: s.input, Votes: true})
	peers := &Peers{Needed: 2, Next: Tally{Votes: 1}, Others: []Peer{{Name: "Ben", RTT: 31 * time.Millisecond, Guessed: 2}}}
	for i := range s.state.View.Players {
		p := &s.state.View.Players[i]
		k := PeerPlayer{ID: p.ID, Removable: i > 0 && i < 3}
		switch i {
		case 1:
			k.Away, k.Out = true, Tally{Votes: 1, Own: true}
		case 2:
			k.Waiting = 430 * time.Millisecond
		case 3:
			k.Host, k.Muted = 'B', true
		case 5:
			k.Host, k.Lecture = 'A', true
		}
		peers.Players = append(peers.Players, k)
	}
	s.state.Peers = peers
	s.run(2)
}

// openVotes opens the list of players by the menu.
func (s *harness) openVotes() {
	for _, k := range []ebiten.Key{ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyEnter} {
		s.tap(k)
		s.draw() // so that the widgets are laid out
		s.run(1)
	}
}

// The list has a vote for the next level and, for each other player, mute and, if it is
// a peer, a vote for removing it. Esc closes it.
func TestVotes(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 6)
	s.withPeers()
	s.openVotes()
	if !s.hud.votes.panel.Shown() || s.hud.pauseMenu.Shown() {
		t.Fatal("the list does not take the menu's place")
	}
	if s.tap(ebiten.KeyEnter); !s.actions.VoteNext {
		t.Error("no vote for the next level")
	}
	ids := s.state.View.Players
	for _, want := range []struct{ out, mute sim.ID }{
		{mute: ids[1].ID}, {out: ids[1].ID}, {mute: ids[2].ID}, {out: ids[2].ID}, {mute: ids[3].ID}, {mute: ids[4].ID}, {mute: ids[5].ID},
	} {
		s.tap(ebiten.KeyTab, ebiten.KeyEnter)
		if s.actions.VoteOut != want.out || s.actions.Mute != want.mute || s.actions.VoteNext {
			t.Errorf("out %d, mute %d; want %+v", s.actions.VoteOut, s.actions.Mute, want)
		}
	}
	if s.run(1); s.actions.Mute != 0 {
		t.Error("one press mutes twice")
	}
	if s.tap(ebiten.KeyEscape); s.hud.menuShown() {
		t.Error("Esc does not close it")
	}
	s.openVotes()
	s.state.Peers.Needed = 0
	if s.run(1); s.hud.menuShown() {
		t.Error("it stays open to somebody who has lost the vote")
	}
	if s.openVotes(); s.hud.menuShown() {
		t.Error("it opens to somebody without a vote")
	}
}

// The texts of the list follow what is decided.
func TestVotesFollow(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 6)
	s.withPeers()
	s.openVotes()
	row := func(i int) [3]string { r := s.hud.votes.rows[i]; return [3]string{r.tally, r.mute, r.vote} }
	if got := row(0); got != [3]string{"1 of 2", "Mute", "Voted"} {
		t.Errorf("at first %q", got)
	}
	if got := row(2); got != [3]string{"", "Unmute", "Vote to remove"} {
		t.Errorf("a muted guest: %q", got)
	}
	k := &s.state.Peers.Players[1]
	k.Out, k.Muted, s.state.Peers.Needed = Tally{Votes: 2}, true, 3
	s.run(1)
	if got := row(0); got != [3]string{"2 of 3", "Unmute", "Vote to remove"} {
		t.Errorf("later %q", got)
	}
}

// In a game without a server, the scoreboard says who has each player; what is wrong
// with one comes before its time.
func TestScoreboardPeers(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 6)
	s.withPeers()
	figures := append([]replica.PlayerView(nil), s.state.View.Players...)
	for i := range figures {
		figures[i].ExitTick = 0
	}
	figures[1].ExitTick, figures[4].ExitTick, figures[4].JoinTick = 600, 600, 0
	figures[5].Idle = time.Hour
	var r scoreboard
	r.set(figures, 0, s.state.Peers)
	for i, want := range []string{"peer", "out of reach", "late by 0.4 s", "guest of B", "0:10", "lecture via A"} {
		if got := r.rows[i].status; got != want {
			t.Errorf("row %d: %q; want %q", i, got, want)
		}
	}
	if n := testing.AllocsPerRun(50, func() { r.set(figures, 0, s.state.Peers) }); n != 0 {
		t.Errorf("the same again allocates %v times", n)
	}
	s.state.Peers.Players[1].Away, s.state.Peers.Players[2].Waiting = false, longWait-1
	if r.set(figures, 0, s.state.Peers); r.rows[1].status == "out of reach" || r.rows[2].status != "peer" {
		t.Errorf("back: %q, %q", r.rows[1].status, r.rows[2].status)
	}
}
