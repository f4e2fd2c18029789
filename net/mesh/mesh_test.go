package mesh

import (
	"bufio"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/discovery"
	"clew/net/peer"
	"clew/net/session"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for a state before it fails.
const patience = time.Minute

var openLevel = func() *maze.Level {
	m, err := maze.FromRows([]string{"##########", "#S......E#", "#........#", "#S......S#", "##########"})
	if err != nil {
		panic(err)
	}
	return &maze.Level{Name: "open", Maze: m}
}()

// start starts a peer on this computer; without addresses to join it begins a game.
func start(t *testing.T, index byte, name, password string, join ...string) *Mesh {
	t.Helper()
	return startWith(t, config(index, name, password, join...))
}

// config describes a peer on this computer.
func config(index byte, name, password string, join ...string) Config {
	cfg := Config{
		Listen: "127.0.0.1:0", Join: join,
		Session: session.MeshConfig{
			Password: password,
			Peer:     peer.Config{Nonce: uint64(index), Signer: peer.NewEd25519([32]byte{index}), Name: name},
		},
	}
	if len(join) == 0 {
		cfg.Session.Game = &peer.Game{Name: "Open", Level: openLevel, Seed: 7}
	}
	return cfg
}

func startWith(t *testing.T, cfg Config) *Mesh {
	t.Helper()
	m, err := Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

// waitFor waits until the session of a peer is as wanted.
func waitFor(t *testing.T, m *Mesh, what string, want func(s *session.Mesh) bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		var is bool
		var st session.MeshStatus
		m.Do(func(s *session.Mesh) { is, st = want(s), s.Status() })
		if is {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("waited for: %s; the status is %+v", what, st)
		}
	}
}

// members returns whether a game has so many members, all of them with a link of their own.
func members(n int) func(s *session.Mesh) bool {
	return func(s *session.Mesh) bool {
		st := s.Status()
		return st.State == session.MeshPlaying && len(st.Members) == n && st.Links == n-1
	}
}

func hears(text string) func(s *session.Mesh) bool {
	return func(s *session.Mesh) bool {
		for _, e := range s.Events() {
			if e.Game.Text == text {
				return true
			}
		}
		return false
	}
}

func say(t *testing.T, m *Mesh, text string) {
	t.Helper()
	m.Do(func(s *session.Mesh) {
		if err := s.Say(text); err != nil {
			t.Error(err)
		}
	})
}

// Three programs find together over real sockets, talk and walk, and play on when the one
// that began has left.
func TestPlayTogether(t *testing.T) {
	ann := start(t, 1, "Ann", "thread")
	ben := start(t, 2, "Ben", "thread", ann.Addr().String())
	waitFor(t, ben, "Ben plays", members(2))
	cy := start(t, 3, "Cy", "thread", fmt.Sprintf("localhost:%d", ben.Addr().Port()))
	for _, m := range []*Mesh{ann, ben, cy} {
		waitFor(t, m, "three are linked", members(3))
	}
	say(t, cy, "hello from Cy")
	waitFor(t, ann, "Ann hears Cy", hears("hello from Cy"))

	x := func(s *session.Mesh) int32 { return s.State().World().Player(s.Self()).X }
	var before int32
	var id sim.ID
	cy.Do(func(s *session.Mesh) { before, id = x(s), s.Self() })
	keys := sim.Right // or Left, if there is a wall
	waitFor(t, ann, "Ann sees Cy walk", func(s *session.Mesh) bool {
		cy.SetKeys(keys)
		keys ^= sim.Right | sim.Left
		return s.State().World().Player(id).X != before
	})

	ann.Close()
	for _, m := range []*Mesh{ben, cy} {
		waitFor(t, m, "two are left", members(2))
	}
}

func TestWrongPassword(t *testing.T) {
	ann := start(t, 1, "Ann", "thread")
	eve := start(t, 2, "Eve", "needle", ann.Addr().String())
	waitFor(t, eve, "Eve is refused", func(s *session.Mesh) bool {
		return strings.Contains(s.Status().Text, "password")
	})
}

// A person with nc plays as a guest, and whoever sends nonsense, or nothing, disturbs
// nobody.
func TestGuestAndStrangers(t *testing.T) {
	ann := start(t, 1, "Ann", "")
	dial := func(first string) net.Conn {
		c, err := net.Dial("tcp", ann.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		if _, err := c.Write([]byte(first)); err != nil {
			t.Fatal(err)
		}
		return c
	}
	dial("\xc1CLW\xff\xff\xff\xff and so on")
	dial("G|99|")
	dial("G|")
	dial("\xc1")
	guest := dial("")
	guest.SetReadDeadline(time.Now().Add(patience))
	lines := bufio.NewScanner(guest)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "I|") {
	}
	if lines.Err() != nil || lines.Text() == "" {
		t.Fatalf("the guest is not in the game: %q, %v", lines.Text(), lines.Err())
	}
	id := strings.Split(lines.Text(), "|")[1]
	fmt.Fprintf(guest, "c|%s|hello from nc|\n", id)
	waitFor(t, ann, "Ann hears the guest", hears("hello from nc"))
}

// A lecture peer that dials as soon as it has started, before it is confirmed to be one,
// plays as such: under the name that follows from its GUID.
func TestLecturePeerDialsAtOnce(t *testing.T) {
	m := start(t, 1, "Ann", "")
	guid := discovery.ID{0x6F, 0x96, 0x19, 0xFF}
	m.lecture.listen(func(buf []discovery.LecturePeer) []discovery.LecturePeer {
		return append(buf, discovery.LecturePeer{Addr: netip.MustParseAddr("127.0.0.1"), GUID: guid})
	})
	conn, err := net.Dial("tcp", m.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	waitFor(t, m, "its player", func(s *session.Mesh) bool {
		players := s.Status().Players
		return len(players) == 2 && players[1].Lecture && s.State().Player(players[1].ID).Name == "Peer 6F9619FF"
	})
}

// A port that is taken is no trouble, unless it has to be that one.
func TestPortIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	cfg := Config{
		Listen: l.Addr().String(), Strict: true,
		Session: session.MeshConfig{Peer: peer.Config{Signer: peer.NewEd25519([32]byte{1})}, Game: &peer.Game{Level: openLevel}},
	}
	if m, err := Start(cfg); err == nil {
		m.Close()
		t.Error("two programs listen on one port")
	}
	cfg.Strict = false
	m, err := Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if m.Addr().Port() == 0 || m.Addr().String() == l.Addr().String() {
		t.Errorf("it listens on %v", m.Addr())
	}
}
