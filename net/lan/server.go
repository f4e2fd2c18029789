package lan

import (
	"cmp"
	"net/netip"
	"slices"
	"time"

	"clew/net/wire"
)

// Server is one that answers.
type Server struct {
	ID      ID
	Addr    netip.AddrPort // where to join it, over TCP
	Here    bool           // it runs on this computer
	Ping    time.Duration  // the round trip, about
	Version uint32         // of the protocol that it speaks
	Info                   // empty when that is another version than ours
}

// Foreign tells whether the server speaks another version of the protocol, so
// that one can't play there.
func (s *Server) Foreign() bool { return s.Version != wire.Version }

// servers appends to buf the servers that are there now, each once, by name and
// then by address.
func (s *search) servers(now time.Duration, buf []Server) []Server {
	s.scratch = s.scratch[:0]
	for _, r := range s.routes {
		if now-r.heard < patience {
			s.scratch = append(s.scratch, r)
		}
	}
	slices.SortFunc(s.scratch, s.prefer)
	begin := len(buf)
	var taken []*route // those listed already; one ID's stand beside each other
	for _, r := range s.scratch {
		if len(taken) > 0 && taken[0].id != r.id {
			taken = taken[:0]
		}
		if slices.ContainsFunc(taken, func(t *route) bool { return s.same(t, r) }) {
			continue
		}
		taken = append(taken, r)
		buf = append(buf, Server{
			ID:      r.id,
			Addr:    netip.AddrPortFrom(r.addr, r.said.port),
			Here:    s.near.own(r.addr),
			Ping:    r.ping,
			Version: r.said.version,
			Info:    r.said.Info,
		})
	}
	slices.SortFunc(buf[begin:], func(a, b Server) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.Addr.Compare(b.Addr), slices.Compare(a.ID[:], b.ID[:]))
	})
	clear(s.scratch)
	return buf
}

// prefer sorts routes by ID, those of one server from the best on: loopback
// first, then the least ping, by the millisecond, so that two that are as good
// don't take turns.
func (s *search) prefer(a, b *route) int {
	ms := func(r *route) time.Duration { return r.ping.Round(time.Millisecond) }
	far := func(r *route) int {
		if r.addr.IsLoopback() {
			return 0
		}
		return 1
	}
	return cmp.Or(slices.Compare(a.id[:], b.id[:]), cmp.Compare(far(a), far(b)), cmp.Compare(ms(a), ms(b)), a.ask.Compare(b.ask))
}

// same tells whether two routes with one ID lead to one server: to this
// computer, or to addresses each of which says that it is the other as well.
func (s *search) same(a, b *route) bool {
	if s.near.own(a.addr) && s.near.own(b.addr) {
		return true
	}
	return slices.Contains(a.said.also, b.addr) && slices.Contains(b.said.also, a.addr)
}
