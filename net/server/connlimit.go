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

// Connection limits.
const (
	extraConns          = 256 // connections beyond the players and spectators
	extraConnsPerAddr   = 16  // connections of one address beyond its players, for clients that reconnect before the server notices that their old connection is dead
	maxRejectingPerAddr = 4   // connections of one address that are being told why they are refused
)

// connLimiter limits the connections of each address, the connections of all,
// and the rate of new ones from each address.
type connLimiter struct {
	maxPerAddr    int // players from one address; negative: no limit
	maxPlayers    int
	maxSpectators int

	mu      sync.Mutex
	open    int // connections of all addresses
	addrs   *addrTable[*addrConns]
	pending []*connSlot // not in the game, in the order in which they became pending
}

// addrConns counts the connections of one address.
type addrConns struct {
	admitted  int // accepted ones
	rejecting int // ones that are being told why they are refused
	limiter   *rate.Limiter
}

// connSlot is the limiter's decision about a connection.
type connSlot struct {
	ok  bool      // the connection may stay for now; it must be released when it ends
	bye *wire.Bye // the reason for the client if it may not join

	connInfo
	network   string // see networkOf
	rejecting bool   // counted as addrConns.rejecting rather than admitted
	released  bool   // no longer counted
}

// connInfo describes a new connection.
type connInfo struct {
	addrKey    string // see AddrKey
	remoteAddr string // unique among the open connections
	evict      func() // closes the connection; must not block
}

func newConnLimiter(maxPerAddr, maxPlayers, maxSpectators int) *connLimiter {
	l := &connLimiter{addrs: newAddrTable((*addrConns).expired)}
	l.addrs.Pinned = func(c *addrConns) bool { return c.admitted+c.rejecting > 0 } // release needs it
	l.setLimits(maxPerAddr, maxPlayers, maxSpectators, time.Time{})
	return l
}

// expired reports whether the counts of an address can be forgotten.
func (c *addrConns) expired(now time.Time) bool {
	return c.admitted+c.rejecting == 0 && c.limiter.TokensAt(now) >= float64(c.limiter.Burst())
}

// setLimits changes the limits. Connections above them stay open.
func (l *connLimiter) setLimits(maxPerAddr, maxPlayers, maxSpectators int, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.maxPerAddr, l.maxPlayers, l.maxSpectators = maxPerAddr, maxPlayers, max(maxSpectators, 0)
	for addr, c := range l.addrs.All() {
		limit, burst := l.connRate(addr)
		c.limiter.SetLimitAt(now, limit)
		c.limiter.SetBurstAt(now, burst)
	}
}

// playersPerAddr returns how many players an address may have.
func (l *connLimiter) playersPerAddr(addr string) int {
	if isLocal(addr) {
		return l.maxPlayers
	}
	return l.maxPerAddr
}

// connRate returns the rate of new connections per second from one address and
// its burst: twice its players at once, then as many again in some ten seconds.
func (l *connLimiter) connRate(addr string) (rate.Limit, int) {
	n := max(l.playersPerAddr(addr), 1)
	return rate.Limit(max(float64(n)/8, 1)), 2 * n
}

// acquire decides about a new connection, whose address may be banned. If all
// places are taken, it evicts another connection that is not in the game.
func (l *connLimiter) acquire(info connInfo, banned *wire.Bye, now time.Time) *connSlot {
	slot := &connSlot{bye: banned, connInfo: info, network: networkOf(info.addrKey)}
	for _, evicted := range l.add(slot, now) {
		evicted.evict()
	}
	return slot
}

// add counts a new connection if it may stay, and returns those to be evicted
// for it.
func (l *connLimiter) add(slot *connSlot, now time.Time) (evicted []*connSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.connsFrom(slot.addrKey, now)
	if slot.bye == nil {
		slot.bye = l.refusal(c, l.playersPerAddr(slot.addrKey), now)
	}
	if slot.bye != nil && c.rejecting >= maxRejectingPerAddr {
		oldest := l.oldestRejecting(slot.addrKey)
		if oldest == nil {
			return nil
		}
		l.remove(oldest)
		evicted = append(evicted, oldest)
	}
	if l.open >= l.maxPlayers+l.maxSpectators+extraConns {
		oldest := l.oldestPending()
		if oldest == nil {
			return evicted
		}
		l.remove(oldest)
		evicted = append(evicted, oldest)
	}
	slot.ok = true
	if slot.rejecting = slot.bye != nil; slot.rejecting {
		c.rejecting++
	} else {
		c.admitted++
	}
	l.open++
	l.pending = append(l.pending, slot)
	return evicted
}

// refusal returns why an address with a limit of players may not connect again,
// or nil.
func (l *connLimiter) refusal(c *addrConns, maxPlayers int, now time.Time) *wire.Bye {
	switch {
	case l.maxPerAddr < 0:
	case c.admitted >= maxPlayers+extraConnsPerAddr:
		return &wire.Bye{Code: wire.CodeAddressLimit,
			Text: fmt.Sprintf("%d connections from your address are open, the maximum; close one", c.admitted)}
	case !c.limiter.AllowN(now, 1):
		return &wire.Bye{Code: wire.CodeBusy, Text: "too many new connections from your address; try again in a few seconds"}
	}
	return nil
}

// release ends what acquire began.
func (l *connLimiter) release(slot *connSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove(slot)
}

// remove stops counting a connection. The lock is held.
func (l *connLimiter) remove(slot *connSlot) {
	if slot.released {
		return
	}
	slot.released = true
	l.open--
	if c, _ := l.addrs.Get(slot.addrKey); slot.rejecting {
		c.rejecting--
	} else {
		c.admitted--
	}
	l.pending = slices.DeleteFunc(l.pending, func(other *connSlot) bool { return other == slot })
}

// connsFrom returns the counts of an address.
func (l *connLimiter) connsFrom(addr string, now time.Time) *addrConns {
	c, known := l.addrs.Get(addr)
	if !known {
		c = &addrConns{limiter: rate.NewLimiter(l.connRate(addr))}
		l.addrs.Set(addr, c, now)
	}
	return c
}

// isLocal reports whether an address key is this computer's.
func isLocal(addr string) bool {
	ip, err := netip.ParseAddr(addr)
	return err == nil && ip.IsLoopback()
}

// AddrKey returns what counts as one address for an address with or without a
// port: the address itself or, for IPv6, its /64 network, since a household can
// use every address in that. Any other string is its own key.
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
