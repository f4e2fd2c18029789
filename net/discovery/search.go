package discovery

import (
	"net/netip"
	"time"

	"clew/net/cookie"
	"clew/net/wire"
)

// Times.
const (
	sendInterval  = time.Second     // between two beacons, queries or probes
	serverTimeout = 5 * time.Second // how long a server may be silent
	cookieTTL     = 2 * time.Second // how long a cookie is valid, and so the longest RTT
)

// Limits on stored routes.
const (
	maxRoutes        = 512
	maxRoutesPerAddr = 16
)

// search is the state of a finder. It is sans I/O, like responder. It stores
// nothing about a sender that has not returned a valid cookie.
type search struct {
	version       uint32
	excluded      map[ID]bool // not listed
	networks      networks
	cookies       cookie.Signer
	limiter       *rateLimiter
	routes        map[routeKey]*route
	routesPerAddr map[netip.Addr]int
	scratch       []*route
}

// routeKey is a server at an address.
type routeKey struct {
	id   ID
	addr netip.Addr
}

// route is an address of a server that has returned a cookie.
type route struct {
	routeKey
	probeAddr netip.AddrPort // where to send probes
	firstSeen time.Duration  // when the first cookie came back …
	lastSeen  time.Duration  // … and the last
	rtt       time.Duration
	lastMsg   message
}

func newSearch(key [32]byte, mine []ID) *search {
	s := &search{
		version:       wire.Version,
		excluded:      make(map[ID]bool),
		cookies:       cookie.Signer{Key: key},
		limiter:       newRateLimiter(probesPerAddr),
		routes:        make(map[routeKey]*route),
		routesPerAddr: make(map[netip.Addr]int),
	}
	for _, id := range mine {
		s.excluded[id] = true
	}
	return s
}

// query appends a query.
func (s *search) query(dst []byte) []byte { return s.appendMessage(dst, nonce{}) }

// handle handles a datagram, and appends the probe to its sender, if any.
func (s *search) handle(dst []byte, now time.Duration, from netip.AddrPort, b []byte) []byte {
	m, err := parseHead(b)
	if err != nil || !m.kind.announces() || s.excluded[m.id] || !s.networks.contain(from.Addr()) {
		return dst
	}
	if m.nonce == (nonce{}) {
		return s.handleUnverified(dst, now, from, m.id, len(b))
	}
	ping, ok := s.cookies.Verify(cookie.Cookie(m.nonce), from, now)
	if !ok || ping > cookieTTL {
		return dst
	}
	if m, err = parse(b); err == nil {
		s.update(now, from, m, ping)
	}
	return dst
}

// handleUnverified decides whether to probe a sender that may be a new server.
func (s *search) handleUnverified(dst []byte, now time.Duration, from netip.AddrPort, id ID, length int) []byte {
	if r := s.routes[routeKey{id, from.Addr()}]; r != nil && r.probeAddr == from {
		return dst // probed anyway
	}
	if length < datagramSize || !s.limiter.allow(from.Addr(), now) {
		return dst
	}
	return s.appendMessage(dst, nonce(s.cookies.Sign(from, now)))
}

// update stores a verified route.
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

// tick removes silent servers, and sends the others a probe.
func (s *search) tick(now time.Duration, send func(to netip.AddrPort, b []byte)) {
	for _, r := range s.routes {
		if now-r.lastSeen >= serverTimeout {
			s.remove(r)
			continue
		}
		send(r.probeAddr, s.appendMessage(nil, nonce(s.cookies.Sign(r.probeAddr, now))))
	}
}

func (s *search) remove(r *route) {
	delete(s.routes, r.routeKey)
	if s.routesPerAddr[r.addr]--; s.routesPerAddr[r.addr] == 0 {
		delete(s.routesPerAddr, r.addr)
	}
}

// makeRoom reports whether an address may have another route. If all are taken,
// an address with more routes may lose its newest.
func (s *search) makeRoom(addr netip.Addr) bool {
	if s.routesPerAddr[addr] >= maxRoutesPerAddr {
		return false
	}
	if len(s.routes) < maxRoutes {
		return true
	}
	largest := s.addrWithMostRoutes()
	if s.routesPerAddr[largest] < s.routesPerAddr[addr]+2 {
		return false
	}
	s.remove(s.newestRoute(largest))
	return true
}

// addrWithMostRoutes returns the address that has the most routes.
func (s *search) addrWithMostRoutes() (largest netip.Addr) {
	for a, n := range s.routesPerAddr {
		if n > s.routesPerAddr[largest] || n == s.routesPerAddr[largest] && a.Less(largest) {
			largest = a
		}
	}
	return largest
}

// newestRoute returns the route of an address that was verified last.
func (s *search) newestRoute(addr netip.Addr) (newest *route) {
	for _, r := range s.routes {
		if r.addr == addr && (newest == nil || r.firstSeen > newest.firstSeen || r.firstSeen == newest.firstSeen && r.probeAddr.Compare(newest.probeAddr) > 0) {
			newest = r
		}
	}
	return newest
}

func (s *search) appendMessage(dst []byte, n nonce) []byte {
	m := message{version: s.version, nonce: n, kind: fromFinder}
	return m.append(dst)
}
