package server

import (
	"time"

	"clew/net/authority"
)

// MaxAddrs is maxAddrs.
const MaxAddrs = maxAddrs

// NewConnLimiter is newConnLimiter.
var NewConnLimiter = newConnLimiter

// AcquireAndRelease acquires a slot, releases it, and reports whether the
// connection may join.
func (l *connLimiter) AcquireAndRelease(addr string, now time.Time) bool {
	slot := l.acquire(connInfo{addrKey: addr, evict: func() {}}, nil, now)
	if slot.ok {
		l.release(slot)
	}
	return slot.bye == nil
}

// AddrCount returns the number of addresses with counts.
func (l *connLimiter) AddrCount() int { return l.addrs.Len() }

// Acquire acquires a slot.
func (l *connLimiter) Acquire(addr string, now time.Time) (release func(), in bool) {
	slot := l.acquire(connInfo{addrKey: addr, evict: func() {}}, nil, now)
	return func() { l.release(slot) }, slot.bye == nil
}

// ForwardCommand handles the event of a command on the loop.
func (s *Server) ForwardCommand(e authority.Event) {
	s.onLoop(func(*authority.Authority) { s.forwardCommand(e) })
}
