package lan

import (
	"net/netip"
	"time"

	"clew/net/wire"
)

// Times.
const (
	every    = time.Second     // from one beacon, call or probe to the next
	patience = 5 * time.Second // how long a server may be silent
)

// How many routes are kept.
const (
	maxRoutes  = 512
	perAddress = 16
)

// search is what a finder knows and does. It is sans I/O, as crier is. It keeps
// nothing of who has not brought a stamp back.
type search struct {
	version  uint32
	mine     map[ID]bool // not to be listed
	near     places
	stamps   stamps
	throttle *throttle
	routes   map[way]*route
	held     map[netip.Addr]int // routes of each address
	scratch  []*route
}

// way is a server at an address.
type way struct {
	id   ID
	addr netip.Addr
}

// route is a way that has been proved.
type route struct {
	way
	ask   netip.AddrPort // where it was heard from
	since time.Duration  // when it was proved first, …
	heard time.Duration  // … and last
	ping  time.Duration
	said  message
}

func newSearch(key [32]byte, mine []ID) *search {
	s := &search{
		version:  wire.Version,
		mine:     make(map[ID]bool),
		stamps:   stamps{key: key},
		throttle: newThrottle(probesEach),
		routes:   make(map[way]*route),
		held:     make(map[netip.Addr]int),
	}
	for _, id := range mine {
		s.mine[id] = true
	}
	return s
}

// call appends what is to be told to all, now and then.
func (s *search) call(dst []byte) []byte { return s.say(dst, nonce{}) }

// hear takes a datagram, and appends the probe where there is to be one, which
// goes to where the datagram came from.
func (s *search) hear(dst []byte, now time.Duration, from netip.AddrPort, b []byte) []byte {
	m, err := parseHead(b)
	if err != nil || m.kind != fromServer || s.mine[m.id] || !s.near.reach(from.Addr()) {
		return dst
	}
	if m.nonce == (nonce{}) {
		return s.hearsay(dst, now, from, m.id, len(b))
	}
	ping, ok := s.stamps.check(m.nonce, from, now)
	if !ok {
		return dst
	}
	if m, err = parse(b); err == nil {
		s.learn(now, from, m, ping)
	}
	return dst
}

// hearsay decides whether to probe somebody who may be a new server.
func (s *search) hearsay(dst []byte, now time.Duration, from netip.AddrPort, id ID, length int) []byte {
	if r := s.routes[way{id, from.Addr()}]; r != nil && r.ask == from {
		return dst // it is asked anyway
	}
	if length < size || !s.throttle.allow(from.Addr(), now) {
		return dst
	}
	return s.say(dst, s.stamps.make(from, now))
}

// learn keeps what has been proved.
func (s *search) learn(now time.Duration, from netip.AddrPort, m message, ping time.Duration) {
	w := way{m.id, from.Addr()}
	r := s.routes[w]
	if r == nil {
		if !s.makeRoom(w.addr) {
			return
		}
		r = &route{way: w, since: now, ping: ping}
		s.routes[w] = r
		s.held[w.addr]++
	}
	r.ask, r.heard, r.said = from, now, m
	r.ping += (ping - r.ping) / 4
}

// tick forgets who has been silent, and sends the others a probe.
func (s *search) tick(now time.Duration, send func(to netip.AddrPort, b []byte)) {
	for _, r := range s.routes {
		if now-r.heard >= patience {
			s.forget(r)
			continue
		}
		send(r.ask, s.say(nil, s.stamps.make(r.ask, now)))
	}
}

func (s *search) forget(r *route) {
	delete(s.routes, r.way)
	if s.held[r.addr]--; s.held[r.addr] == 0 {
		delete(s.held, r.addr)
	}
}

// makeRoom tells whether an address may have one more route. When all places
// are taken, that may cost an address that has more its newest.
func (s *search) makeRoom(addr netip.Addr) bool {
	if s.held[addr] >= perAddress {
		return false
	}
	if len(s.routes) < maxRoutes {
		return true
	}
	most := s.greediest()
	if s.held[most] < s.held[addr]+2 {
		return false
	}
	s.forget(s.newest(most))
	return true
}

// greediest is the address that has the most routes.
func (s *search) greediest() (most netip.Addr) {
	for a, n := range s.held {
		if n > s.held[most] || n == s.held[most] && a.Less(most) {
			most = a
		}
	}
	return most
}

// newest is the route of an address that was proved last.
func (s *search) newest(addr netip.Addr) (last *route) {
	for _, r := range s.routes {
		if r.addr == addr && (last == nil || r.since > last.since || r.since == last.since && r.ask.Compare(last.ask) > 0) {
			last = r
		}
	}
	return last
}

func (s *search) say(dst []byte, n nonce) []byte {
	m := message{version: s.version, nonce: n, kind: fromFinder}
	return m.append(dst)
}
