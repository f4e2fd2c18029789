package host

import (
	"net/netip"
	"slices"
)

// The networks of which each is likely one person's, and bears what it sends.
const (
	networkBits4 = 24
	networkBits6 = 48
)

// entered tells the door that a connection is in the game. From then on it makes
// way for nobody, and is one that was let in, whatever it was to be told.
func (d *door) entered(label string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, e := range d.waiting {
		if e.label == label {
			d.waiting = slices.Delete(d.waiting, i, i+1)
			d.admit(e)
			return
		}
	}
}

// admit counts a connection as one that was let in. The lock is held.
func (d *door) admit(e *entry) {
	if e.away {
		c, _ := d.callers.Of(e.from)
		e.away = false
		c.away--
		c.inside++
	}
}

// begins tells the door that a connection begins again, in another mode: it is not
// in the game any more.
func (d *door) begins(e *entry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !e.left && !slices.Contains(d.waiting, e) {
		d.waiting = append(d.waiting, e)
	}
}

// evictWaiting has a connection make way that is not in the game: the oldest one
// of the network that holds most of them. It reports false where there is none.
// The lock is held.
func (d *door) evictWaiting() bool {
	held, most := make(map[string]int), 0
	for _, e := range d.waiting {
		held[e.network]++
		most = max(most, held[e.network])
	}
	return d.evict(func(e *entry) bool { return held[e.network] == most })
}

// evictAway is evictWaiting among those of one address that may not come in.
func (d *door) evictAway(from string) bool {
	return d.evict(func(e *entry) bool { return e.from == from && e.away })
}

// evict has the oldest connection make way of those that are not in the game and
// are meant. The lock is held.
func (d *door) evict(meant func(e *entry) bool) bool {
	for _, e := range d.waiting {
		if meant(e) {
			d.drop(e)
			e.evict()
			return true
		}
	}
	return false
}

// network is the network of an origin. What is no address is a network of its
// own.
func network(origin string) string {
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
