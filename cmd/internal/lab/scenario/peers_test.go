package scenario

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"clew/net/netsim"
	"clew/net/peer"
	"clew/net/session"
)

// peerExample starts one of the examples without a server, with a change made to it
// or not.
func peerExample(t *testing.T, name string, changes ...func(*PeerScenario)) *PeerGame {
	t.Helper()
	src, err := PeerExample(name)
	if err != nil {
		t.Fatal(err)
	}
	_, s, err := ParseAny(src, name)
	if err != nil || s == nil {
		t.Fatalf("%+v, %v", s, err)
	}
	for _, change := range changes {
		change(s)
	}
	g, err := s.Game(resolve)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// play plays a game to its end.
func (g *PeerGame) play() {
	for !g.Finished() {
		g.Step()
	}
}

// members returns how many are in the game of a peer that plays, or 0.
func members(p *netsim.Peer) int {
	if st := p.Status(); st.State == session.MeshPlaying || st.State == session.MeshStalled {
		return len(st.Members)
	}
	return 0
}

// Peers over links of different length settle one game, by playing wrong guesses again.
func TestExampleThreePeers(t *testing.T) {
	g := peerExample(t, "7-three-peers")
	g.play()
	for i, p := range g.Peers.Peers {
		if c := p.Status().Counters; members(p) != 3 || c.Rollbacks < 20 || c.Deepest > peer.DefaultWindow {
			t.Errorf("peer %d has %d members, %+v", i, members(p), c)
		}
	}
	if g.Parting() != nil || g.Agreed() < 2*1500 {
		t.Errorf("%d ticks are agreed on; they part: %+v", g.Agreed(), g.Parting())
	}
}

// The right rule keeps the two that stay together; the wrong ones don't, from a tick
// on that the lost peer was heard in.
func TestExampleLostPeer(t *testing.T) {
	for agree, parts := range map[Agreement]bool{AgreeCut: false, AgreeMin: true, AgreeNone: true} {
		g := peerExample(t, "8-lost-peer", func(s *PeerScenario) { s.Agree = agree })
		g.play()
		at := g.Parting()
		if (at != nil) != parts || parts && (at.Peers != [2]int{0, 1} || int(at.Tick) < 560 || int(at.Tick) > 620) {
			t.Errorf("%s: they part: %+v", agree, at)
		}
		for i, p := range g.Peers.Peers[:2] {
			if members(p) != 2 {
				t.Errorf("%s: peer %d has %d members", agree, i, members(p))
			}
		}
	}
	wrong := peerExample(t, "9-lost-peer-min").Scenario()
	right := peerExample(t, "8-lost-peer").Scenario()
	if wrong.Agree != AgreeMin || right.Agree != AgreeCut || wrong.Seed != right.Seed {
		t.Errorf("the two differ in more than the rule: %+v and %+v", right, wrong)
	}
}

// The three play on, the two each alone, and all come together again.
func TestExamplePartition(t *testing.T) {
	g := peerExample(t, "10-partition")
	for g.Ticks() < 1310 {
		g.Step()
	}
	for i, p := range g.Peers.Peers {
		st := p.Status()
		if want := i >= 3; st.Island != want || !want && members(p) != 3 {
			t.Errorf("cut off, peer %d is on an island: %v, with %d members", i, st.Island, len(st.Members))
		}
	}
	g.play()
	for i, p := range g.Peers.Peers {
		if members(p) != 5 || p.Status().Island {
			t.Errorf("in the end peer %d has %d members", i, members(p))
		}
	}
	if g.Parting() != nil || g.Agreed() < 4000 {
		t.Errorf("%d ticks are agreed on; they part: %+v", g.Agreed(), g.Parting())
	}
}

// One joins late, and plays on when the one that began the game has left and the other
// has crashed.
func TestExampleLateJoiner(t *testing.T) {
	g := peerExample(t, "11-late-joiner")
	var did []string
	sizes := map[int]int{}
	for !g.Finished() {
		did = append(did, g.Step()...)
		sizes[g.Ticks()] = members(g.Peers.Peers[1])
	}
	if got := strings.Join(did, ", "); got != "Cy starts, Ann leaves, Bob crashes" {
		t.Errorf("it says: %s", got)
	}
	if sizes[590] != 2 || sizes[1190] != 3 || sizes[1790] != 2 {
		t.Errorf("Bob plays with %d, %d and %d members", sizes[590], sizes[1190], sizes[1790])
	}
	if n := members(g.Peers.Peers[2]); n != 1 || g.Running(0) || g.Running(1) || g.Parting() != nil {
		t.Errorf("in the end there are %d members; they part: %+v", n, g.Parting())
	}
}

// Without a window nothing is played again, but a tick where the other comes in, and a
// short delay makes the game stall.
func TestExampleLockstep(t *testing.T) {
	stalls := map[int]int{}
	for _, delay := range []int{2, 5} {
		g := peerExample(t, "12-lockstep", func(s *PeerScenario) { s.Delay = delay })
		g.play()
		c := g.Peers.Peers[0].Status().Counters
		if c.Deepest > 1 || c.Rollbacks > 2 || g.Parting() != nil || g.Agreed() < 500 {
			t.Errorf("delay %d: %+v, agreed on %d", delay, c, g.Agreed())
		}
		stalls[delay] = c.Stalls
	}
	if stalls[2] < 300 || stalls[5] > stalls[2]/5 {
		t.Errorf("stalls by delay: %v", stalls)
	}
}

// A field that changes in one game alone is named within a second, and mended.
func TestExampleDesync(t *testing.T) {
	g := peerExample(t, "13-desync")
	named, mended := map[string]int{}, map[int]int{}
	for !g.Finished() {
		did := g.Step()
		if (g.Ticks() == 600) != (strings.Join(did, "") == "Bob's game goes wrong in Bob's points") {
			t.Errorf("at tick %d it says %q", g.Ticks(), did)
		}
		for i, p := range g.Peers.Peers {
			for _, e := range p.TakeEvents() {
				switch e.Kind {
				case peer.Desync:
					named[e.Text] = g.Ticks()
				case peer.Mended:
					mended[i] = g.Ticks()
				}
			}
		}
	}
	if len(named) != 2 || len(mended) != 3 {
		t.Errorf("named: %v, mended: %v", named, mended)
	}
	for text, at := range named {
		if !strings.Contains(text, "player 2 points ") || at > 660 {
			t.Errorf("at tick %d: %s", at, text)
		}
	}
	if at := g.Parting(); at == nil || at.Peers[0] != 1 && at.Peers[1] != 1 || mended[1] > 660 {
		t.Errorf("they part: %+v; mended: %v", at, mended)
	}
	if a, b := g.Peers.Peers[0].State(), g.Peers.Peers[1].State(); a.Player(2).Points != b.Player(2).Points {
		t.Error("in the end the points differ")
	}
}

// By the same keys, somebody who can't be reached holds up nobody but itself with a
// server, and everybody without.
func TestSameKeys(t *testing.T) {
	with := example(t, "14-same-keys-server")
	without := peerExample(t, "15-same-keys-peers")
	for i, c := range with.Scenario().Clients {
		if p := without.Scenario().Peers[i]; p.Name != c.Name || p.Input.String() != c.Input.String() {
			t.Errorf("client %d is %s with %s, and %s with %s", i, c.Name, c.Input, p.Name, p.Input)
		}
	}
	if a, b := with.Scenario(), without.Scenario(); a.Maze != b.Maze || a.Seed != b.Seed || a.Ticks != b.Ticks {
		t.Error("the mazes or lengths differ")
	}
	with.Run(610)
	world := with.Server.Game.World()
	ann, bob := world.Player(1).X, world.Player(2).X
	if with.Run(20); world.Player(1).X == ann || world.Player(2).X != bob {
		t.Error("with a server, Ann waits or Bob does not")
	}
	for without.Ticks() < 630 {
		without.Step()
	}
	for i, p := range without.Peers.Peers {
		if st := p.Status(); st.State != session.MeshStalled {
			t.Errorf("without, peer %d is %v", i, st.State)
		}
	}
	without.play()
	for i, p := range without.Peers.Peers {
		if c := p.Status().Counters; c.Stalls < 20 || c.Rollbacks < 10 || members(p) != 2 {
			t.Errorf("without, peer %d has %d members, %+v", i, members(p), c)
		}
	}
}

// One address is enough to get to know all; one that nobody has any more is worth
// nothing.
func TestKnows(t *testing.T) {
	for crash, want := range map[int]int{0: 3, 500: 0} {
		g := peerExample(t, "11-late-joiner", func(s *PeerScenario) {
			s.Ticks = 900
			s.Peers[0].Quit, s.Peers[0].Crash, s.Peers[2].Knows = 0, crash, []string{"Ann"}
		})
		g.play()
		if n := members(g.Peers.Peers[2]); n != want {
			t.Errorf("where Ann crashes at tick %d, Cy has %d members, not %d", crash, n, want)
		}
	}
}

// Each example has a note, goes through Format, and the list has all in order.
func TestPeerExamples(t *testing.T) {
	const want = "7-three-peers 8-lost-peer 9-lost-peer-min 10-partition 11-late-joiner 12-lockstep 13-desync 15-same-keys-peers"
	if got := strings.Join(PeerExamples(), " "); got != want {
		t.Errorf("the examples are %s", got)
	}
	for _, name := range PeerExamples() {
		s := peerExample(t, name).Scenario()
		if s.Description == "" {
			t.Errorf("%s has no note", name)
		}
		if _, again, err := ParseAny(s.Format(), name); err != nil || !reflect.DeepEqual(again, s) {
			t.Errorf("%s does not go through Format: %v", name, err)
		}
	}
}

// The documented file is a scenario without a server; Parse refuses it in words.
func TestParsePeers(t *testing.T) {
	_, src := documentedFiles(t)
	_, s, err := ParseAny(src, "doc.go")
	if err != nil {
		t.Fatal(err)
	}
	bob := s.Peers[1]
	if s.Window != 12 || s.Delay != 2 || s.Agree != AgreeCut || bob.Start != 300 || bob.Quit != 1500 || bob.Crash != 1600 {
		t.Errorf("%+v", s)
	}
	l := s.Links[0]
	if got := l.Down.Apply(s.Conditions); l.A != 0 || l.B != 1 || *l.Up.Latency != 80*time.Millisecond || got.Loss != 5 || got.Latency != 30*time.Millisecond {
		t.Errorf("%+v", l)
	}
	if d := s.Diverges; len(d) != 1 || d[0] != (Divergence{700, 1, "points"}) {
		t.Errorf("%+v", d)
	}
	if c := s.Cuts[0]; c.At != 900 || c.Ticks != 600 || len(c.Sides) != 2 {
		t.Errorf("%+v", c)
	}
	if _, err := Parse(src, "doc.go"); err == nil || !strings.Contains(err.Error(), "clewlab run") {
		t.Errorf("as a game with a server: %v", err)
	}
	if s, p, err := ParseAny([]byte(good), ""); s == nil || p != nil || err != nil {
		t.Errorf("a game with a server: %v, %v, %v", s, p, err)
	}
}

// What is wrong is told with its place.
func TestParsePeersErrors(t *testing.T) {
	_, src := documentedFiles(t)
	for _, tc := range []struct{ old, new, want string }{
		{`mode = "peers"`, `mode = "star"`, `unknown mode "star"`},
		{`window = 12 `, `window = 21 `, "window is 21; write a number from 0 to 20"},
		{`delay = 2 `, `delay = 9 `, "delay is 9"},
		{`agree = "cut"`, `agree = "max"`, `unknown agreement "max"`},
		{`links = { latency = "30ms" }`, `links = { loss = 101 }`, "loss is 101"},
		{`input = "bot:1"`, `input = "human"`, "nobody is at the keyboard"},
		{`input = "bot:1"`, "input = \"bot:1\"\nstart = 2", "the first client begins the game"},
		{`name = "Bob"`, `name = "Ann"`, "two clients are called"},
		{`name = "Bob"`, `name = "Bo,b"`, "a name with a comma"},
		{`name = "Bob"`, ``, "give each client a name"},
		{`knows = ["Ann"]`, `knows = ["Dan"]`, `no client is called "Dan"`},
		{`crash = 1600`, `crash = 300`, "crash is 300; write a number from 301"},
		{`a = "Ann"`, `a = "Dan"`, `no client is called "Dan"`},
		{`a = "Ann"`, `a = "Bob"`, "a link is between two peers"},
		{`down = { loss = 5 }`, "[[link]]\na = \"Bob\"\nb = \"Ann\"\n#", "have a link above"},
		{`sides = ["Ann", "Bob"]`, `sides = ["Ann"]`, "two sides or more"},
		{`sides = ["Ann", "Bob"]`, `sides = ["Ann,Bob", "Ann"]`, "named twice"},
		{`sides = ["Ann", "Bob"]`, `sides = ["Ann", "Cy"]`, `no client is called "Cy"`},
		{`field = "points"`, `field = "mood"`, `unknown field "mood"; write one of X, Y, points`},
		{`client = "Bob"`, `client = "Dan"`, `no client is called "Dan"`},
		{`at = 700`, `at = 0`, "at is 0"},
		{`quit = 1500 `, `leave = 1500 `, "leave"},
	} {
		file := strings.Replace(string(src), tc.old, tc.new, 1)
		_, _, err := ParseAny([]byte(file), "x.toml")
		var e *Error
		if file == string(src) || !errors.As(err, &e) || e.Line == 0 || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.new, err)
		}
	}
	s := peerExample(t, "12-lockstep").Scenario()
	s.Delay = 0
	if err := s.Check(); err == nil || !strings.Contains(err.Error(), "write a delay from 1") {
		t.Errorf("lockstep without a delay: %v", err)
	}
}
