package lan

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"clew/net/wire"
)

// lab is the network of the tests in virtual time: 10.0.0.0/8.
func lab(own string) places {
	p := netip.PrefixFrom(netip.MustParseAddr(own), 8)
	return places{{name: "lab", own: p, to: []netip.Addr{broadcast(p)}}}
}

// at is an address of the lab, with a port.
func at(n uint32, port uint16) netip.AddrPort {
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], 10<<24|n)
	return netip.AddrPortFrom(netip.AddrFrom4(four), port)
}

func idOf(n uint64) (id ID) {
	binary.BigEndian.PutUint64(id[8:], n)
	return id
}

// node is a server of the lab.
type node struct {
	crier
	at   netip.AddrPort
	info Info
}

func newNode(n uint32, id uint64) *node {
	a := at(n, 40000)
	return &node{
		crier: crier{version: wire.Version, id: idOf(id), port: 8856, near: lab(a.Addr().String()), throttle: newThrottle(answersEach)},
		at:    a,
		info:  Info{Name: "Crete", Level: "Spiral", Max: 64},
	}
}

// says is a beacon of the node.
func (n *node) says() []byte { return n.beacon(nil, n.info) }

// answers is what the node answers to somebody.
func (n *node) answers(now time.Duration, from netip.AddrPort, b []byte) []byte {
	return n.hear(nil, now, from, b, func() Info { return n.info })
}

// newLab is a search at 10.0.0.1.
func newLab(mine ...ID) *search {
	s := newSearch([32]byte{7}, mine)
	s.near = lab("10.0.0.1")
	return s
}

// finderAt is where the search of the lab sends from.
var finderAt = at(1, 50000)

// meet lets a search hear a beacon and ask back, and tells whether it did.
func meet(s *search, n *node, now time.Duration) bool {
	probe := s.hear(nil, now, n.at, n.says())
	if probe == nil {
		return false
	}
	s.hear(nil, now+time.Millisecond, n.at, n.answers(now, finderAt, probe))
	return true
}

// fake is a server that is made up.
type fake struct {
	at netip.AddrPort
	id ID
}

func newFake(n uint32, id uint64) fake { return fake{at(n, 40000), idOf(id)} }

func (f fake) says(n nonce) []byte {
	m := message{version: wire.Version, nonce: n, id: f.id, port: 1, kind: fromServer, Info: Info{Name: "Fake"}}
	return m.append(nil)
}

// meet lets a search hear a fake, and ask back.
func (f fake) meet(s *search, now time.Duration) {
	if probe := s.hear(nil, now, f.at, f.says(nonce{})); probe != nil {
		s.hear(nil, now+time.Millisecond, f.at, f.says(nonce(probe[8:24])))
	}
}

// only is the one server that a search has found.
func only(t *testing.T, s *search, now time.Duration) Server {
	t.Helper()
	all := s.servers(now, nil)
	if len(all) != 1 {
		t.Fatalf("found %+v, want one server", all)
	}
	return all[0]
}
