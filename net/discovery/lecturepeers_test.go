package discovery

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// guidOf returns a bare GUID as the lecture's client sends it.
func guidOf(n byte) []byte {
	return append([]byte("{0102030"+string('A'+rune(n))+"-0506-0708-090A-0B0C0D0E0F10}"), 0)
}

func TestParseGUID(t *testing.T) {
	want := ID{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	for _, s := range []string{
		"{01020304-0506-0708-090A-0B0C0D0E0F10}\x00",
		"{01020304-0506-0708-090a-0b0c0d0e0f10}",
		"01020304-0506-0708-090A-0B0C0D0E0F10\n",
	} {
		if id, ok := parseGUID([]byte(s)); !ok || id != want {
			t.Errorf("%q is %v, %v", s, id, ok)
		}
	}
	for _, s := range []string{
		"", "\x00", "{}", "CLAN", strings.Repeat("1", 36), strings.Repeat("-", 36), strings.Repeat("1", 32),
		"{01020304-0506-0708-090A-0B0C0D0E0F10", "01020304-0506-0708-090A-0B0C0D0E0F10}",
		"{01020304-0506-0708-090A-0B0C0D0E0F1}", "{01020304-0506-0708-090A-0B0C0D0E0F1G}",
		"010203-040506-0708-090A-0B0C0D0E0F10", strings.Repeat("\x00", 64),
	} {
		if id, ok := parseGUID([]byte(s)); ok {
			t.Errorf("%q was taken for the GUID %v", s, id)
		}
	}
	for n := range 41 {
		parseGUID(guidOf(0)[:min(n, len(guidOf(0)))])
	}
}

// A GUID counts for 15 s, unless it is the ID of a Clew server.
func TestLecturePeersExpire(t *testing.T) {
	var l lecturePeers
	near := testNetwork("10.0.0.1")
	is := func(now time.Duration, peers, here bool) {
		t.Helper()
		if p, h := l.present(now, near); p != peers || h != here {
			t.Errorf("at %v: lecture peers %v, here %v; want %v, %v", now, p, h, peers, here)
		}
	}
	is(0, false, false)
	l.handle(0, addrPort(7, Port), guidOf(0))
	is(guidTTL-1, true, false)
	is(guidTTL, false, false)

	l.handle(guidTTL, addrPort(1, Port), guidOf(1))
	is(guidTTL, true, true)
	id, _ := parseGUID(guidOf(1))
	clew := newTestServer(1, 1)
	clew.id = id
	l.handle(guidTTL, clew.at, clew.beaconBytes())
	is(guidTTL, false, false)
	l.handle(guidTTL, addrPort(8, Port), guidOf(2))
	is(guidTTL, true, false)
	l.expire(2 * guidTTL)
	if len(l.guids)+len(l.clewIDs) > 0 {
		t.Errorf("%v and %v are kept", l.guids, l.clewIDs)
	}
}

// invent makes up a GUID.
func invent(n uint32) []byte { return append([]byte(idOf(uint64(n)).GUID()), 0) }

// An endless number of invented GUIDs and servers takes limited memory, and hides no
// lecture peer, neither when they come from its own address nor from all others.
func TestManyGUIDs(t *testing.T) {
	var l lecturePeers
	near := testNetwork("10.0.0.1")
	for i := range uint32(20_000) {
		f := newFakeServer(2+i%300, uint64(i)+1)
		l.handle(0, f.at, f.answer(nonce{}))
		l.handle(0, addrPort(2+i%300, Port), invent(1_000_000+i))
	}
	l.handle(time.Second, addrPort(7, Port), guidOf(3))
	l.handle(time.Second, addrPort(400, Port), guidOf(4))
	for from, ids := range l.guids {
		if len(ids) > maxGUIDsOfAddr || len(l.clewIDs[from]) > maxIDsOfAddr {
			t.Fatalf("of %v %d GUIDs and %d servers are kept", from, len(ids), len(l.clewIDs[from]))
		}
	}
	for _, n := range []byte{3, 4} {
		id, _ := parseGUID(guidOf(n))
		if !slices.ContainsFunc(l.list(time.Second, near, nil), func(p LecturePeer) bool { return p.GUID == id }) {
			t.Errorf("lecture peer %d is not listed among many", n)
		}
	}
	l.expire(guidTTL)
	if got := len(l.list(guidTTL, near, nil)); got != 2 {
		t.Errorf("%d are listed when those that were invented are silent", got)
	}
}

// GUIDs from more addresses than are stored count as lecture peers, but are not listed.
func TestManyAddresses(t *testing.T) {
	var l lecturePeers
	near := testNetwork("10.0.0.1")
	for i := range uint32(2000) {
		f := newFakeServer(2+i, 1)
		l.handle(0, f.at, f.answer(nonce{}))
		l.handle(0, addrPort(10_000+i, Port), invent(i+1))
	}
	if len(l.guids) > maxAddrs || len(l.clewIDs) > maxAddrs {
		t.Errorf("GUIDs of %d addresses and servers of %d are kept", len(l.guids), len(l.clewIDs))
	}
	l.guids = nil
	if peers, _ := l.present(guidTTL-1, near); !peers {
		t.Error("those that are not stored don't count")
	}
	if peers, _ := l.present(guidTTL, near); peers {
		t.Error("there is none any more")
	}
}

// A Clew peer's GUID is not taken for a lecture peer's, whether its beacon comes first,
// last or late; one that an attacker names from another address is.
func TestListLecturePeers(t *testing.T) {
	var l lecturePeers
	near := testNetwork("10.0.0.1")
	lecture, _ := parseGUID(guidOf(0))
	peer := newTestPeer(3, 77, 5)
	peer.id = idOf(77)
	expect := func(what string, now time.Duration, want ...LecturePeer) {
		t.Helper()
		if got := l.list(now, near, nil); !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	l.handle(0, addrPort(2, Port), guidOf(0))
	l.handle(0, addrPort(1, Port), guidOf(1))                         // this computer's
	l.handle(0, netip.MustParseAddrPort("192.0.2.1:9009"), guidOf(2)) // not of its networks
	l.handle(time.Second, addrPort(3, Port), invent(77))
	two := LecturePeer{addrPort(2, 0).Addr(), lecture, false}
	expect("no beacon yet", time.Second, two, LecturePeer{addrPort(3, 0).Addr(), idOf(77), false})
	l.handle(time.Second, peer.at, peer.beaconBytes())
	expect("its beacon", time.Second, two)
	two.Confirmed = true
	expect("the other is confirmed", confirmAfter, two)

	forged := newTestPeer(66, 0, 5)
	forged.id = lecture
	l.handle(3*time.Second, forged.at, forged.beaconBytes())
	expect("a beacon from another address", 3*time.Second, two)
	expect("it is silent", guidTTL)
}

// silenceTest is a runner on two networks, and what this computer answers there.
type silenceTest struct {
	runner
	near  networks
	dials []netip.Addr
	open  bool // something listens for lecture peers
}

func newSilenceTest(game uint16) *silenceTest {
	h := &silenceTest{near: append(testNetwork("10.0.0.1"), network{iface: "lo", prefix: netip.MustParsePrefix("127.0.0.1/8")})}
	h.runner = runner{gamePort: game, listener: &socket{}, overrides: overrides{port: Port, acceptsDial: func(own netip.Addr) bool {
		h.dials = append(h.dials, own)
		return h.open
	}}}
	return h
}

// targets returns which networks a broadcast goes to.
func (h *silenceTest) targets(now time.Duration) (names []string) {
	for _, p := range h.broadcastTargets(now, h.near) {
		names = append(names, p.iface)
	}
	return names
}

func TestAudience(t *testing.T) {
	all, self := []string{"lab", "lo"}, []string{"lo"}
	h := newSilenceTest(4242)
	expect := func(what string, now time.Duration, want []string, dials int) {
		t.Helper()
		if got := h.targets(now); !slices.Equal(got, want) || len(h.dials) != dials {
			t.Errorf("%s: %v heard it after %d dials, want %v after %d", what, got, len(h.dials), want, dials)
		}
	}
	expect("at first it listens", 0, self, 0)
	expect("and for long enough", initialSilence-1, self, 0)
	if err := h.problems.latest(); err != nil {
		t.Error("it only listens, and says", err)
	}
	expect("nobody is there", initialSilence, all, 0)

	now := time.Minute
	h.lecturePeers.handle(now, addrPort(7, Port), guidOf(0))
	expect("a lecture peer", now, self, 1)
	if err := h.problems.latest(); err != errSilenced {
		t.Error("it says", err)
	}
	expect("is not dialed for at once again", now+dialInterval-1, self, 1)
	h.open = true
	expect("now something listens", now+dialInterval, all, 2)
	expect("but may end at any time", now+dialInterval+time.Second, self, 2)
	expect("so it is asked again", now+2*dialInterval, all, 3)
	expect("the lecture peer has gone", now+guidTTL, all, 3)
	if err := h.problems.latest(); err != nil {
		t.Error("it still says", err)
	}

	now = time.Hour
	h.lecturePeers.handle(now, addrPort(1, Port), guidOf(0))
	expect("a lecture peer on this computer", now, self, 3)

	h.listener = nil
	expect("who can't hear them goes on", now, all, 3)

	h = newSilenceTest(lecturePort)
	h.lecturePeers.handle(0, addrPort(7, Port), guidOf(0))
	expect("a game that lecture peers can dial", 0, all, 0)
}

// A datagram to a single address may reach a lecture peer too: a query from the
// broadcast port gets no answer while there are any.
func TestPortOfBroadcastsIsNotAnswered(t *testing.T) {
	s := isolated(t)
	ear, err := openListener(s.port)
	if err != nil {
		t.Fatal(err)
	}
	defer ear.close()
	own, err := openSocket(netip.MustParseAddrPort("127.0.0.1:0"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer own.close()
	r := runner{overrides: s, gamePort: 4242, unicast: own, listener: ear, started: time.Now().Add(-time.Hour)}
	r.lecturePeers.handle(r.now(), addrPort(7, Port), guidOf(0))
	to := netip.AddrPortFrom(netip.MustParseAddr("127.255.255.255"), s.port)
	r.send(to, []byte("hushed"))
	r.lecturePeers = lecturePeers{}
	r.send(to, []byte("heard"))
	buf := make([]byte, 16)
	n, _, err := ear.conn.ReadFromUDPAddrPort(buf)
	if err != nil || string(buf[:n]) != "heard" {
		t.Errorf("it heard %q, %v", buf[:n], err)
	}
}

// When the program that had the port to itself exits, broadcasts are received, and the
// problem is resolved.
func TestPortBecomesFree(t *testing.T) {
	s := isolated(t)
	occupied, err := openSocket(netip.MustParseAddrPort("0.0.0.0:0"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer occupied.close()
	s.port = portOf(occupied)
	f := find(t, FindOptions{overrides: s})
	until(t, "it says so", func() bool { return f.LastError() != nil })
	occupied.close()
	until(t, "it hears", func() bool { return f.LastError() == nil })
	b := announce(t, s, "0.0.0.0:8856", Info{Name: "Crete"})
	until(t, "the server is found", func() bool {
		got := f.Servers(nil)
		return len(got) == 1 && got[0].ID == b.ID()
	})
}
