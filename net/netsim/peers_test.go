package netsim

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/session"
)

// newPeers returns a game of n peers that wander, with the same conditions between any
// two.
func newPeers(t testing.TB, n int, without peer.Rule, c netem.Conditions) *Peers {
	t.Helper()
	cfg := PeersConfig{Level: level(t), Seed: *seedFlag, Delay: peer.DefaultDelay, Without: without}
	for i := range n {
		cfg.Peers = append(cfg.Peers, PeerConfig{Name: fmt.Sprint("P", i), Input: wanderInput(uint64(i))})
	}
	s := NewPeers(cfg)
	for i := range n {
		for j := range i {
			s.SetNetem(j, i, both(c))
		}
	}
	return s
}

// untilTogether lets time pass until all peers that run are in one view of n members.
func (s *Peers) untilTogether(t testing.TB, seconds, n int) {
	t.Helper()
	for range seconds * 60 {
		s.Step()
		if s.together(n) {
			return
		}
	}
	t.Fatalf("%d peers are not together within %d s", n, seconds)
}

func (s *Peers) together(n int) bool {
	branch := peer.BranchID(0)
	for i, p := range s.Peers {
		if !s.Running(i) {
			continue
		}
		st := p.Status()
		if st.State != session.MeshPlaying || len(st.Members) != n || branch != 0 && branch != st.View.Branch.ID {
			return false
		}
		branch = st.View.Branch.ID
	}
	return true
}

// agree checks that the peers have settled ticks together, and the same ones.
func (s *Peers) agree(t testing.TB, ticks int) {
	t.Helper()
	if s.Parting() != nil || s.Agreed() < ticks {
		t.Errorf("%d ticks are agreed on, want at least %d; they part: %+v", s.Agreed(), ticks, s.Parting())
	}
}

// Peers join, one crashes, one is cut off and comes back: they settle one game.
func TestPeers(t *testing.T) {
	s := newPeers(t, 4, 0, netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 20 * time.Millisecond, Loss: 5})
	s.untilTogether(t, 20, 4)
	s.Run(300)
	if c := s.Peers[1].Status().Counters; c.Rollbacks == 0 {
		t.Errorf("over a slow network nothing is played again: %+v", c)
	}
	s.Crash(0)
	s.untilTogether(t, 10, 3)
	for _, i := range []int{1, 2} {
		s.Cut(i, 3, 600)
	}
	s.Run(590)
	if st := s.Peers[3].Status(); !st.Island {
		t.Errorf("cut off for ten seconds, it does not play on alone: state %d, %d members", st.State, len(st.Members))
	}
	s.untilTogether(t, 20, 3)
	s.agree(t, 1500)
	if s.Running(0) || !s.Running(1) {
		t.Error("the wrong one runs")
	}
}

// Two that have heard different last words of a lost peer agree on them, or else their
// games part.
func TestPeersPart(t *testing.T) {
	play := func(without peer.Rule) *Peers {
		s := newPeers(t, 3, without, netem.Conditions{Latency: 30 * time.Millisecond})
		s.untilTogether(t, 20, 3)
		s.Run(120)
		s.Cut(1, 2, 600)
		s.Run(8)
		s.Cut(0, 2, 600)
		s.Run(300)
		return s
	}
	play(0).agree(t, 500)
	at := play(peer.RuleMaxCut | peer.RuleRelayInputs).Parting()
	if at == nil || at.Peers != [2]int{0, 1} {
		t.Errorf("with the last tick that both heard, they part %+v", at)
	}
}

// The same Config gives the same game.
func TestPeersAgain(t *testing.T) {
	play := func() (out []uint64) {
		s := newPeers(t, 3, 0, netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 40 * time.Millisecond, Loss: 10})
		s.untilTogether(t, 20, 3)
		s.Run(300)
		for _, p := range s.Peers {
			st := p.Status()
			out = append(out, p.State().Hash(), st.In.Bytes, st.Out.Bytes, uint64(st.Counters.RollbackTicks))
		}
		return out
	}
	if a, b := play(), play(); !slices.Equal(a, b) {
		t.Errorf("%d\n%d", a, b)
	}
}

// A peer whose game is wrong for the third time within a minute ends, and says why; the
// others play on.
func TestPeersLeaveWrong(t *testing.T) {
	s := newPeers(t, 3, 0, netem.Conditions{Latency: 20 * time.Millisecond})
	s.untilTogether(t, 10, 3)
	wrong := s.Peers[1]
	for range 200 { // until it is in the world
		s.Step()
	}
	for range 3 {
		if !wrong.Diverge("points", 1) {
			t.Fatal("nothing diverges")
		}
		for range 240 {
			s.Step()
		}
	}
	if st := wrong.Status(); st.State != session.MeshEnded || st.Code != session.CodeDiverged || st.Text == "" {
		t.Errorf("state %d, code %q, text %q", st.State, st.Code, st.Text)
	}
	for _, i := range []int{0, 2} {
		if st := s.Peers[i].Status(); st.State != session.MeshPlaying || len(st.Members) != 2 {
			t.Errorf("peer %d: state %d with %d members", i, st.State, len(st.Members))
		}
	}
}
