package session

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/replica"
)

// meshNet is a network of meshes on a virtual clock. Each has an address of its
// own, at which the others dial it.
type meshNet struct {
	t     testing.TB
	now   time.Duration
	nodes []*node
	// unreachable says who cannot dial whom; nil: all can.
	unreachable func(from, to int) bool
}

// node is a mesh and what its owner does for it.
type node struct {
	*Mesh
	addr   netip.AddrPort
	index  int
	keys   sim.Input
	halted bool // the program does not run
	dead   bool // the program was killed: its links are closed
	events []MeshEvent
	dials  []netip.AddrPort
	raw    []link.Link // of its program
}

var openLevel = func() *maze.Level {
	m, err := maze.FromRows([]string{"##########", "#S......E#", "#........#", "#S......S#", "##########"})
	if err != nil {
		panic(err)
	}
	return &maze.Level{Name: "open", Maze: m}
}()

func meshAddr(i int) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(1 + i)}), 8856)
}

// start starts a program. change may be nil.
func (n *meshNet) start(change func(*MeshConfig)) *node {
	i := len(n.nodes)
	var seed [32]byte
	binary.BigEndian.PutUint64(seed[:], uint64(i+1))
	cfg := MeshConfig{
		Peer: peer.Config{Nonce: uint64(1000 + i), Signer: peer.NewEd25519(seed), Name: fmt.Sprint("P", i), Delay: peer.DefaultDelay},
		Port: 8856, Random: &splitmix.Reader{Source: splitmix.Source(i)}, NetemSeed: uint64(i),
	}
	if change != nil {
		change(&cfg)
	}
	p := &node{Mesh: NewMesh(cfg), index: i, addr: meshAddr(i)}
	n.nodes = append(n.nodes, p)
	return p
}

func begins(c *MeshConfig) { c.Game = &peer.Game{Name: "maze", Level: openLevel, Seed: 5} }

// newMeshNet starts k programs, of which the first begins a game.
func newMeshNet(t testing.TB, k int) *meshNet {
	n := &meshNet{t: t}
	n.start(begins)
	for range k - 1 {
		n.start(nil).Learn(n.nodes[0].addr)
	}
	return n
}

// tick lets 1/60 s pass.
func (n *meshNet) tick() {
	n.now += replica.TickDuration
	for _, p := range n.nodes {
		if p.halted || p.dead {
			continue
		}
		for _, a := range p.Dials(n.now) {
			p.dials = append(p.dials, a)
			n.dial(p, a)
		}
		p.Tick(n.now, p.keys)
		p.events = append(p.events, p.Events()...)
	}
}

func (n *meshNet) dial(p *node, a netip.AddrPort) {
	for _, q := range n.nodes {
		if q.addr != a || q.dead || q.Gone() || n.unreachable != nil && n.unreachable(p.index, q.index) {
			continue
		}
		near, far := mem.Pair()
		p.raw, q.raw = append(p.raw, near), append(q.raw, far)
		q.Accept(n.now, far, netip.AddrPortFrom(p.addr.Addr(), 40000))
		p.Dialed(n.now, a, near)
		return
	}
	p.DialFailed(n.now, a, fmt.Errorf("nobody is at %v", a))
}

// kill ends a program as kill -9 does.
func (p *node) kill() {
	p.dead = true
	for _, l := range p.raw {
		l.Close()
	}
}

// until lets time pass until something is so, for at most so many seconds.
func (n *meshNet) until(seconds int, what string, is func() bool) {
	n.t.Helper()
	for range seconds * 60 {
		if is() {
			return
		}
		n.tick()
	}
	if !is() {
		n.t.Fatalf("not within %d s: %s\n%s", seconds, what, n.describe())
	}
}

func (n *meshNet) run(ticks int) {
	for range ticks {
		n.tick()
	}
}

// together reports whether those that live are in one view of k members, linked.
func (n *meshNet) together(k int) bool {
	var first *MeshStatus
	for _, p := range n.nodes {
		if p.dead || p.Gone() {
			continue
		}
		st := p.Status()
		if first == nil {
			first = &st
		}
		if st.State != MeshPlaying || len(st.Members) != k || st.View.Branch != first.View.Branch || st.View.Number != first.View.Number || p.Self() == 0 {
			return false
		}
	}
	return first != nil
}

func (n *meshNet) describe() string {
	var b strings.Builder
	for _, p := range n.nodes {
		st := p.Status()
		fmt.Fprintf(&b, "%d: state %d, view %d of %x, %d members, settled %d, %d links, %q %q, dialed %v\n", p.index, st.State,
			st.View.Number, uint64(st.View.Branch.ID), len(st.Members), st.Settled, st.Links, st.Code, st.Text, p.dials)
	}
	return b.String()
}

// told reports whether a node was told an event of a kind.
func (p *node) told(kind MeshEventKind) bool {
	for _, e := range p.events {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

// same checks that all that play have settled the same game.
func (n *meshNet) same() {
	n.t.Helper()
	hashes := map[sim.Tick]uint64{}
	for range 40 { // they are not always at the same tick
		n.tick()
		for _, p := range n.nodes {
			if s := p.State(); s != nil && !p.dead && !p.Gone() {
				if h, ok := hashes[s.Tick()]; ok && h != s.Hash() {
					n.t.Fatalf("at tick %d two games differ\n%s", s.Tick(), n.describe())
				}
				hashes[s.Tick()] = s.Hash()
			}
		}
	}
}

// Peers that hear of one of them find all, play in one game, and each sees the
// others walk.
func TestMeshesJoin(t *testing.T) {
	for _, k := range []int{2, 5, 8} {
		n := newMeshNet(t, k)
		n.until(30, "all play", func() bool { return n.together(k) })
		n.until(15, "all are linked", func() bool {
			for _, p := range n.nodes {
				if p.Status().Links != k-1 {
					return false
				}
			}
			return true
		})
		for _, p := range n.nodes {
			p.SetNetem(peer.Process{}, netem.Config{Up: netem.Conditions{Latency: 50 * time.Millisecond}})
		}
		n.nodes[1].keys = sim.Right
		var before, after replica.View
		n.nodes[0].View(n.now, &before)
		n.run(60)
		n.nodes[0].View(n.now, &after)
		id := n.nodes[1].Self()
		if a, b := before.Player(id), after.Player(id); a == nil || b == nil || a.X >= b.X || !b.HasGhost || before.Self() == nil {
			t.Errorf("%d peers: the second player goes from %+v to %+v", k, a, b)
		}
		n.same()
		st := n.nodes[0].Status()
		if m := st.Members[1]; m.RTT < 25*time.Millisecond || m.RTT > 140*time.Millisecond || !m.Linked || m.ID != id {
			t.Errorf("%d peers: the first one sees %+v", k, m)
		}
		if len(n.nodes[0].Ranking()) != k {
			t.Errorf("%d peers: the ranking has %d", k, len(n.nodes[0].Ranking()))
		}
	}
}

// Another player's ghost is where its inputs are known to have led, and the path beyond
// it has a place for each guessed tick, the last one the present's. A guest is known as
// far as its host. The own player has no ghost.
func TestMeshShowsGuesses(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	ann, bob := n.nodes[0], n.nodes[1]
	g := n.guest(bob)
	n.until(5, "a guest plays", func() bool { return g.told("I|") && len(ann.State().Players()) == 4 })
	for i, p := range n.nodes { // the third one is slower, so less is settled than is known of Bob
		p.SetNetem(peer.Process{}, netem.Config{Up: netem.Conditions{Latency: time.Duration(60+60*(i/2)) * time.Millisecond}})
	}
	was := map[sim.Tick]replica.Point{} // where Bob really was
	tick := func() {
		n.tick()
		b := bob.peer.Guess().Player(bob.Self())
		was[bob.peer.Guess().Tick()] = replica.Point{X: b.X, Y: b.Y}
	}
	for range 120 {
		tick()
	}
	bob.keys = sim.Right
	var v replica.View
	moving := 0
	for range 40 {
		tick()
		ann.View(n.now, &v)
		st := ann.Status()
		member := st.Members[1]
		if st.Settled >= member.Known {
			t.Fatalf("%d is settled, %d known", st.Settled, member.Known)
		}
		p, guest := v.Player(bob.Self()), v.Player(bob.guests[0].id)
		if !p.HasGhost || len(p.GuessedPath) != member.Guessed || member.Guessed < 3 || len(guest.GuessedPath) != member.Guessed {
			t.Fatalf("%d ticks are guessed, the path is %v, the guest's %v", member.Guessed, p.GuessedPath, guest.GuessedPath)
		}
		if p.Ghost != was[member.Known] {
			t.Fatalf("the ghost is at %v; with those keys it was at %v", p.Ghost, was[member.Known])
		}
		if b, last := ann.peer.Guess().Player(p.ID), p.GuessedPath[len(p.GuessedPath)-1]; last != (replica.Point{X: b.X, Y: b.Y}) {
			t.Fatalf("the path ends at %v, the guess at %d, %d", last, b.X, b.Y)
		}
		if p.GuessedPath[0] != p.Ghost {
			moving++
		}
		if v.Self().HasGhost || len(v.Self().GuessedPath) > 0 {
			t.Fatal("one's own keys are guessed")
		}
	}
	if moving < 10 {
		t.Errorf("it walked in %d of 40 ticks", moving)
	}
}

// One that leaves, crashes, or returns.
func TestMeshesLeaveAndReturn(t *testing.T) {
	n := newMeshNet(t, 4)
	n.until(20, "all play", func() bool { return n.together(4) })
	n.nodes[0].Leave()
	n.until(6, "the first has left", func() bool { return n.nodes[0].Gone() && n.together(3) })

	id := n.nodes[3].Self()
	n.nodes[3].kill()
	killed := n.now
	n.until(4, "the others play on", func() bool { return n.together(2) })
	if took := n.now - killed; took > 600*time.Millisecond { // silence alone tells it later
		t.Errorf("with its links closed, it was out after %v", took)
	}
	if !n.nodes[1].told(MeshLost) {
		t.Error("nobody was told that the third is lost")
	}
	back := n.start(func(c *MeshConfig) { c.Peer.Signer = n.nodes[3].cfg.Peer.Signer })
	back.Learn(n.nodes[2].addr)
	n.until(10, "the lost one is back", func() bool { return n.together(3) })
	if back.Self() != id {
		t.Errorf("it was player %d, and is %d", id, back.Self())
	}
	n.until(3, "the others are told that it is back", func() bool { return n.nodes[1].told(MeshBack) })
	n.same()
}

// A program that stands still for three seconds gets its place back, and one that
// is cut off plays alone until it finds the others again.
func TestMeshesCutOff(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	n.nodes[1].halted = true
	n.run(180)
	n.nodes[1].halted = false
	n.until(10, "it is back", func() bool { return n.together(3) })

	p := n.nodes[2]
	n.unreachable = func(from, to int) bool { return (from == 2) != (to == 2) }
	p.Cut(peer.Process{}, 12*time.Second)
	for _, q := range n.nodes[:2] {
		q.Cut(p.Process(), 12*time.Second)
	}
	n.until(12, "it is alone", func() bool { return p.Status().Island && len(p.Status().Members) == 1 })
	n.until(1, "it knows that two of three are away", func() bool { st := p.Status(); return st.Away == 2 && st.Of == 3 })
	n.unreachable = nil
	n.until(30, "it is back", func() bool { return n.together(3) })
	if !p.told(MeshIsland) || !p.told(MeshMerged) {
		t.Errorf("it was told %+v", p.events)
	}
	n.same()
}

// Who may not play is told why.
func TestMeshRefuses(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*MeshConfig)
		code   string
	}{
		"password": {func(c *MeshConfig) { c.Password = "wrong" }, "password"},
		"rules":    {func(c *MeshConfig) { c.Rules = 9 }, "rules"},
		"game":     {func(c *MeshConfig) { c.Want = 77 }, "game"},
	} {
		n := &meshNet{t: t}
		n.start(func(c *MeshConfig) { begins(c); c.Password = "right" })
		p := n.start(func(m *MeshConfig) { m.Password = "right"; c.change(m) })
		p.Learn(n.nodes[0].addr)
		n.until(5, what, func() bool { return p.told(MeshRefused) })
		if st := p.Status(); st.Code != c.code || st.Text == "" || st.State != MeshMeeting || n.nodes[0].Status().Links != 0 {
			t.Errorf("%s: %q %q", what, st.Code, st.Text)
		}
		n.run(300)
		if len(p.dials) > 8 {
			t.Errorf("%s: dialed %d times", what, len(p.dials))
		}
	}
}

// A Mesh that is told no rules has those of this program, not any.
func TestMeshRules(t *testing.T) {
	n := newMeshNet(t, 1)
	if r := n.nodes[0].cfg.Rules; r == 0 || r != peer.RulesHash() {
		t.Errorf("its rules are %#x", r)
	}
}

// Two that cannot dial each other play through a third.
func TestMeshRelays(t *testing.T) {
	n := newMeshNet(t, 3)
	n.unreachable = func(from, to int) bool { return from+to == 3 }
	n.until(20, "all play", func() bool { return n.together(3) })
	n.run(300)
	n.until(1, "still", func() bool { return n.together(3) })
	n.same()
	for _, m := range n.nodes[1].Status().Members {
		if m.Relayed != (m.Process == n.nodes[2].Process()) {
			t.Errorf("relayed: %+v", m)
		}
	}
}

// One that can reach only a member that does not lead is let in, plays, and is let in
// again after it was away.
func TestMeshRelaysJoin(t *testing.T) {
	n := newMeshNet(t, 2)
	n.until(20, "two play", func() bool { return n.together(2) })
	n.unreachable = func(from, to int) bool { return from != 1 && to != 1 && (from == 2 || to == 2) }
	p := n.start(nil)
	p.Learn(n.nodes[1].addr)
	n.until(20, "the third plays", func() bool { return n.together(3) })
	p.halted = true
	n.until(5, "the others play on", func() bool { return len(n.nodes[0].Status().Members) == 2 })
	n.run(60)
	p.halted = false
	n.until(20, "it is back", func() bool { return n.together(3) })
	n.same()
}

// Strangers that say nothing, too much or nonsense cost no one else anything.
func TestMeshStrangers(t *testing.T) {
	n := newMeshNet(t, 2)
	n.until(20, "both play", func() bool { return n.together(2) })
	for i := range 1000 {
		near, far := mem.Pair()
		n.nodes[0].Accept(n.now, far, netip.AddrPortFrom(netip.AddrFrom4([4]byte{192, 0, byte(i / 200), byte(i)}), 1000))
		switch i % 4 {
		case 0:
			near.Send(link.Reliable, bytes.Repeat([]byte{0xff}, 100))
		case 1:
			for range 300 {
				near.Send(link.Reliable, []byte("G|hello|"))
			}
		case 2:
			near.Send(link.Reliable, nil)
		}
		if len(n.nodes[0].links) > maxStrangers+1 {
			t.Fatalf("%d links of strangers are open", len(n.nodes[0].links))
		}
		if i%50 == 0 {
			n.tick()
		}
	}
	n.run(600)
	if !n.together(2) || len(n.nodes[0].links) != 1 {
		t.Errorf("%d links\n%s", len(n.nodes[0].links), n.describe())
	}
	n.start(nil).Learn(n.nodes[0].addr)
	n.until(20, "a third is let in", func() bool { return n.together(3) })
}

// What is said reaches all, but for those who have muted the player.
func TestMeshesChat(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	n.nodes[2].Mute(n.nodes[1].Self(), true)
	if n.nodes[1].Say("  ") == nil || n.nodes[1].Rename("a\tb") == nil {
		t.Error("what is not valid is accepted")
	}
	if err := n.nodes[1].Say("hello"); err != nil {
		t.Fatal(err)
	}
	if err := n.nodes[0].Rename("Ann"); err != nil {
		t.Fatal(err)
	}
	heard := func(p *node, kind replica.EventKind, text string) bool {
		for _, e := range p.events {
			if e.Kind == MeshGame && e.Game.Kind == kind && e.Game.Text == text {
				return true
			}
		}
		return false
	}
	n.until(2, "all are told of the name", func() bool {
		for _, p := range n.nodes {
			if !heard(p, replica.EventRenamed, "P0") {
				return false
			}
		}
		return true
	})
	for i, p := range n.nodes {
		if heard(p, replica.EventChat, "hello") == (i == 2) {
			t.Errorf("%d: heard %+v", i, p.events)
		}
	}
	for _, p := range n.nodes[:2] {
		p.VoteOut(n.nodes[2].Self())
	}
	n.until(10, "one is voted out", func() bool { return n.nodes[2].Status().State == MeshEnded })
}

// All are told who votes for what and how many it takes, and what comes of it.
func TestMeshVotes(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	ann, bob, cat := n.nodes[0], n.nodes[1], n.nodes[2]
	told := func(voter *node, against string, votes int) {
		t.Helper()
		n.until(2, fmt.Sprintf("all are told of vote %d against %q", votes, against), func() bool {
			for _, p := range n.nodes {
				if !slices.ContainsFunc(p.events, func(e MeshEvent) bool {
					return e.Kind == MeshVoted && e.Process == voter.Process() && e.Game.ID == voter.Self() && e.Text == against && e.Votes == votes && e.Needed == 2
				}) {
					return false
				}
			}
			return true
		})
	}
	n.until(2, "nobody has voted", func() bool {
		v := bob.Votes()
		return v.Needed == 2 && v.Next == (MeshTally{}) && slices.Equal(v.Out, []MeshTally{{ID: ann.Self()}, {ID: cat.Self()}})
	})
	ann.VoteNext()
	told(ann, "", 1)
	if v := ann.Votes(); v.Next != (MeshTally{Votes: 1, Own: true}) {
		t.Errorf("own: %+v", v)
	}
	if v := bob.Votes(); v.Next != (MeshTally{Votes: 1}) {
		t.Errorf("another's: %+v", v)
	}
	bob.VoteOut(cat.Self())
	told(bob, "P2", 1)
	if v := bob.Votes(); !slices.Equal(v.Out, []MeshTally{{ID: ann.Self()}, {ID: cat.Self(), Votes: 1, Own: true}}) {
		t.Errorf("against one: %+v", v)
	}
	bob.VoteNext()
	told(bob, "", 2)
	n.until(2, "the level ends soon", func() bool { _, ends := cat.Countdown(n.now); return ends })
	n.until(5, "the next level", func() bool { _, level := bob.State().Level(); return level == 2 })
	if v := bob.Votes(); v.Next.Votes != 0 || v.Out[1].Votes != 0 {
		t.Errorf("in the next level: %+v", v)
	}
}

// Of two peers that dial each other at once, both keep the link that the smaller
// GUID has dialed.
func TestMeshesDialEachOther(t *testing.T) {
	n := newMeshNet(t, 2)
	n.nodes[0].Learn(n.nodes[1].addr)
	n.until(20, "both play", func() bool { return n.together(2) })
	a, b := n.nodes[0], n.nodes[1]
	if len(a.dials) == 0 || len(b.dials) == 0 {
		t.Fatalf("dialed %v and %v", a.dials, b.dials)
	}
	if len(a.links) != 1 || len(b.links) != 1 {
		t.Fatalf("%d and %d links", len(a.links), len(b.links))
	}
	pa, pb := a.Process(), b.Process()
	if smaller := bytes.Compare(pa.GUID[:], pb.GUID[:]) < 0; a.links[0].dialed != smaller || b.links[0].dialed == smaller {
		t.Error("they keep the other link")
	}
}

// Nothing passes between a peer and one that it has cut off, and the others go on to
// hear both; simulated conditions hold for the link to one peer, or for all.
func TestMeshCutAndNetem(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	ann, bob := n.nodes[0], n.nodes[1]
	slow := netem.Config{Up: netem.Conditions{Latency: 30 * time.Millisecond}}
	ann.SetNetem(bob.Process(), slow)
	for _, m := range ann.Status().Members {
		if want := m.Process == bob.Process(); (m.Netem == slow) != want {
			t.Errorf("%s: %+v", m.Name, m.Netem)
		}
	}
	if ann.IsCut() {
		t.Error("cut before")
	}
	ann.Cut(bob.Process(), 500*time.Millisecond)
	if n.run(25); !ann.IsCut() || bob.IsCut() {
		t.Error("not cut, or seen from the other end")
	}
	if n.run(10); ann.IsCut() {
		t.Error("cut for ever")
	}
	if n.run(60); !n.together(3) {
		t.Error("a short cut parts them\n" + n.describe())
	}
	ann.Cut(peer.Process{}, 500*time.Millisecond)
	if n.run(25); !ann.IsCut() {
		t.Error("a cut from all is none")
	}
	ann.SetNetem(peer.Process{}, netem.Config{})
	if got := ann.Netem(bob.Process()); got != (netem.Config{}) {
		t.Errorf("what is set for all leaves %+v", got)
	}
}
