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
// evicted, and counts as accepted even if it was to be refused.
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

// markPending records that a connection has left the game to start over in
// another wire mode.
func (l *connLimiter) markPending(slot *connSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slot.released && !slices.Contains(l.pending, slot) {
		l.pending = append(l.pending, slot)
	}
}

// oldestPending returns the oldest pending connection from the network with the
// most of them, or nil. The lock is held.
func (l *connLimiter) oldestPending() *connSlot {
	count, largest := make(map[string]int), 0
	for _, slot := range l.pending {
		count[slot.network]++
		largest = max(largest, count[slot.network])
	}
	return l.oldest(func(slot *connSlot) bool { return count[slot.network] == largest })
}

// oldestRejecting returns the oldest connection of an address that is being
// refused, or nil. The lock is held.
func (l *connLimiter) oldestRejecting(addr string) *connSlot {
	return l.oldest(func(slot *connSlot) bool { return slot.addrKey == addr && slot.rejecting })
}

// oldest returns the oldest pending connection that matches, or nil. The lock is
// held.
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
