package session

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/net/clonetest"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/peerwire"
)

// clone returns a copy of the whole network.
func (n *meshNet) clone() *meshNet {
	c := &meshNet{t: n.t, now: n.now, unreachable: n.unreachable}
	copies := map[link.Link]link.Link{}
	carry := func(l link.Link) link.Link {
		if _, done := copies[l]; !done {
			copies[l], copies[mem.Peer(l)] = mem.Clone(l)
		}
		return copies[l]
	}
	for _, p := range n.nodes {
		q := *p
		q.Mesh = p.Clone(carry)
		q.raw = nil
		for _, l := range p.raw {
			q.raw = append(q.raw, carry(l))
		}
		q.events, q.dials = slices.Clone(p.events), slices.Clone(p.dials)
		c.nodes = append(c.nodes, &q)
	}
	return c
}

// summary says how a node stands.
func (p *node) summary() string {
	text := fmt.Sprint(p.Mesh.Status(), p.events, p.dials, p.Ranking())
	if s := p.State(); s != nil {
		text += fmt.Sprint(s.Hash())
	}
	return text
}

// A network of peers and its copy, given the same, go on equal, and share nothing that
// changes: while some join, over bad links, and one is lost.
func TestMeshCloneGoesOnEqual(t *testing.T) {
	n := newMeshNet(t, 3)
	for _, p := range n.nodes {
		p.SetNetem(peer.Process{}, netem.Config{Up: netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 10 * time.Millisecond, Loss: 2}})
	}
	guest, lecturePeer := n.guest(n.nodes[1]), n.lecturePeer(n.nodes[0], true)
	lecturePeer.says("half of a")
	n.nodes[1].raw, n.nodes[0].raw = append(n.nodes[1].raw, guest.Link), append(n.nodes[0].raw, lecturePeer.Link)
	var c *meshNet
	compare := func() {
		t.Helper()
		for i, p := range n.nodes {
			if a, b := p.summary(), c.nodes[i].summary(); a != b {
				t.Fatalf("at %v, node %d:\n%s\nits copy:\n%s", n.now, i, a, b)
			}
		}
	}
	fork := func() {
		t.Helper()
		c = n.clone()
		for i, p := range n.nodes {
			if shared := clonetest.Shared(p.Mesh, c.nodes[i].Mesh, constant...); len(shared) > 0 {
				t.Fatalf("at %v, node %d shares %q", n.now, i, shared)
			}
		}
	}
	both := func(do func(n *meshNet)) { do(n); do(c) }
	run := func(n *meshNet) { n.run(40) }
	for range 8 { // they shake hands, and join
		fork()
		both(run)
		compare()
	}
	if !n.together(3) {
		t.Fatal("they do not play\n" + n.describe())
	}
	both(func(n *meshNet) {
		n.start(nil).Learn(n.nodes[1].addr)
		n.nodes[0].keys = 1
		n.nodes[2].kill()
		n.nodes[0].Say("hello")
	})
	for range 12 {
		both(run)
		compare()
	}
	if !c.together(3) {
		t.Error("the copies do not play\n" + c.describe())
	}
	c.run(60) // the original is not in its way
	before := n.nodes[0].State().Tick()
	if c.nodes[0].State().Tick() < before+50 {
		t.Errorf("the copy is at tick %d, the original at %d", c.nodes[0].State().Tick(), before)
	}
}

// constant are the kinds of what does not change once it is made.
var constant = []reflect.Type{
	reflect.TypeFor[*maze.Level](), reflect.TypeFor[*maze.Maze](), reflect.TypeFor[peer.Signer](), reflect.TypeFor[*peer.Value](),
	reflect.TypeFor[*peer.Report](), reflect.TypeFor[*peer.Presence](), reflect.TypeFor[*peer.Game](), reflect.TypeFor[netip.Addr](), reflect.TypeFor[*peerwire.Meet](),
	reflect.TypeFor[peerwire.Handshake](), // its parts are replaced, not changed
}
