package lan

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// guidOf is a bare GUID as the lecture's client says it.
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
func TestLectures(t *testing.T) {
	var l lectures
	near := lab("10.0.0.1")
	is := func(now time.Duration, peers, here bool) {
		t.Helper()
		if p, h := l.peers(now, near); p != peers || h != here {
			t.Errorf("at %v: lecture peers %v, here %v; want %v, %v", now, p, h, peers, here)
		}
	}
	is(0, false, false)
	l.hear(0, at(7, Port), guidOf(0))
	is(guidMemory-1, true, false)
	is(guidMemory, false, false)

	l.hear(guidMemory, at(1, Port), guidOf(1))
	is(guidMemory, true, true)
	id, _ := parseGUID(guidOf(1))
	clew := newNode(1, 1)
	clew.id = id
	l.hear(guidMemory, clew.at, clew.says())
	is(guidMemory, false, false)
	l.hear(guidMemory, at(8, Port), guidOf(2))
	is(guidMemory, true, false)
	l.forget(2 * guidMemory)
	if len(l.guids)+len(l.clews) > 0 {
		t.Errorf("%v and %v are kept", l.guids, l.clews)
	}
}

// Whoever makes up GUIDs and servers without end takes no more than some
// memory, and hides no lecture peer.
func TestManyGUIDs(t *testing.T) {
	var l lectures
	near := lab("10.0.0.1")
	for i := range uint32(2000) {
		f := newFake(9, uint64(i)+1)
		l.hear(0, f.at, f.says(nonce{}))
		b := guidOf(0)
		const digits = "0123456789ABCDEF"
		for j, v := range binary.BigEndian.AppendUint32(nil, i) {
			b[1+2*j], b[2+2*j] = digits[v>>4], digits[v&15]
		}
		l.hear(0, at(9, Port), b)
	}
	if len(l.guids) > maxGUIDs || len(l.clews) > maxGUIDs {
		t.Errorf("%d GUIDs and %d servers are kept", len(l.guids), len(l.clews))
	}
	l.hear(time.Second, at(7, Port), guidOf(3))
	l.forget(guidMemory)
	if peers, _ := l.peers(guidMemory, near); !peers {
		t.Error("a lecture peer is not seen among many")
	}
	if peers, _ := l.peers(guidMemory+time.Second, near); peers {
		t.Error("there is none any more")
	}
}

// hush is a runner on two networks, and what this computer answers there.
type hush struct {
	runner
	near  places
	dials []netip.Addr
	open  bool // something listens for lecture peers
}

func newHush(game uint16) *hush {
	h := &hush{near: append(lab("10.0.0.1"), place{name: "lo", own: netip.MustParsePrefix("127.0.0.1/8")})}
	h.runner = runner{game: game, shared: &socket{}, setup: setup{port: Port, answers: func(own netip.Addr) bool {
		h.dials = append(h.dials, own)
		return h.open
	}}}
	return h
}

// hears tells which networks hear a broadcast.
func (h *hush) hears(now time.Duration) (names []string) {
	for _, p := range h.audience(now, h.near) {
		names = append(names, p.name)
	}
	return names
}

func TestAudience(t *testing.T) {
	all, self := []string{"lab", "lo"}, []string{"lo"}
	h := newHush(4242)
	expect := func(what string, now time.Duration, want []string, dials int) {
		t.Helper()
		if got := h.hears(now); !slices.Equal(got, want) || len(h.dials) != dials {
			t.Errorf("%s: %v heard it after %d dials, want %v after %d", what, got, len(h.dials), want, dials)
		}
	}
	expect("at first it listens", 0, self, 0)
	expect("and for long enough", listenFirst-1, self, 0)
	if err := h.trouble.newest(); err != nil {
		t.Error("it only listens, and says", err)
	}
	expect("nobody is there", listenFirst, all, 0)

	now := time.Minute
	h.lectures.hear(now, at(7, Port), guidOf(0))
	expect("a lecture peer", now, self, 1)
	if err := h.trouble.newest(); err != errHushed {
		t.Error("it says", err)
	}
	expect("is not dialed for at once again", now+dialEvery-1, self, 1)
	h.open = true
	expect("now something listens", now+dialEvery, all, 2)
	expect("but may end at any time", now+dialEvery+time.Second, self, 2)
	expect("so it is asked again", now+2*dialEvery, all, 3)
	expect("the lecture peer has gone", now+guidMemory, all, 3)
	if err := h.trouble.newest(); err != nil {
		t.Error("it still says", err)
	}

	now = time.Hour
	h.lectures.hear(now, at(1, Port), guidOf(0))
	expect("a lecture peer on this computer", now, self, 3)

	h.shared = nil
	expect("who can't hear them goes on", now, all, 3)

	h = newHush(lecturePort)
	h.lectures.hear(0, at(7, Port), guidOf(0))
	expect("a game that lecture peers can dial", 0, all, 0)
}

// What is sent to one address may be heard by a lecture peer, too: what asks
// from the port of broadcasts gets no answer while there are any.
func TestPortOfBroadcastsIsNotAnswered(t *testing.T) {
	s := alone(t)
	ear, err := openShared(s.port)
	if err != nil {
		t.Fatal(err)
	}
	defer ear.close()
	own, err := open(netip.MustParseAddrPort("127.0.0.1:0"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer own.close()
	r := runner{setup: s, game: 4242, own: own, shared: ear, begin: time.Now().Add(-time.Hour)}
	r.lectures.hear(r.now(), at(7, Port), guidOf(0))
	to := netip.AddrPortFrom(netip.MustParseAddr("127.255.255.255"), s.port)
	r.send(to, []byte("hushed"))
	r.lectures = lectures{}
	r.send(to, []byte("heard"))
	buf := make([]byte, 16)
	n, _, err := ear.conn.ReadFromUDPAddrPort(buf)
	if err != nil || string(buf[:n]) != "heard" {
		t.Errorf("it heard %q, %v", buf[:n], err)
	}
}

// When the program that had the port for itself has ended, broadcasts are heard
// from then on, and the problem is one no more.
func TestPortBecomesFree(t *testing.T) {
	s := alone(t)
	occupied, err := open(netip.MustParseAddrPort("0.0.0.0:0"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer occupied.close()
	s.port = portOf(occupied)
	f := find(t, Options{setup: s})
	until(t, "it says so", func() bool { return f.Problem() != nil })
	occupied.close()
	until(t, "it hears", func() bool { return f.Problem() == nil })
	b := announce(t, s, "0.0.0.0:8856", Info{Name: "Crete"})
	until(t, "the server is found", func() bool {
		got := f.Servers(nil)
		return len(got) == 1 && got[0].ID == b.ID()
	})
}
