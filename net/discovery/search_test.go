package discovery

import (
	"math/rand/v2"
	"net/netip"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"clew/net/wire"
)

// What is heard is believed when it has been asked for, and not before.
func TestHearsay(t *testing.T) {
	s, n := newTestSearch(), newTestServer(2, 1)
	probe := s.handle(nil, 0, n.at, n.beaconBytes())
	if len(s.servers(0, nil)) > 0 || probe == nil {
		t.Fatalf("a beacon: listed %v, probe % x", s.servers(0, nil), probe)
	}
	n.info = Info{Name: "Ada's", Level: "Spiral", Players: 3, MaxPlayers: 8, HasPassword: true}
	answer := n.answers(0, finderAt, probe)
	if again := s.handle(nil, 12*time.Millisecond, n.at, answer); again != nil {
		t.Error("an answer was probed")
	}
	want := Server{ID: n.id, Addr: netip.AddrPortFrom(n.at.Addr(), 8856), RTT: 12 * time.Millisecond, Version: wire.Version, Info: n.info}
	if got := onlyServer(t, s, time.Second); !reflect.DeepEqual(got, want) || got.Incompatible() {
		t.Errorf("found %+v, want %+v", got, want)
	}
	if probe := s.handle(nil, time.Second, n.at, n.beaconBytes()); probe != nil {
		t.Error("a server that is known was probed for its beacon, too")
	}
}

// A stamp is good from where it was sent to, once it was sent, for a while, and
// not for other finders.
func TestStamp(t *testing.T) {
	n := newTestServer(2, 1)
	for _, c := range []struct {
		what   string
		from   netip.AddrPort
		after  time.Duration
		change int // the byte of the nonce that is another
		listed bool
	}{
		{"as it should be", n.at, time.Millisecond, -1, true},
		{"at the last moment", n.at, cookieTTL, -1, true},
		{"too late", n.at, cookieTTL + 1, -1, false},
		{"before it was sent", n.at, -1, -1, false},
		{"from another address", addrPort(3, n.at.Port()), time.Millisecond, -1, false},
		{"from another port", addrPort(2, 40001), time.Millisecond, -1, false},
		{"with another time", n.at, time.Millisecond, 7, false},
		{"with another hash", n.at, time.Millisecond, 15, false},
	} {
		s, now := newTestSearch(), time.Minute
		probe := s.handle(nil, now, n.at, n.beaconBytes())
		answer := n.answers(now, finderAt, probe)
		if c.change >= 0 {
			answer[8+c.change]++
		}
		s.handle(nil, now+c.after, c.from, answer)
		if listed := len(s.servers(now+c.after, nil)) > 0; listed != c.listed {
			t.Errorf("%s: listed is %v", c.what, listed)
		}
		other := newTestSearch()
		other.cookies.Key[0]++
		if other.handle(nil, now, n.at, answer); len(other.servers(now, nil)) > 0 {
			t.Errorf("%s: another finder believes it", c.what)
		}
	}
}

// Who is ignored, and costs not even a probe.
func TestIgnored(t *testing.T) {
	s := newTestSearch(idOf(1))
	mine, far, foreign := newTestServer(2, 1), newTestServer(2, 2), newTestServer(2, 3)
	foreign.version++
	for what, probe := range map[string][]byte{
		"one's own server":            s.handle(nil, 0, mine.at, mine.beaconBytes()),
		"an address that is far away": s.handle(nil, 0, netip.MustParseAddrPort("8.8.8.8:40000"), far.beaconBytes()),
		"another finder":              s.handle(nil, 0, addrPort(2, 1), s.query(nil)),
		"a short one":                 s.handle(nil, 0, addrPort(2, 1), foreign.beaconBytes()[:datagramSize-1]),
		"nothing":                     s.handle(nil, 0, addrPort(2, 1), nil),
	} {
		if probe != nil {
			t.Errorf("%s is probed", what)
		}
	}
	if s.handle(nil, 0, foreign.at, foreign.beaconBytes()) == nil {
		t.Error("and so is one that should be")
	}
}

// Another version is listed and says so, and no more.
func TestForeign(t *testing.T) {
	s, n := newTestSearch(), newTestServer(2, 1)
	n.version = wire.Version + 1
	exchange(s, n, 0)
	want := Server{ID: n.id, Addr: netip.AddrPortFrom(n.at.Addr(), 8856), RTT: time.Millisecond, Version: wire.Version + 1}
	if got := onlyServer(t, s, 0); !reflect.DeepEqual(got, want) || !got.Incompatible() {
		t.Errorf("found %+v, want %+v", got, want)
	}
}

// The newest word counts, and the ping follows slowly.
func TestNews(t *testing.T) {
	s, n := newTestSearch(), newTestServer(2, 1)
	exchange(s, n, 0)
	n.info.Players = 5
	s.tick(time.Second, func(to netip.AddrPort, probe []byte) {
		if to != n.at {
			t.Errorf("asked %v", to)
		}
		s.handle(nil, time.Second+9*time.Millisecond, to, n.answers(0, finderAt, probe))
	})
	if got := onlyServer(t, s, time.Second); got.Players != 5 || got.RTT != 3*time.Millisecond {
		t.Errorf("found %+v", got)
	}
}

// Servers are listed once, however many ways lead to them; and who copies an ID
// takes nobody's place.
func TestSameServer(t *testing.T) {
	onLAN := func(n uint32, also ...uint32) *testServer {
		node := newTestServer(n, 1)
		for _, a := range also {
			node.networks = append(node.networks, testNetwork(addrPort(a, 0).Addr().String())...)
		}
		return node
	}
	local := func() *testServer {
		n := newTestServer(1, 1)
		n.at = netip.MustParseAddrPort("127.0.0.1:40000")
		n.networks = append(n.networks, network{prefix: netip.MustParsePrefix("127.0.0.1/8")})
		return n
	}
	for _, c := range []struct {
		what  string
		nodes []*testServer
		want  []string
	}{
		{"two addresses that name each other", []*testServer{onLAN(2, 3), onLAN(3, 2)}, []string{"10.0.0.2:8856"}},
		{"one that names another", []*testServer{onLAN(2), onLAN(3, 2)}, []string{"10.0.0.2:8856", "10.0.0.3:8856"}},
		{"one that is named by another", []*testServer{onLAN(2, 3), onLAN(3)}, []string{"10.0.0.2:8856", "10.0.0.3:8856"}},
		{"none that names another", []*testServer{onLAN(2), onLAN(3)}, []string{"10.0.0.2:8856", "10.0.0.3:8856"}},
		{"a copy between two that name each other", []*testServer{onLAN(2, 4), onLAN(3, 2, 4), onLAN(4, 2)}, []string{"10.0.0.2:8856", "10.0.0.3:8856"}},
		{"this computer", []*testServer{newTestServer(1, 1), local()}, []string{"127.0.0.1:8856"}},
	} {
		s := newTestSearch()
		s.networks = append(s.networks, network{iface: "lo", prefix: netip.MustParsePrefix("127.0.0.1/8")})
		for _, n := range c.nodes {
			if !exchange(s, n, 0) {
				t.Fatalf("%s: %v was not heard", c.what, n.at)
			}
		}
		var got []string
		for _, server := range s.servers(0, nil) {
			got = append(got, server.Addr.String())
			if server.Local != (c.what == "this computer") {
				t.Errorf("%s: %+v", c.what, server)
			}
		}
		if len(got) != len(c.want) || got[0] != c.want[0] || got[len(got)-1] != c.want[len(c.want)-1] {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// Of the ways to a server the quickest is shown.
func TestBestWay(t *testing.T) {
	s, slow, quick := newTestSearch(), newTestServer(2, 1), newTestServer(3, 1)
	both := append(slow.networks, quick.networks...)
	slow.networks, quick.networks = both, both
	for _, n := range []*testServer{slow, quick} {
		probe := s.handle(nil, 0, n.at, n.beaconBytes())
		after := 3 * time.Millisecond
		if n == slow {
			after = 40 * time.Millisecond
		}
		s.handle(nil, after, n.at, n.answers(0, finderAt, probe))
	}
	if got := onlyServer(t, s, time.Second); got.Addr.Addr() != quick.at.Addr() || got.RTT != 3*time.Millisecond {
		t.Errorf("found %+v", got)
	}
}

// Two servers at one address, on two ports, are two.
func TestTwoServersAtOneAddress(t *testing.T) {
	s, a, b := newTestSearch(), newTestServer(2, 1), newTestServer(2, 2)
	b.at, b.port, b.info.Name = addrPort(2, 40001), 4242, "Another"
	exchange(s, a, 0)
	exchange(s, b, 0)
	got := s.servers(0, nil)
	if len(got) != 2 || got[0].Name != "Another" || got[0].Addr.Port() != 4242 || got[1].Addr.Port() != 8856 {
		t.Errorf("found %+v", got)
	}
}

// bounds tells what does not hold of a search.
func (s *search) bounds(t *rapid.T) {
	held := map[netip.Addr]int{}
	for w := range s.routes {
		held[w.addr]++
	}
	for a, n := range held {
		if n > maxRoutesPerAddr || n != s.routesPerAddr[a] {
			t.Fatalf("%v holds %d, and is thought to hold %d", a, n, s.routesPerAddr[a])
		}
	}
	if len(s.routes) > maxRoutes || len(held) != len(s.routesPerAddr) {
		t.Fatalf("%d routes of %d addresses, %d thought of", len(s.routes), len(held), len(s.routesPerAddr))
	}
}

// Fakes that do answer, from as many addresses as a network has and with as
// many IDs as they like, neither keep an honest server out nor push one out.
func TestFairness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, early, late := newTestSearch(), newTestServer(2, 1), newTestServer(3, 2)
		addresses := rapid.Uint32Range(1, 250).Draw(t, "addresses of the attacker")
		fakes := rapid.IntRange(0, 3000).Draw(t, "fakes")
		exchange(s, early, 0)
		now := time.Duration(0)
		for i := range fakes {
			now = time.Duration(i) * time.Millisecond
			newFakeServer(100+uint32(i)%addresses, uint64(100+i)).exchange(s, now)
			if i%1000 == 0 {
				exchange(s, early, now) // it was asked
				s.refresh(early, now)
				s.bounds(t)
			}
		}
		exchange(s, late, now)
		s.refresh(early, now)
		s.bounds(t)
		for _, n := range []*testServer{early, late} {
			if s.routes[routeKey{n.id, n.at.Addr()}] == nil {
				t.Fatalf("%v is not listed among %d fakes of %d addresses", n.at, fakes, addresses)
			}
		}
	})
}

// Where each address has only one, nobody has to go for a newcomer, who comes
// in when a place is free.
func TestAllPlacesTaken(t *testing.T) {
	s, late := newTestSearch(), newTestServer(2, 1)
	for i := range uint32(maxRoutes) {
		newFakeServer(100+i, uint64(100+i)).exchange(s, time.Duration(i)*time.Millisecond)
	}
	exchange(s, late, time.Second)
	if len(s.routes) != maxRoutes || s.routesPerAddr[late.at.Addr()] != 0 {
		t.Errorf("%d places are taken, %d of them by the newcomer", len(s.routes), s.routesPerAddr[late.at.Addr()])
	}
	s.tick(serverTimeout+2*time.Millisecond, func(netip.AddrPort, []byte) {})
	exchange(s, late, serverTimeout+2*time.Millisecond)
	if s.routesPerAddr[late.at.Addr()] != 1 {
		t.Error("the newcomer did not come in when a place was free")
	}
}

// A finder does not send more than its share to somebody in whose name others
// speak.
func TestProbesAreFew(t *testing.T) {
	s, probes := newTestSearch(), 0
	for i := range 10_000 {
		f := newFakeServer(2, uint64(100+i))
		if s.handle(nil, time.Duration(i)*time.Millisecond, f.at, f.answer(nonce{})) != nil {
			probes++
		}
	}
	if most := 10*probesPerAddr + addrBurst; probes > most {
		t.Errorf("%d probes in 10 s, want at most %d", probes, most)
	}
}

// refresh lets a search ask all, of whom only one answers.
func (s *search) refresh(n *testServer, now time.Duration) {
	s.tick(now, func(to netip.AddrPort, probe []byte) {
		if to == n.at {
			s.handle(nil, now, to, n.answers(now, finderAt, probe))
		}
	})
}

// Fakes that don't answer are not kept at all, however many there are; and all
// the addresses of a network of the usual size together do not make a finder
// miss the first word of a real server.
func TestHearsayIsNotKept(t *testing.T) {
	s, honest, known := newTestSearch(), newTestServer(2, 1), newTestServer(3, 2)
	exchange(s, known, 0)
	const rate, most = 50_000, 10 * 50_000 // in a second, and in all
	for i := range most {
		now := time.Duration(i) * time.Second / rate
		f := newFakeServer(4+uint32(i%250), uint64(1000+i))
		s.handle(nil, now, f.at, f.answer(nonce{}))
		if i%rate == 0 {
			s.refresh(known, now)
		}
		if i == most-1 && !exchange(s, honest, now) {
			t.Error("a real server's first beacon was lost in the flood")
		}
	}
	if len(s.routes) != 2 || len(s.routesPerAddr) != 2 {
		t.Errorf("%d routes and %d addresses are kept", len(s.routes), len(s.routesPerAddr))
	}
}

// In a network of millions of addresses, all of which somebody can use, it is a
// matter of chance, and of time.
func TestGreatFlood(t *testing.T) {
	s, honest := newTestSearch(), newTestServer(2, 1)
	rng := rand.New(rand.NewPCG(1, 2))
	found := false
	const rate = 20_011 // a second
	for i := 0; i < 30*rate && !found; i++ {
		now := time.Duration(i) * time.Second / rate
		f := newFakeServer(1000+uint32(i), uint64(1000+i))
		s.handle(nil, now, f.at, f.answer(nonce{}))
		if rng.IntN(rate/3) == 0 { // a server is heard thrice a second
			found = exchange(s, honest, now+time.Second/rate/2)
		}
	}
	if !found {
		t.Error("not found in half a minute")
	}
}
