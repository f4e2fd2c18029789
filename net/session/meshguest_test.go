package session

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/peer"
	"clew/net/replica"
)

// terminal is a person with nc, or worse.
type terminal struct {
	link.Link
	lines []string // that it was sent
	ended bool     // its link was closed
}

// guest connects a terminal to a node.
func (n *meshNet) guest(p *node) *terminal {
	near, far := mem.Pair()
	p.AcceptGuest(n.now, far, netip.MustParseAddrPort("192.0.2.1:1"))
	return &terminal{Link: near}
}

// says sends messages.
func (g *terminal) says(msgs ...string) {
	for _, s := range msgs {
		g.Send(link.Reliable, []byte(s))
	}
}

// read reads what has come.
func (g *terminal) read() []string {
	for {
		msg, err := g.Receive()
		g.ended = g.ended || err != nil
		if msg == nil {
			return g.lines
		}
		g.lines = append(g.lines, string(msg))
	}
}

// count returns how many of the lines begin so.
func (g *terminal) count(begins string) (n int) {
	for _, l := range g.read() {
		if strings.HasPrefix(l, begins) {
			n++
		}
	}
	return n
}

// told reports whether a line begins so.
func (g *terminal) told(begins string) bool { return g.count(begins) > 0 }

// last returns the last line that begins so.
func (g *terminal) last(begins string) (last string) {
	for _, l := range g.read() {
		if strings.HasPrefix(l, begins) {
			last = l
		}
	}
	return last
}

// id returns the guest's ID, as a field.
func (g *terminal) id() string { return strings.Split(g.last("I|"), "|")[1] }

// cell returns the cell that the guest was shown itself in.
func (g *terminal) cell() (x, y int) {
	f := strings.Split(g.last("U|"+g.id()+"|"), "|")
	fmt.Sscan(f[3], &x)
	fmt.Sscan(f[4], &y)
	return x, y
}

// playing starts two peers with a guest of the second.
func playing(t *testing.T) (*meshNet, *terminal) {
	n := newMeshNet(t, 2)
	n.until(20, "both play", func() bool { return n.together(2) })
	g := n.guest(n.nodes[1])
	n.until(2, "the guest plays", func() bool { return g.told("I|") })
	return n, g
}

// A guest is shown the maze, walks a cell at a time, chats and quits.
func TestGuestPlays(t *testing.T) {
	n, g := playing(t)
	id, first := g.id(), g.read()
	if want := []string{"I|" + id + "|", "M|10|5|", "m|0|##########|", "m|1|#S......E#|"}; len(first) < 10 ||
		!strings.HasPrefix(first[0], want[0]) || !slices.Equal(first[1:4], want[1:]) || g.count("U|") != 3 {
		t.Fatalf("a guest is shown %q", first)
	}
	if st := n.nodes[1].Status(); st.Guests != 1 || len(n.nodes[0].State().Players()) != 3 {
		t.Errorf("%d guests, %d players", st.Guests, len(n.nodes[0].State().Players()))
	}

	for i, p := range n.nodes {
		want := []MeshPlayer{{ID: n.nodes[0].Self()}, {ID: n.nodes[1].Self()}, {ID: n.nodes[1].guests[0].id, Host: n.nodes[1].Self()}}
		if got := p.Status().Players; !slices.Equal(got, want) {
			t.Errorf("%d: the players are %+v; want %+v", i, got, want)
		}
	}

	x, y := g.cell()
	dir, step := "r", 1
	if x > 5 {
		dir, step = "l", -1
	}
	walk := dir + "|" + id + "|"
	for i := 1; i <= 3; i++ {
		g.says(walk)
		n.until(2, "a step", func() bool { now, _ := g.cell(); return now == x+step*i })
		n.run(60)
		b := n.nodes[0].State().World().Player(n.nodes[1].guests[0].id)
		if off := b.X - int32(x+step*i)*sim.CellUnits - sim.CellUnits/2; max(off, -off) > sim.WalkSpeed {
			t.Errorf("step %d ends %d units beside the middle of a cell", i, off)
		}
	}
	g.says(walk, walk) // one waits for the other
	n.until(3, "two more steps", func() bool { now, _ := g.cell(); return now == x+step*5 })
	n.run(120)
	if nowX, nowY := g.cell(); nowX != x+step*5 || nowY != y || g.count("U|"+id+"|") != 6 {
		t.Errorf("five steps from %d, %d lead to %d, %d", x, y, nowX, nowY)
	}

	told := g.count("U|" + id + "|")
	wall := map[int]string{1: "u|", 2: "r|", 3: "d|"}[y] + id + "|"
	if y == 2 {
		t.Fatalf("the guest starts in row 2")
	}
	g.says(wall)
	n.until(2, "its cell again, before a wall", func() bool { return g.count("U|"+id+"|") == told+1 })

	g.says("c|"+id+"|hello|", "n|"+id+"|Nan|")
	n.until(2, "a guest is heard, and has a name", func() bool {
		said, named := false, false
		for _, e := range n.nodes[0].events {
			said = said || e.Game.Kind == replica.EventChat && e.Game.Text == "hello"
			named = named || e.Game.Kind == replica.EventRenamed && e.Game.Name == "Nan"
		}
		return said && named
	})
	n.nodes[0].Say("hi")
	n.until(2, "a guest hears", func() bool { return g.told(fmt.Sprintf("C|%d|hi|", n.nodes[0].Self())) })
	if g.told("C|"+id) || g.told("E|") {
		t.Errorf("a guest is told %q", g.lines)
	}

	g.says("q|" + id + "|")
	n.until(2, "it has left", func() bool { return len(n.nodes[0].State().Players()) == 2 })
	if !g.told("B|quit: ") || !g.ended || n.nodes[1].Status().Guests != 0 {
		t.Errorf("one that quits is told %q", g.last("B|"))
	}
	n.same()
}

// A guest leaves when its link ends, or with its host.
func TestGuestLeavesWithHost(t *testing.T) {
	n, g := playing(t)
	other := n.guest(n.nodes[0])
	n.until(2, "four play", func() bool { return len(n.nodes[0].State().Players()) == 4 && other.told("I|") })
	n.nodes[1].Leave()
	n.until(6, "host and guest have left", func() bool { return n.nodes[1].Gone() && len(n.nodes[0].State().Players()) == 2 })
	if !g.told("B|stop: ") || !g.ended {
		t.Errorf("the guest is told %q", g.last("B|"))
	}
	if !other.told("L|" + g.id() + "|") {
		t.Error("the other guest is not told that it has left")
	}
	other.Close()
	n.until(2, "the other guest has left", func() bool { return len(n.nodes[0].State().Players()) == 1 })
}

// The fifth guest of a peer is refused in words, and one that has left makes room.
// One that never said anything makes way.
func TestGuestsFull(t *testing.T) {
	n := newMeshNet(t, 1)
	host := n.nodes[0]
	var guests []*terminal
	for range peer.MaxGuests {
		guests = append(guests, n.guest(host))
	}
	n.until(2, "four guests play", func() bool { return host.Status().Guests == peer.MaxGuests })
	fifth := n.guest(host)
	n.until(1, "the fifth has to go", func() bool { return fifth.told("B|full: this peer has 4 guests already") && fifth.ended })

	guests[3].says("q|" + guests[3].last("I|")[2:3] + "|")
	n.until(1, "it quits", func() bool { guests[3].read(); return guests[3].ended })
	sixth := n.guest(host)
	n.until(3, "another plays in its place", func() bool { return sixth.told("I|") })

	for _, g := range []*terminal{guests[0], guests[1], sixth} {
		g.says("c|" + g.id() + "|here|")
	}
	n.run(int(guestSpeechless / replica.TickDuration))
	seventh := n.guest(host)
	n.until(3, "the one that says nothing makes way", func() bool { return guests[2].told("B|full: ") && seventh.told("I|") })
	if !host.told(MeshGuestTold) {
		t.Error("the host is not told")
	}
	if st := host.Status(); st.Guests != peer.MaxGuests {
		t.Errorf("%d guests", st.Guests)
	}
}

// What is wrong is answered, and hurts nobody.
func TestGuestHostile(t *testing.T) {
	n, g := playing(t)
	id := g.id()
	x, y := g.cell()
	for _, bad := range []struct{ msg, code string }{
		{"r|99|", "id"}, {"c|99|I am you|", "id"}, {"q|99|", "id"}, {"n|99|x|", "id"},
		{"r|x|", "number"}, {"zz", "type"}, {"c|" + id + "|%ff|", "text"}, {"", "form"},
		{"c|" + id + "|" + strings.Repeat("a", 600) + "|", "long"}, {"I|1|A|", "type"},
	} {
		before := g.count("E|")
		g.says(bad.msg)
		n.until(1, bad.msg, func() bool { return g.count("E|") > before })
		if got := g.last("E|"); bad.msg != "" && !strings.HasPrefix(got, "E|"+bad.code+"|") {
			t.Errorf("%.20q is answered by %q", bad.msg, got)
		}
		n.run(60)
	}
	for _, e := range n.nodes[0].events {
		if e.Game.Text == "I am you" {
			t.Error("a guest speaks for another")
		}
	}
	if nowX, nowY := g.cell(); nowX != x || nowY != y {
		t.Error("the guest has moved")
	}

	for range 40 { // a second of a key that is held
		g.says("r|" + id + "|")
	}
	n.until(3, "too many moves are dropped", func() bool { return g.told("E|busy|") })
	for range 10 {
		g.says("c|" + id + "|again|")
	}
	n.run(120)
	if g.told("B|") {
		t.Fatalf("a guest that holds a key is told %q", g.last("B|"))
	}
	again := 0
	for _, e := range n.nodes[0].events {
		if e.Game.Text == "again" {
			again++
		}
	}
	if again < guestChatBurst || again > guestChatBurst+3 {
		t.Errorf("of ten that were said at once, %d were heard", again)
	}

	for range guestStrikes + 5 {
		g.says("zz")
	}
	n.until(3, "too many bad messages", func() bool { return g.told("B|flood: ") && g.ended })
	n.until(3, "it has left", func() bool { return len(n.nodes[0].State().Players()) == 2 })

	flood := n.guest(n.nodes[1])
	n.until(2, "the next guest plays", func() bool { return flood.told("I|") })
	for s := 0; s < 30 && !flood.ended; s++ {
		for range 400 {
			flood.says("u|" + flood.id() + "|")
		}
		n.run(60)
		flood.read()
	}
	if got := flood.count("E|busy|"); !flood.told("B|flood: ") || got > 20*(guestReports+2) {
		t.Errorf("a flood is told %d times that it is one, and %q", got, flood.last("B|"))
	}
	for range 300 {
		n.guest(n.nodes[1])
		if len(n.nodes[1].guests) > peer.MaxGuests+maxGuestsWaiting {
			t.Fatalf("%d guests", len(n.nodes[1].guests))
		}
	}
	n.run(60)
	if len(n.nodes[1].guests) > peer.MaxGuests || !n.together(2) {
		t.Errorf("%d guests\n%s", len(n.nodes[1].guests), n.describe())
	}
	n.same()
}

// Whoever plays as a guest in a game with a password has to know it, and gets few tries.
func TestGuestPassword(t *testing.T) {
	n := &meshNet{t: t}
	n.start(func(c *MeshConfig) { begins(c); c.Password = "sesame" })
	n.tick()
	g, silent := n.guest(n.nodes[0]), n.guest(n.nodes[0])
	g.says("c|1|open|", "c|1|sesame|", "r|1|")
	n.run(30)
	if g.told("I|") || g.count("E|password|") != 3 || g.count("E|busy|") != 1 {
		t.Errorf("it is told %q", g.lines)
	}
	n.run(int(guestPasswordPause / replica.TickDuration))
	g.says("c|1|sesame|")
	n.until(2, "it plays", func() bool { return g.told("I|") })
	n.until(int(guestLogin/time.Second)+1, "the other has to go", func() bool { return silent.told("B|timeout: ") })
	if silent.told("I|") {
		t.Error("one without the password plays")
	}
}

// A guest goes with its host: to an island, and back into the game of the others.
func TestGuestGoesWithHost(t *testing.T) {
	n := newMeshNet(t, 3)
	n.until(20, "all play", func() bool { return n.together(3) })
	p := n.nodes[2]
	g := n.guest(p)
	n.until(2, "the guest plays", func() bool { return g.told("I|") })
	n.unreachable = func(from, to int) bool { return (from == 2) != (to == 2) }
	p.Cut(peer.Process{}, 6*time.Second)
	for _, q := range n.nodes[:2] {
		q.Cut(p.Process(), 6*time.Second)
	}
	n.until(12, "it is alone", func() bool { return p.Status().Island && len(p.Status().Members) == 1 })
	shown := g.count("M|")
	n.unreachable = nil
	n.until(30, "it is back", func() bool { return n.together(3) && p.Status().Guests == 1 })
	n.until(2, "the guest is shown the level again", func() bool { return g.count("M|") > shown })
	for _, s := range []*node{p, n.nodes[0]} {
		n.until(2, "its player is there", func() bool { b := s.State().Players(); return len(b) == 4 && !b[3].Disconnected })
	}
	told := g.count("U|" + g.id() + "|")
	g.says("u|"+g.id()+"|", "d|"+g.id()+"|", "l|"+g.id()+"|", "r|"+g.id()+"|")
	n.until(4, "it walks, or stands before walls", func() bool { return g.count("U|"+g.id()+"|") >= told+4 })
	if g.told("B|") {
		t.Errorf("it is told %q", g.last("B|"))
	}
	n.same()
}
