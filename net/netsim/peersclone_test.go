package netsim

import (
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/net/clonetest"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/peerwire"
)

// summary says how everybody stands.
func (s *Peers) summary() string {
	var text strings.Builder
	fmt.Fprintln(&text, s.Ticks(), s.Now(), s.Agreed(), s.Parting())
	for i, p := range s.Peers {
		fmt.Fprintln(&text, s.Running(i), p.Status(), p.events)
		if st := p.State(); st != nil {
			fmt.Fprintln(&text, st.Hash())
		}
	}
	return text.String()
}

// A game of peers and its clone, given the same, go the same way: while one joins, one
// is cut off and one crashes. Nothing that happens to the one is felt by the other.
func TestPeersClone(t *testing.T) {
	s := newPeers(t, 4, 0, netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 20 * time.Millisecond, Loss: 5})
	deeds := map[int]func(*Peers){
		250: func(s *Peers) { s.Cut(0, 3, 600); s.Cut(1, 3, 600); s.Cut(2, 3, 600) },
		400: func(s *Peers) { s.Crash(0) },
		500: func(s *Peers) { s.Cut(1, 3, 0); s.Cut(2, 3, 0) },
		550: func(s *Peers) { s.Peers[1].Diverge("X", 40) },
	}
	run := func(s *Peers, n int) {
		for range n {
			if do := deeds[s.Ticks()]; do != nil {
				do(s)
			}
			s.Step()
		}
	}
	for range 7 {
		c, other := s.Clone(), s.Clone()
		if shared := clonetest.Shared(s, c, constant...); len(shared) > 0 {
			t.Fatalf("tick %d: the clone shares %q", s.Ticks(), shared)
		}
		other.Crash(1)
		other.Peers[2].Diverge("Y", 9)
		other.Run(30)
		run(c, 100)
		run(s, 100)
		if a, b := s.summary(), c.summary(); a != b {
			t.Fatalf("the clone parts before tick %d:\n%s\nand\n%s", s.Ticks(), a, b)
		}
	}
	if !s.together(3) || s.Parting() == nil {
		t.Errorf("in the end: %s", s.summary())
	}
}

// Each packet is told once, by the peer that simulates it or, in a cut, loses it.
func TestPeersPackets(t *testing.T) {
	s := newPeers(t, 3, 0, netem.Conditions{Latency: 40 * time.Millisecond, Loss: 5})
	s.untilTogether(t, 20, 3)
	var sent, lost [3][3]int
	s.ObservePackets(func(p PeerPacket, msg []byte) {
		if _, err := peerwire.Dissect(msg); err != nil {
			t.Fatal(err)
		}
		sent[p.From][p.To]++
		if p.Lost {
			lost[p.From][p.To]++
		}
	})
	s.Run(60)
	before := [2]uint64{s.Peers[0].Status().Out.Messages, s.Peers[1].Status().In.Messages}
	clear(sent[:])
	clear(lost[:])
	s.Run(600)
	out, in := s.Peers[0].Status().Out.Messages-before[0], s.Peers[1].Status().In.Messages-before[1]
	if n := sent[0][1] + sent[0][2]; uint64(n) != out {
		t.Errorf("%d packets of the first are told, %d were sent", n, out)
	}
	arrived := sent[0][1] - lost[0][1] + sent[2][1] - lost[2][1]
	if d := arrived - int(in); d < -8 || d > 8 || lost[0][1] == 0 || lost[1][0] == 0 { // some are in flight
		t.Errorf("%d packets to the second are told, %d arrived; lost: %d", arrived, in, lost)
	}
	clear(sent[:])
	clear(lost[:])
	s.Cut(0, 1, 600)
	s.Run(30)
	if sent[0][1] == 0 || sent[1][0] == 0 || lost[0][1]+5 < sent[0][1] || lost[1][0]+5 < sent[1][0] {
		t.Errorf("of %d packets in a cut, %d are lost", sent, lost)
	}
}

func BenchmarkPeersClone5(b *testing.B) {
	s := newPeers(b, 5, 0, netem.Conditions{Latency: 40 * time.Millisecond})
	s.untilTogether(b, 20, 5)
	s.Run(300)
	b.ReportAllocs()
	for b.Loop() {
		s.Clone()
	}
}

// constant are the kinds of what does not change once it is made.
var constant = []reflect.Type{
	reflect.TypeFor[*maze.Level](), reflect.TypeFor[*maze.Maze](), reflect.TypeFor[peer.Signer](), reflect.TypeFor[*peer.Value](),
	reflect.TypeFor[*peer.Report](), reflect.TypeFor[*peer.Presence](), reflect.TypeFor[*peer.Game](), reflect.TypeFor[netip.Addr](), reflect.TypeFor[*peerwire.Meet](),
	reflect.TypeFor[peerwire.Handshake](), // its parts are replaced, not changed
	reflect.TypeFor[*Parting](),           // never changes
	reflect.TypeOf(link.ErrDisconnected),
}
