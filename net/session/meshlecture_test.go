package session

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/wire/text"
)

var lectureGUID = [16]byte{0x6F, 0x96, 0x19, 0xFF}

// lecturePeer links a node with a peer of the lecture's P2P client.
func (n *meshNet) lecturePeer(p *node, dialed bool) *terminal {
	near, far := mem.Pair()
	p.AcceptLecturePeer(n.now, far, netip.MustParseAddrPort("192.0.2.1:8856"), lectureGUID, dialed)
	return &terminal{Link: near}
}

// heard returns how often a node was told that somebody said something.
func (p *node) heard(line string) (n int) {
	for _, e := range p.events {
		if e.Game.Kind == replica.EventChat && e.Game.Text == line {
			n++
		}
	}
	return n
}

// A lecture peer that has links with all plays once, as the guest of one of them, and
// what it sends to all counts once: walks, and whatever is no message.
func TestLecturePeerPlays(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	var links []*terminal
	for _, p := range n.nodes {
		links = append(links, n.lecturePeer(p, false), n.lecturePeer(p, true))
	}
	n.until(10, "all tell it who it is", func() bool {
		for _, l := range links {
			if l.last("I|") != links[0].last("I|") || !l.told("I|") {
				return false
			}
		}
		return true
	})
	n.run(120)
	if got := len(n.nodes[0].State().Players()); got != 4 {
		t.Fatalf("%d play", got)
	}
	var home *terminal
	for i, p := range n.nodes {
		if p.Status().Guests == 1 {
			home = links[2*i]
		}
	}
	for i, p := range n.nodes {
		guest := p.Status().Players[3]
		if host := n.nodes[slices.IndexFunc(n.nodes, func(p *node) bool { return p.Status().Guests == 1 })].Self(); guest.Host != host || !guest.Lecture {
			t.Errorf("%d: its host is %d: %+v", i, host, guest)
		}
	}
	id := links[0].id()
	toAll := func(bytes string) {
		for _, l := range links {
			l.says(bytes)
		}
	}
	x, _ := home.cell()
	dir, step := "r", 1
	if x > 5 {
		dir, step = "l", -1
	}
	walk := dir + "|" + id + "|"
	toAll(walk)
	n.until(2, "it walks", func() bool { now, _ := home.cell(); return now == x+step })
	n.run(60)
	if now, _ := home.cell(); now != x+step {
		t.Errorf("a step that is sent to all leads %d cells far", now-x)
	}
	toAll("hel")
	n.run(2)
	toAll("lo | 5%")
	n.until(2, "all hear", func() bool { return n.nodes[0].heard("hello | 5%") > 0 && n.nodes[2].heard("hello | 5%") > 0 })
	toAll("one\ntwo\n" + walk + "three")
	n.until(2, "all hear the lines", func() bool { return n.nodes[1].heard("three") > 0 })
	n.run(60)
	for _, line := range []string{"hello | 5%", "one", "two", "three"} {
		if got := n.nodes[0].heard(line); got != 1 {
			t.Errorf("%q is heard %d times", line, got)
		}
	}
	n.nodes[1].Say("hi")
	n.until(2, "it hears", func() bool { return home.told(fmt.Sprintf("C|%d|hi|", n.nodes[1].Self())) })
	for _, l := range links {
		if l.told("B|") || l.told("E|") || l != home && l.told("C|") {
			t.Errorf("a link is told %q", l.lines)
		}
	}
	n.same()
}

// A lecture peer whose home goes plays as another's guest.
func TestLecturePeerHomeLeaves(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	n.lecturePeer(n.nodes[1], false)
	n.until(2, "it plays", func() bool { return n.nodes[1].Status().Guests == 1 })
	l := n.lecturePeer(n.nodes[2], true)
	n.until(2, "the mirror tells it who it is", func() bool { return l.told("I|") })
	l.says("to its home")
	n.run(300)
	if n.nodes[2].Status().Guests != 0 {
		t.Fatal("it plays twice")
	}
	n.nodes[1].Leave()
	n.until(12, "it plays again", func() bool { return n.nodes[2].Status().Guests == 1 && l.count("I|") == 2 })
	n.until(2, "three play", func() bool { return len(n.nodes[0].State().Players()) == 3 })
	n.run(60)
	if n.nodes[0].heard("to its home") > 0 {
		t.Error("what was for its former home is said late")
	}
	l.Close()
	n.until(2, "it has left", func() bool { return len(n.nodes[0].State().Players()) == 2 })
}

// A lecture peer that is dialed plays when it says something, or in the end.
func TestLecturePeerDialed(t *testing.T) {
	n := newMeshNet(t, 1)
	n.tick()
	l := n.lecturePeer(n.nodes[0], true)
	n.run(60)
	if l.told("I|") {
		t.Error("it plays at once")
	}
	l.says("hello")
	n.until(1, "it plays and is heard", func() bool { return l.told("I|") && n.nodes[0].heard("hello") == 1 })
}

// Nonsense from lecture peers is chat, within limits, and costs no more than that.
func TestLecturePeerHostile(t *testing.T) {
	n := newMeshNet(t, 2)
	n.until(20, "both play", func() bool { return n.together(2) })
	l := n.lecturePeer(n.nodes[1], false)
	n.until(2, "it plays", func() bool { return l.told("I|") })
	for i := range 50 {
		l.says(strings.Repeat("\xff\x00|%", 500), "n|"+l.id()+"|Ann|", "I|1|A|", "\n\n  \n", fmt.Sprint("line ", i, "\n"))
		n.run(10)
	}
	n.run(120)
	said := 0
	for _, e := range n.nodes[0].events {
		if e.Game.Kind == replica.EventChat {
			said++
		}
		if e.Game.Kind == replica.EventRenamed {
			t.Error("it has another name")
		}
	}
	if said == 0 || said > 25 || l.told("B|") {
		t.Errorf("it says %d lines within 10 s, and is told %q", said, l.last("B|"))
	}
	alone := n.start(nil)
	early := n.lecturePeer(alone, false)
	for range 50 {
		early.says(strings.Repeat("x", 2000))
	}
	n.run(60)
	if got := len(alone.guests[0].lecture.buf); got == 0 || got > 2*text.SplitPlainSize {
		t.Errorf("%d bytes wait for a game", got)
	}
	for range 100 {
		n.lecturePeer(n.nodes[0], false)
	}
	n.run(60)
	if got := len(n.nodes[0].guests); got > maxLectureLinks {
		t.Errorf("%d links are open", got)
	}
	for i := range 8 { // peers beyond those that may play
		near, far := mem.Pair()
		n.nodes[1].AcceptLecturePeer(n.now, far, netip.AddrPort{}, [16]byte{1, byte(i)}, false)
		near.Send(link.Reliable, []byte("here"))
	}
	n.run(120)
	if st := n.nodes[1].Status(); st.Guests != peer.MaxGuests {
		t.Errorf("%d guests", st.Guests)
	}
	n.same()
}
