package history

import (
	"bytes"
	"reflect"
	"testing"

	"clew/cmd/internal/lab/scenario"
	"clew/net/peer"
	"clew/net/peerwire"
)

// threePeers are three peers, the third of which is lost.
const threePeers = `
name = "film"
mode = "peers"
level = "any"
seed = 8
ticks = 600
links = { latency = "30ms", jitter = "10ms", loss = 3 }
[[client]]
name = "Ann"
input = "bot:1"
[[client]]
name = "Bob"
input = "bot:2"
[[client]]
name = "Cy"
input = "bot:3"
[[cut]]
sides = ["Ann,Bob", "Cy"]
at = 400
ticks = 600
`

func parsePeers(t testing.TB) *scenario.PeerScenario {
	t.Helper()
	_, s, err := scenario.ParseAny([]byte(threePeers), "film.toml")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func playPeers(t testing.TB, s *scenario.PeerScenario) *Peers {
	t.Helper()
	h, err := NewPeers(s, resolve)
	if err != nil {
		t.Fatal(err)
	}
	h.Play(s.Ticks)
	return h
}

// count returns how many events of a kind there are in a trace, and the last of them.
func (t *PeerTrace) count(kind PeerEventKind, of peer.EventKind) (n int, last PeerEvent) {
	for _, e := range t.Events {
		if e.Kind == kind && (kind != Happened || e.Event.Kind == of) {
			n, last = n+1, e
		}
	}
	return n, last
}

// Going to a tick gives the games that were there when it was played.
func TestPeersAnyTick(t *testing.T) {
	h := playPeers(t, parsePeers(t))
	for _, tick := range []int{599, 60, 61, 400, 17, 333, 600} {
		g := h.At(tick)
		for i, p := range g.Peers.Peers {
			at, st := h.Trace().At(tick, i), p.Status()
			if g.Ticks() != tick || at.Settled != st.Settled || at.Now != st.Now || at.Phase != PhaseOf(g, i) || len(at.Places) == 0 && p.State() != nil {
				t.Fatalf("at tick %d, peer %d stands %+v, it was %+v", g.Ticks(), i, st.Status, at)
			}
		}
	}
	if h.At(-5).Ticks() != 0 || h.At(5000).Ticks() != 600 {
		t.Error("beyond an end is that end")
	}
}

// The trace has the ticks played again, what was done, and what came of it.
func TestPeerTrace(t *testing.T) {
	h := playPeers(t, parsePeers(t))
	again, agreeing := 0, 0
	for tick := 1; tick <= 600; tick++ {
		at := h.Trace().At(tick, 0)
		again += at.Again
		if at.Phase == Agreeing {
			agreeing++
		}
	}
	if want := h.At(600).Peers.Peers[0].Status().Counters.RollbackTicks; again != want || want < 50 {
		t.Errorf("%d ticks were played again, it counts %d", again, want)
	}
	if n, e := h.Trace().count(WasCut, 0); n != 1 || e.Tick != 400 || agreeing < 2 {
		t.Errorf("%d cuts, the last %+v; %d ticks agreeing", n, e, agreeing)
	}
	if n, _ := h.Trace().count(Started, 0); n != 3 {
		t.Errorf("%d start", n)
	}
	if n, _ := h.Trace().count(Parted, 0); n != 0 {
		t.Error("they part")
	}
	if n, e := h.Trace().count(Happened, peer.Entered); n < 4 || e.Tick < 430 {
		t.Errorf("%d enter a view, the last %+v", n, e)
	}
}

// Messages are found again as they were sent.
func TestPeerMessages(t *testing.T) {
	h := playPeers(t, parsePeers(t))
	packets := h.Trace().Packets
	for i := 0; i < len(packets); i += len(packets)/25 + 1 {
		p := packets[i]
		msg, err := h.Message(i)
		if err != nil || len(msg) != p.Size {
			t.Fatalf("packet %d: %d bytes, %v; it had %d", i, len(msg), err, p.Size)
		}
		parts, err := peerwire.Dissect(msg)
		var whole bytes.Buffer
		for _, part := range parts {
			whole.Write(part.Bytes)
		}
		if err != nil || !bytes.Equal(whole.Bytes(), msg) || packetType(msg) != p.Type {
			t.Errorf("packet %d of type %c: %v, %v", i, p.Type, parts, err)
		}
	}
}

// A fork is what it would be if it had been played from the start, and shares what was
// before.
func TestFork(t *testing.T) {
	h := playPeers(t, parsePeers(t))
	s := h.Scenario().Clone()
	s.Cuts = append(s.Cuts, scenario.Cut{Sides: [][]int{{0}, {1}}, Span: scenario.Span{At: 200, Ticks: 60}})
	s.Diverges = append(s.Diverges, scenario.Divergence{At: 330, Peer: 1, Field: "X"})
	s.Peers[2].Crash = 350
	f, err := h.Fork(s, 200)
	if err != nil || f.PlayedTicks() != 199 {
		t.Fatalf("played to %d, %v", f.PlayedTicks(), err)
	}
	f.Play(600)
	whole := playPeers(t, s)
	if !reflect.DeepEqual(f.Trace().ticks, whole.Trace().ticks) || !reflect.DeepEqual(f.Trace().Packets, whole.Trace().Packets) || !reflect.DeepEqual(f.Trace().Events, whole.Trace().Events) {
		t.Error("a fork is another story than its scenario")
	}
	if n, _ := f.Trace().count(Happened, peer.Desync); n == 0 {
		t.Error("the divergence is not found")
	}
	if n, _ := f.Trace().count(Happened, peer.Mended); n == 0 {
		t.Error("the divergence is not mended")
	}
	if n, _ := h.Trace().count(Killed, 0); n != 0 || h.PlayedTicks() != 600 {
		t.Error("the fork has changed the original")
	}
	s.Ticks = 0
	if _, err := h.Fork(s, 10); err == nil {
		t.Error("a bad scenario is played")
	}
}
