package discovery

import (
	"cmp"
	"net/netip"
	"slices"
	"time"

	"clew/net/wire"
)

// Server is a server that answers, or a game of peers of whom one does.
type Server struct {
	ID      ID
	Addr    netip.AddrPort   // of the game, over TCP
	Doors   []netip.AddrPort // of a game of peers: its members' addresses, Addr first. If one does not answer, the next may
	Local   bool             // it runs on this computer
	RTT     time.Duration    // smoothed
	Version uint32           // of its protocol
	Info                     // empty if the version is not ours

	firstSeen time.Duration // only while games are merged, like rank
	rank      int           // among the members of a game at one address
}

// Incompatible reports whether the server speaks another version of the protocol,
// so players of this one can't join.
func (s *Server) Incompatible() bool { return s.Version != wire.Version }

// servers appends the current servers and games of peers to buf, each once, sorted by
// name and then by address.
func (s *search) servers(now time.Duration, buf []Server) []Server {
	s.scratch = s.scratch[:0]
	for _, r := range s.routes {
		if now-r.lastSeen < serverTimeout {
			s.scratch = append(s.scratch, r)
		}
	}
	slices.SortFunc(s.scratch, s.compareRoutes)
	begin := len(buf)
	var taken []*route // those already listed with the current ID
	for _, r := range s.scratch {
		if len(taken) > 0 && taken[0].id != r.id {
			taken = taken[:0]
		}
		if slices.ContainsFunc(taken, func(t *route) bool { return s.sameServer(t, r) }) {
			continue
		}
		taken = append(taken, r)
		buf = append(buf, Server{
			ID:      r.id,
			Addr:    netip.AddrPortFrom(r.addr, r.lastMsg.port),
			Local:   s.networks.isOwnAddr(r.addr),
			RTT:     r.rtt,
			Version: r.lastMsg.version,
			Info:    r.lastMsg.Info,

			firstSeen: r.firstSeen,
		})
	}
	buf = buf[:begin+len(MergeGames(buf[begin:]))]
	for i := range buf[begin:] {
		buf[begin+i].firstSeen, buf[begin+i].rank = 0, 0
	}
	slices.SortFunc(buf[begin:], func(a, b Server) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.Addr.Compare(b.Addr), slices.Compare(a.ID[:], b.ID[:]))
	})
	clear(s.scratch)
	return buf
}

// compareRoutes sorts routes by ID, and those of one server by preference: loopback
// first, then the lowest RTT, rounded so that equally good routes don't alternate.
func (s *search) compareRoutes(a, b *route) int {
	ms := func(r *route) time.Duration { return r.rtt.Round(time.Millisecond) }
	far := func(r *route) int {
		if r.addr.IsLoopback() {
			return 0
		}
		return 1
	}
	return cmp.Or(slices.Compare(a.id[:], b.id[:]), cmp.Compare(far(a), far(b)), cmp.Compare(ms(a), ms(b)), a.probeAddr.Compare(b.probeAddr))
}

// sameServer reports whether two routes with the same ID lead to the same server: to
// this computer, or to two addresses that each name the other.
func (s *search) sameServer(a, b *route) bool {
	if s.networks.isOwnAddr(a.addr) && s.networks.isOwnAddr(b.addr) {
		return true
	}
	return slices.Contains(a.lastMsg.altAddrs, b.addr) && slices.Contains(b.lastMsg.altAddrs, a.addr)
}
