package discovery

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"clew/net/wire"
)

// testNetwork returns the network of the tests in virtual time, 10.0.0.0/8.
func testNetwork(own string) networks {
	p := netip.PrefixFrom(netip.MustParseAddr(own), 8)
	return networks{{iface: "lab", prefix: p, broadcastAddrs: []netip.Addr{broadcastAddr(p)}}}
}

// addrPort returns an address on the test network.
func addrPort(n uint32, port uint16) netip.AddrPort {
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], 10<<24|n)
	return netip.AddrPortFrom(netip.AddrFrom4(four), port)
}

func idOf(n uint64) (id ID) {
	binary.BigEndian.PutUint64(id[8:], n)
	return id
}

// testServer is a server of the lab.
type testServer struct {
	responder
	at   netip.AddrPort
	info Info
}

func newTestServer(n uint32, id uint64) *testServer {
	a := addrPort(n, 40000)
	return &testServer{
		responder: responder{version: wire.Version, id: idOf(id), port: 8856, networks: testNetwork(a.Addr().String()), limiter: newRateLimiter(answersPerAddr)},
		at:        a,
		info:      Info{Name: "Crete", Level: "Spiral", MaxPlayers: 64},
	}
}

// newTestPeer returns a member of a game without a server.
func newTestPeer(n uint32, id uint64, game GameID) *testServer {
	p := newTestServer(n, id)
	p.peer, p.info = true, Info{Name: "Ada and Bo", Level: "Spiral", Players: 3, MaxPlayers: 16, Game: game, View: 3}
	return p
}

// beaconBytes returns a beacon of the server.
func (n *testServer) beaconBytes() []byte { return n.beacon(nil, n.info) }

// answers returns the server's answer to a datagram.
func (n *testServer) answers(now time.Duration, from netip.AddrPort, b []byte) []byte {
	return n.handle(nil, now, from, b, func() Info { return n.info })
}

// newTestSearch returns a search at 10.0.0.1.
func newTestSearch(mine ...ID) *search {
	s := newSearch([32]byte{7}, mine)
	s.networks = testNetwork("10.0.0.1")
	return s
}

// finderAt is where the search of the lab sends from.
var finderAt = addrPort(1, 50000)

// exchange gives a search a beacon and the answer to its probe, and reports whether it
// sent one.
func exchange(s *search, n *testServer, now time.Duration) bool {
	probe := s.handle(nil, now, n.at, n.beaconBytes())
	if probe == nil {
		return false
	}
	s.handle(nil, now+time.Millisecond, n.at, n.answers(now, finderAt, probe))
	return true
}

// fakeServer is a server that is made up.
type fakeServer struct {
	at netip.AddrPort
	id ID
}

func newFakeServer(n uint32, id uint64) fakeServer { return fakeServer{addrPort(n, 40000), idOf(id)} }

func (f fakeServer) answer(n nonce) []byte {
	m := message{version: wire.Version, nonce: n, id: f.id, port: 1, kind: fromServer, Info: Info{Name: "Fake"}}
	return m.append(nil)
}

// exchange gives a search a fake beacon, and the answer to its probe.
func (f fakeServer) exchange(s *search, now time.Duration) {
	if probe := s.handle(nil, now, f.at, f.answer(nonce{})); probe != nil {
		s.handle(nil, now+time.Millisecond, f.at, f.answer(nonce(probe[8:24])))
	}
}

// onlyServer returns the one server that a search has found.
func onlyServer(t *testing.T, s *search, now time.Duration) Server {
	t.Helper()
	all := s.servers(now, nil)
	if len(all) != 1 {
		t.Fatalf("found %+v, want one server", all)
	}
	return all[0]
}
