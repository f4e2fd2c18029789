package tracker

import (
	"net/netip"
	"os"
	"reflect"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVar); role != "" {
		os.Exit(runRole(role))
	}
	goleak.VerifyTestMain(m)
}

// tester asks a tracker at a time of its own.
type tester struct {
	*Tracker
	t   *testing.T
	now time.Duration
}

func newTester(t *testing.T) *tester { return &tester{New([32]byte{7}), t, time.Hour} }

// ask sends a request with a cookie from an address, and returns the answer, whose
// kind is 0 if there was none.
func (s *tester) ask(from netip.AddrPort, m message) message {
	s.t.Helper()
	m.format, m.cookie = format, s.cookies.Sign(from, s.now)
	b := s.Handle(nil, s.now, from, m.append(nil))
	if b == nil {
		return message{}
	}
	answer, err := parse(b)
	if err != nil || answer.nonce != m.nonce {
		s.t.Fatalf("the answer is % x, %v", b, err)
	}
	return answer
}

func announcement(port uint16) message {
	m := examples()[0].message
	m.game.Addr = netip.AddrPortFrom(netip.Addr{}, port)
	return m
}

// announce announces a game, and returns whether it was accepted, or why not.
func (s *tester) announce(from netip.Addr, port uint16) (bool, refusal) {
	s.t.Helper()
	a := s.ask(netip.AddrPortFrom(from, 40000), announcement(port))
	return a.kind == accepted, a.reason
}

// all returns what an address is told of, page by page.
func (s *tester) all(asker netip.Addr) (games []Game) {
	s.t.Helper()
	var last netip.AddrPort
	for {
		p := s.ask(netip.AddrPortFrom(asker, 50000), message{kind: list, addr: last})
		if p.kind != page {
			s.t.Fatalf("the answer is %+v", p)
		}
		games = append(games, p.games...)
		if !p.more {
			return games
		}
		last = p.games[len(p.games)-1].Addr
		s.now += time.Second / pagesPerAddr
	}
}

// publicAddr returns an IPv4 address of the internet; each 65,536 are one network.
func publicAddr(n uint32) netip.Addr {
	n += 20 << 24
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// A game is listed from its first announcement until it is withdrawn, or not
// announced for a minute.
func TestGameComesAndGoes(t *testing.T) {
	s := newTester(t)
	if ok, _ := s.announce(publicAddr(1), 8856); !ok {
		t.Fatal("not accepted")
	}
	want := examples()[0].game
	want.Addr = netip.AddrPortFrom(publicAddr(1), 8856)
	if got := s.all(publicAddr(2)); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Fatalf("listed: %+v, want %+v", got, want)
	}
	s.ask(netip.AddrPortFrom(publicAddr(3), 40000), message{kind: withdraw, game: want})
	if len(s.all(publicAddr(2))) != 1 {
		t.Error("withdrawn by somebody else")
	}
	s.now += gameTimeout - time.Second
	s.announce(publicAddr(1), 8856)
	s.now += gameTimeout - time.Second
	if len(s.all(publicAddr(2))) != 1 {
		t.Error("gone, although it was announced again")
	}
	s.now += 2 * time.Second
	if got := s.all(publicAddr(2)); len(got) != 0 || len(s.table.perAddr)+len(s.table.perNet)+len(s.table.order) != 0 {
		t.Errorf("still there: %+v", got)
	}
	s.announce(publicAddr(1), 8856)
	s.ask(netip.AddrPortFrom(publicAddr(1), 40000), message{kind: withdraw, game: want})
	if got := s.all(publicAddr(2)); len(got) != 0 {
		t.Errorf("withdrawn, but still there: %+v", got)
	}
}

// Without a cookie for just this address, which is not too old, there is a retry
// and nothing else.
func TestNeedsCookie(t *testing.T) {
	s := newTester(t)
	from := netip.AddrPortFrom(publicAddr(1), 40000)
	for what, c := range map[string]struct {
		to  netip.AddrPort
		ago time.Duration
	}{
		"another address": {netip.AddrPortFrom(publicAddr(2), 40000), 0},
		"another port":    {netip.AddrPortFrom(publicAddr(1), 40001), 0},
		"too old":         {from, cookieTTL + 1},
		"of the future":   {from, -1},
	} {
		m := announcement(8856)
		m.cookie = s.cookies.Sign(c.to, s.now-c.ago)
		got, err := parse(s.Handle(nil, s.now, from, m.append(nil)))
		if err != nil || got.kind != retry || s.Len() != 0 {
			t.Errorf("%s: %+v, %v, %d games", what, got, err, s.Len())
		}
		if m.cookie = got.cookie; s.cookies.Key != [32]byte{7} {
			t.Error("the key has changed")
		}
	}
	mapped := netip.AddrPortFrom(netip.AddrFrom16(from.Addr().As16()), from.Port())
	m := announcement(8856)
	m.cookie = s.cookies.Sign(from, s.now-cookieTTL)
	if got, err := parse(s.Handle(nil, s.now, mapped, m.append(nil))); err != nil || got.kind != accepted || got.addr != netip.AddrPortFrom(publicAddr(1), 8856) {
		t.Errorf("%+v, %v", got, err)
	}
}

// An attacker announces games at addresses of others, who never ask. None is listed;
// with a tracker that takes a request without the round trip of a cookie, all would
// be.
func TestSpoofedAnnouncements(t *testing.T) {
	for _, mutant := range []bool{false, true} {
		s := newTester(t)
		for i := range uint32(10) {
			victim := netip.AddrPortFrom(publicAddr(i), 40000)
			for range maxCookies { // it may guess what was answered
				m := announcement(8856)
				if mutant {
					m.cookie = s.cookies.Sign(victim, s.now)
				}
				s.Handle(nil, s.now, victim, m.append(nil))
			}
		}
		if listed := s.Len() > 0; listed != mutant {
			t.Errorf("without the check: %v; %d games of others are listed", mutant, s.Len())
		}
	}
}

// No answer is longer than its request, whatever that is.
func TestNoAmplifier(t *testing.T) {
	s := newTester(t)
	for i := range uint32(200) {
		s.announce(publicAddr(i), 8856)
	}
	rapid.Check(t, func(t *rapid.T) {
		s.now += time.Second
		from := netip.AddrPortFrom(publicAddr(1<<20), 40000)
		m := rapid.SampledFrom(examples()).Draw(t, "message").message
		if rapid.Bool().Draw(t, "with a cookie") {
			m.cookie = s.cookies.Sign(from, s.now)
		}
		if m.kind == list {
			m.addr = netip.AddrPort{}
		}
		b := m.append(nil)
		b[4] += rapid.SampledFrom([]byte{0, 1}).Draw(t, "format")
		b = append(b, make([]byte, 300)...)[:rapid.IntRange(0, len(b)+300).Draw(t, "length")]
		if said := s.Handle(nil, s.now, from, b); len(said) > len(b) {
			t.Fatalf("%d bytes are the answer to %d", len(said), len(b))
		}
	})
}

// Eight games of an address are the most; in IPv6 an address is a /64.
func TestGamesPerAddress(t *testing.T) {
	for _, ips := range [][]string{{"20.0.0.1"}, {"2001:db8::1", "2001:db8::2"}} {
		s := newTester(t)
		for i := range maxGamesPerAddr + 1 {
			ok, reason := s.announce(netip.MustParseAddr(ips[i%len(ips)]), uint16(100+i))
			if ok != (i < maxGamesPerAddr) || !ok && reason != refusedTooMany {
				t.Errorf("game %d of %s: %v, %d", i, ips, ok, reason)
			}
		}
		if ok, _ := s.announce(netip.MustParseAddr(ips[0]), 100); !ok {
			t.Error("a game is not renewed")
		}
		if ok, _ := s.announce(publicAddr(99), 100); !ok {
			t.Error("another address is refused")
		}
	}
}

// A full tracker refuses, but a network that has filled it gives way to others.
func TestFull(t *testing.T) {
	s := newTester(t)
	for i := range uint32(maxGames) {
		s.now += time.Millisecond
		if ok, reason := s.announce(publicAddr(i), 8856); !ok {
			t.Fatalf("game %d: %d", i, reason)
		}
	}
	if ok, reason := s.announce(publicAddr(maxGames), 8856); ok || reason != refusedFull {
		t.Errorf("one more of the same network: %v, %d", ok, reason)
	}
	for i := range uint32(maxGames / 4) {
		s.now += time.Millisecond
		if ok, _ := s.announce(publicAddr((i+1)<<16), 8856); !ok || s.Len() != maxGames {
			t.Fatalf("one of network %d: %v, %d games", i, ok, s.Len())
		}
	}
	if got := s.all(publicAddr(1 << 30)); len(got) != maxGames || got[0].Addr.Addr() != publicAddr(0) {
		t.Errorf("%d games, the first is %v", len(got), got[0].Addr)
	}
}

// Who cannot reach a game is not told of it.
func TestScope(t *testing.T) {
	s := newTester(t)
	for _, ip := range []string{"127.0.0.1", "192.168.1.7", "20.0.0.1", "fe80::1", "2001:db8::1"} {
		s.announce(netip.MustParseAddr(ip), 8856)
	}
	for asker, want := range map[string]int{"127.0.0.1": 5, "::1": 5, "10.0.0.1": 4, "fd00::1": 4, "20.0.0.9": 2, "2001:db8:1::1": 2} {
		if got := s.all(netip.MustParseAddr(asker)); len(got) != want {
			t.Errorf("%s is told of %d games, want %d: %+v", asker, len(got), want, got)
		}
	}
}

// Each address has its rates, and takes nothing from others.
func TestRates(t *testing.T) {
	for what, c := range map[string]struct {
		want int // in 10 s
		m    message
		seal bool
	}{
		"announcements": {10*announcesPerAddr + announceBurst, announcement(8856), true},
		"pages":         {10*pagesPerAddr + pageBurst, message{format: format, kind: list}, true},
		"retries":       {10*retriesPerAddr + retryBurst, announcement(8856), false},
		"other formats": {10*retriesPerAddr + retryBurst, message{format: format + 1, kind: announce}, false},
	} {
		s := newTester(t)
		answered := func(from netip.AddrPort) bool {
			if c.seal {
				c.m.cookie = s.cookies.Sign(from, s.now)
			}
			return s.Handle(nil, s.now, from, c.m.append(nil)) != nil
		}
		n := 0
		for range 10_000 {
			s.now += time.Millisecond
			if answered(netip.AddrPortFrom(publicAddr(1), 40000)) {
				n++
			}
		}
		if n > c.want || n < c.want*9/10 {
			t.Errorf("%s: %d answers in 10 s, want %d", what, n, c.want)
		}
		if !answered(netip.AddrPortFrom(publicAddr(2), 40000)) {
			t.Errorf("%s: another address is not answered", what)
		}
	}
}

// No flood takes a listed game away: its renewals are counted for itself.
func TestRenewalUnderFlood(t *testing.T) {
	s := newTester(t)
	game := publicAddr(1)
	if ok, _ := s.announce(game, 8856); !ok {
		t.Fatal("not listed")
	}
	for range 2 * gameTimeout / announceInterval {
		s.now += announceInterval
		for s.announces.allow(game, s.now) { // others share its bucket
		}
		for i := range uint32(totalRate) {
			s.announces.allow(publicAddr(i<<8), s.now)
		}
		if ok, _ := s.announce(publicAddr(1<<20), 8856); ok {
			t.Fatal("this is no flood")
		}
		if ok, _ := s.announce(game, 8856); !ok {
			t.Fatal("the game is not renewed")
		}
	}
}

// An answer is never answered: otherwise two trackers with different formats would
// write each other for ever.
func TestAnswersNoAnswer(t *testing.T) {
	s := newTester(t)
	for _, k := range []kind{accepted, page, retry, refused} {
		m := message{format: format + 1, kind: k, addr: netip.AddrPortFrom(publicAddr(1), 1)}
		b := append(m.append(nil), make([]byte, pageSize)...)[:pageSize]
		if said := s.Handle(nil, s.now, netip.AddrPortFrom(publicAddr(2), Port), b); said != nil {
			t.Errorf("%c of another format is answered with % x", k, said)
		}
	}
}

// A flood of requests without cookies takes no memory.
func TestFloodAllocates(t *testing.T) {
	s := newTester(t)
	b, buf, i := announcement(8856).clone(), make([]byte, 0, pageSize), uint32(0)
	datagram := b.append(nil)
	n := testing.AllocsPerRun(10_000, func() {
		i++
		s.Handle(buf, s.now, netip.AddrPortFrom(publicAddr(i), 1), datagram)
	})
	if n > 12 || s.Len() != 0 { // of the hash
		t.Errorf("%v allocations for each, %d games", n, s.Len())
	}
}

func (m message) clone() *message { return &m }
