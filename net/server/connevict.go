package server

import (
	"net/netip"
	"slices"
)

// Prefix lengths of networks that likely belong to one person, for oldestPending.
const (
	networkBits4 = 24
	networkBits6 = 48
)

// markJoined records that a connection is in the game. From then on it is not
// evicted, unless markPending follows, and counts as accepted even if it was to be
// refused.
func (l *connLimiter) markJoined(remoteAddr string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, slot := range l.pending {
		if slot.remoteAddr == remoteAddr {
			l.pending = slices.Delete(l.pending, i, i+1)
			l.markAdmitted(slot)
			return
		}
	}
}

// markAdmitted counts a connection as accepted. The lock is held.
func (l *connLimiter) markAdmitted(slot *connSlot) {
	if slot.rejecting {
		c, _ := l.addrs.Get(slot.addrKey)
		slot.rejecting = false
		c.rejecting--
		c.admitted++
	}
}

// markPending records that a connection starts over in another wire mode. It
// becomes the newest of the pending ones. The connection's goroutine calls this and
// the loop calls markJoined, after a tick: if a connection joins and starts over
// within one tick, it may count as joined until it ends.
func (l *connLimiter) markPending(slot *connSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slot.released && !slices.Contains(l.pending, slot) {
		l.pending = append(l.pending, slot)
	}
}

// oldestPending returns the connection that has been pending longest from the
// network with the most pending ones, or nil. The lock is held.
func (l *connLimiter) oldestPending() *connSlot {
	count, largest := make(map[string]int), 0
	for _, slot := range l.pending {
		count[slot.network]++
		largest = max(largest, count[slot.network])
	}
	return l.oldest(func(slot *connSlot) bool { return count[slot.network] == largest })
}

// oldestRejecting returns the connection of an address that has been pending
// longest among those being refused, or nil. The lock is held.
func (l *connLimiter) oldestRejecting(addr string) *connSlot {
	return l.oldest(func(slot *connSlot) bool { return slot.addrKey == addr && slot.rejecting })
}

// oldest returns the matching connection that has been pending longest, or nil. The
// lock is held.
func (l *connLimiter) oldest(match func(slot *connSlot) bool) *connSlot {
	if i := slices.IndexFunc(l.pending, match); i >= 0 {
		return l.pending[i]
	}
	return nil
}

// networkOf returns the network of an address key; any other string is its own
// network.
func networkOf(addr string) string {
	p, err := netip.ParsePrefix(addr)
	if ip, err2 := netip.ParseAddr(addr); err2 == nil {
		p, err = netip.PrefixFrom(ip, ip.BitLen()), nil
	}
	if err != nil {
		return addr
	}
	bits := networkBits6
	if p.Addr().Is4() {
		bits = networkBits4
	}
	return netip.PrefixFrom(p.Addr(), bits).Masked().String()
}
