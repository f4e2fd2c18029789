package discovery

import (
	"net/netip"
	"time"

	"clew/net/wire"
)

// Times.
const (
	sendInterval  = time.Second     // from one beacon, call or probe to the next
	serverTimeout = 5 * time.Second // how long a server may be silent
)

// How many routes are kept.
const (
	maxRoutes        = 512
	maxRoutesPerAddr = 16
)

// search is what a finder knows and does. It is sans I/O, as crier is. It keeps
// nothing of who has not brought a stamp back.
type search struct {
	version       uint32
	excluded      map[ID]bool // not to be listed
	networks      networks
	cookies       cookieSigner
	limiter       *rateLimiter
	routes        map[routeKey]*route
	routesPerAddr map[netip.Addr]int // routes of each address
	scratch       []*route
}

// routeKey is a server at an address.
type routeKey struct {
	id   ID
	addr netip.Addr
}

// route is a way that has been proved.
type route struct {
	routeKey
	probeAddr netip.AddrPort // where it was heard from
	firstSeen time.Duration  // when it was proved first, …
	lastSeen  time.Duration  // … and last
	rtt       time.Duration
	lastMsg   message
}

func newSearch(key [32]byte, mine []ID) *search {
	s := &search{
		version:       wire.Version,
		excluded:      make(map[ID]bool),
		cookies:       cookieSigner{key: key},
		limiter:       newRateLimiter(probesPerAddr),
		routes:        make(map[routeKey]*route),
		routesPerAddr: make(map[netip.Addr]int),
	}
	for _, id := range mine {
		s.excluded[id] = true
	}
	return s
}

// query appends what is to be told to all, now and then.
func (s *search) query(dst []byte) []byte { return s.appendMessage(dst, nonce{}) }

// handle takes a datagram, and appends the probe where there is to be one, which
// goes to where the datagram came from.
func (s *search) handle(dst []byte, now time.Duration, from netip.AddrPort, b []byte) []byte {
	m, err := parseHead(b)
	if err != nil || m.kind != fromServer || s.excluded[m.id] || !s.networks.contain(from.Addr()) {
		return dst
	}
	if m.nonce == (nonce{}) {
		return s.handleUnverified(dst, now, from, m.id, len(b))
	}
	ping, ok := s.cookies.verify(m.nonce, from, now)
	if !ok {
		return dst
	}
	if m, err = parse(b); err == nil {
		s.update(now, from, m, ping)
	}
	return dst
}

// handleUnverified decides whether to probe somebody who may be a new server.
func (s *search) handleUnverified(dst []byte, now time.Duration, from netip.AddrPort, id ID, length int) []byte {
	if r := s.routes[routeKey{id, from.Addr()}]; r != nil && r.probeAddr == from {
		return dst // it is asked anyway
	}
	if length < datagramSize || !s.limiter.allow(from.Addr(), now) {
		return dst
	}
	return s.appendMessage(dst, s.cookies.sign(from, now))
}

// update keeps what has been proved.
func (s *search) update(now time.Duration, from netip.AddrPort, m message, ping time.Duration) {
	w := routeKey{m.id, from.Addr()}
	r := s.routes[w]
	if r == nil {
		if !s.makeRoom(w.addr) {
			return
		}
		r = &route{routeKey: w, firstSeen: now, rtt: ping}
		s.routes[w] = r
		s.routesPerAddr[w.addr]++
	}
	r.probeAddr, r.lastSeen, r.lastMsg = from, now, m
	r.rtt += (ping - r.rtt) / 4
}

// tick forgets who has been silent, and sends the others a probe.
func (s *search) tick(now time.Duration, send func(to netip.AddrPort, b []byte)) {
	for _, r := range s.routes {
		if now-r.lastSeen >= serverTimeout {
			s.remove(r)
			continue
		}
		send(r.probeAddr, s.appendMessage(nil, s.cookies.sign(r.probeAddr, now)))
	}
}

func (s *search) remove(r *route) {
	delete(s.routes, r.routeKey)
	if s.routesPerAddr[r.addr]--; s.routesPerAddr[r.addr] == 0 {
		delete(s.routesPerAddr, r.addr)
	}
}

// makeRoom tells whether an address may have one more route. When all places
// are taken, that may cost an address that has more its newest.
func (s *search) makeRoom(addr netip.Addr) bool {
	if s.routesPerAddr[addr] >= maxRoutesPerAddr {
		return false
	}
	if len(s.routes) < maxRoutes {
		return true
	}
	most := s.addrWithMostRoutes()
	if s.routesPerAddr[most] < s.routesPerAddr[addr]+2 {
		return false
	}
	s.remove(s.newestRoute(most))
	return true
}

// addrWithMostRoutes is the address that has the most routes.
func (s *search) addrWithMostRoutes() (most netip.Addr) {
	for a, n := range s.routesPerAddr {
		if n > s.routesPerAddr[most] || n == s.routesPerAddr[most] && a.Less(most) {
			most = a
		}
	}
	return most
}

// newestRoute is the route of an address that was proved last.
func (s *search) newestRoute(addr netip.Addr) (last *route) {
	for _, r := range s.routes {
		if r.addr == addr && (last == nil || r.firstSeen > last.firstSeen || r.firstSeen == last.firstSeen && r.probeAddr.Compare(last.probeAddr) > 0) {
			last = r
		}
	}
	return last
}

func (s *search) appendMessage(dst []byte, n nonce) []byte {
	m := message{version: s.version, nonce: n, kind: fromFinder}
	return m.append(dst)
}
