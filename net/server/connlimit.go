package server

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"clew/net/wire"
)

// The bounds of what stands at the door.
const (
	extraConns          = 256 // connections beyond the players' that may be open
	extraConnsPerAddr   = 16  // of one address beyond those that may play: who comes back may do so before the old connection is known to be dead
	maxRejectingPerAddr = 4   // from one address that are told why they are refused, at a time
)

// connLimiter decides which connections may come in: so many from one address, so many
// in all, and from one address no more than its share of new ones in a second.
type connLimiter struct {
	maxPerAddr    int // who may play from one address; below 0: no bound
	maxPlayers    int // who may play
	maxSpectators int // who may watch

	mu      sync.Mutex
	open    int // connections of all callers
	addrs   *AddrTable[*addrConns]
	pending []*connSlot // those that are not in the game, from the oldest on
}

// addrConns is an address from which connections come.
type addrConns struct {
	admitted  int // connections that were let in
	rejecting int // connections that are being told why they were not
	limiter   *rate.Limiter
}

// connSlot is what the door says to a connection.
type connSlot struct {
	ok  bool      // it may stay for now; whoever has it calls leave at its end
	bye *wire.Bye // what it is to be told, when it may not come in

	connInfo
	network   string // of its origin
	rejecting bool   // it counts as one that is being told why it may not come in
	released  bool   // it counts no more
}

// connInfo is a connection that stands at the door.
type connInfo struct {
	addrKey    string // its origin
	remoteAddr string // its address, which no other one has
	evict      func() // closes it; waits for nothing
}

func newConnLimiter(perAddress, players, watchers int) *connLimiter {
	d := &connLimiter{addrs: NewAddrTable((*addrConns).expired)}
	d.addrs.Pinned = func(c *addrConns) bool { return c.admitted+c.rejecting > 0 } // leave asks for it
	d.setLimits(perAddress, players, watchers, time.Time{})
	return d
}

// expired reports that nothing of a caller is left to remember.
func (c *addrConns) expired(now time.Time) bool {
	return c.admitted+c.rejecting == 0 && c.limiter.TokensAt(now) >= float64(c.limiter.Burst())
}

// setLimits changes the bounds. Nobody has to leave for it.
func (d *connLimiter) setLimits(perAddress, players, watchers int, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.maxPerAddr, d.maxPlayers, d.maxSpectators = perAddress, players, max(watchers, 0)
	for from, c := range d.addrs.All() {
		limit, burst := d.connRate(from)
		c.limiter.SetLimitAt(now, limit)
		c.limiter.SetBurstAt(now, burst)
	}
}

// playersPerAddr is how many may play from an address.
func (d *connLimiter) playersPerAddr(from string) int {
	if isLocal(from) {
		return d.maxPlayers
	}
	return d.maxPerAddr
}

// connRate is how many new connections from one address are taken in a second, and
// how many at once: twice as many as may play, and then as many again in some
// ten seconds.
func (d *connLimiter) connRate(from string) (rate.Limit, int) {
	n := max(d.playersPerAddr(from), 1)
	return rate.Limit(max(float64(n)/8, 1)), 2 * n
}

// acquire decides about a new connection, whose address may be banned. Where all
// places are taken, another one makes way for it.
func (d *connLimiter) acquire(v connInfo, banned *wire.Bye, now time.Time) *connSlot {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.connsFrom(v.addrKey, now)
	e := &connSlot{ok: true, bye: banned, connInfo: v, network: networkOf(v.addrKey)}
	if e.bye == nil {
		e.bye = d.refusal(c, d.playersPerAddr(v.addrKey), now)
	}
	switch {
	case e.bye != nil && c.rejecting >= maxRejectingPerAddr && !d.evictRejecting(v.addrKey),
		d.open >= d.maxPlayers+d.maxSpectators+extraConns && !d.evictPending():
		e.ok = false
		return e
	}
	if e.rejecting = e.bye != nil; e.rejecting {
		c.rejecting++
	} else {
		c.admitted++
	}
	d.open++
	d.pending = append(d.pending, e)
	return e
}

// refusal is why a caller from whose address so many may play may not come in, or
// nil.
func (d *connLimiter) refusal(c *addrConns, share int, now time.Time) *wire.Bye {
	switch {
	case d.maxPerAddr < 0:
	case c.admitted >= share+extraConnsPerAddr:
		return &wire.Bye{Code: wire.CodeAddressLimit,
			Text: fmt.Sprintf("%d connections from your address are open, which is all it may have; close one", c.admitted)}
	case !c.limiter.AllowN(now, 1):
		return &wire.Bye{Code: wire.CodeBusy, Text: "too many new connections from your address; wait some seconds"}
	}
	return nil
}

// release ends what enter began.
func (d *connLimiter) release(e *connSlot) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.remove(e)
}

// remove counts a connection no longer. The lock is held.
func (d *connLimiter) remove(e *connSlot) {
	if e.released {
		return
	}
	e.released = true
	d.open--
	if c, _ := d.addrs.Get(e.addrKey); e.rejecting {
		c.rejecting--
	} else {
		c.admitted--
	}
	d.pending = slices.DeleteFunc(d.pending, func(o *connSlot) bool { return o == e })
}

// connsFrom is what is known of an address.
func (d *connLimiter) connsFrom(from string, now time.Time) *addrConns {
	c, known := d.addrs.Get(from)
	if !known {
		c = &addrConns{limiter: rate.NewLimiter(d.connRate(from))}
		d.addrs.Set(from, c, now)
	}
	return c
}

// isLocal reports that an origin is this computer.
func isLocal(origin string) bool {
	ip, err := netip.ParseAddr(origin)
	return err == nil && ip.IsLoopback()
}

// AddrKey is what counts as one address, of an address with or without a port: in
// IPv6 it is the network, because a household has as many addresses in it as it
// likes. What is no address is an origin of its own.
func AddrKey(addr string) string {
	ip, err := netip.ParseAddr(addr)
	if ap, err2 := netip.ParseAddrPort(addr); err != nil && err2 == nil {
		ip, err = ap.Addr(), nil
	}
	if err != nil {
		return addr
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() && !ip.IsLoopback() {
		return netip.PrefixFrom(ip, 64).Masked().String()
	}
	return ip.String()
}
