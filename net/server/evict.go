package server

import (
	"net/netip"
	"slices"
)

// The networks of which each is likely one person's, and bears what it sends.
const (
	networkBits4 = 24
	networkBits6 = 48
)

// markJoined tells the door that a connection is in the game. From then on it makes
// way for nobody, and is one that was let in, whatever it was to be told.
func (d *connLimiter) markJoined(label string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, e := range d.pending {
		if e.remoteAddr == label {
			d.pending = slices.Delete(d.pending, i, i+1)
			d.markAdmitted(e)
			return
		}
	}
}

// markAdmitted counts a connection as one that was let in. The lock is held.
func (d *connLimiter) markAdmitted(e *connSlot) {
	if e.rejecting {
		c, _ := d.addrs.Get(e.addrKey)
		e.rejecting = false
		c.rejecting--
		c.admitted++
	}
}

// markPending tells the door that a connection begins again, in another mode: it is not
// in the game any more.
func (d *connLimiter) markPending(e *connSlot) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !e.released && !slices.Contains(d.pending, e) {
		d.pending = append(d.pending, e)
	}
}

// evictPending has a connection make way that is not in the game: the oldest one
// of the network that holds most of them. It reports false where there is none.
// The lock is held.
func (d *connLimiter) evictPending() bool {
	held, most := make(map[string]int), 0
	for _, e := range d.pending {
		held[e.network]++
		most = max(most, held[e.network])
	}
	return d.evictOldest(func(e *connSlot) bool { return held[e.network] == most })
}

// evictRejecting is evictWaiting among those of one address that may not come in.
func (d *connLimiter) evictRejecting(from string) bool {
	return d.evictOldest(func(e *connSlot) bool { return e.addrKey == from && e.rejecting })
}

// evictOldest has the oldest connection make way of those that are not in the game and
// are meant. The lock is held.
func (d *connLimiter) evictOldest(meant func(e *connSlot) bool) bool {
	for _, e := range d.pending {
		if meant(e) {
			d.remove(e)
			e.evict()
			return true
		}
	}
	return false
}

// networkOf is the network of an origin. What is no address is a network of its
// own.
func networkOf(origin string) string {
	p, err := netip.ParsePrefix(origin)
	if ip, err2 := netip.ParseAddr(origin); err2 == nil {
		p, err = netip.PrefixFrom(ip, ip.BitLen()), nil
	}
	if err != nil {
		return origin
	}
	bits := networkBits6
	if p.Addr().Is4() {
		bits = networkBits4
	}
	return netip.PrefixFrom(p.Addr(), bits).Masked().String()
}
