package host

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"clew/net/host/ledger"
	"clew/net/wire"
)

// The bounds of what stands at the door.
const (
	halfOpen  = 256 // connections beyond the players' that may be open
	spare     = 16  // of one address beyond those that may play: who comes back may do so before the old connection is known to be dead
	turnAways = 4   // from one address that are told why they are refused, at a time
)

// door decides which connections may come in: so many from one address, so many
// in all, and from one address no more than its share of new ones in a second.
type door struct {
	perAddress int // who may play from one address; below 0: no bound
	players    int // who may play
	watchers   int // who may watch

	mu      sync.Mutex
	open    int // connections of all callers
	callers *ledger.Ledger[*caller]
	waiting []*entry // those that are not in the game, from the oldest on
}

// caller is an address from which connections come.
type caller struct {
	inside int // connections that were let in
	away   int // connections that are being told why they were not
	pace   *rate.Limiter
}

// entry is what the door says to a connection.
type entry struct {
	open bool      // it may stay for now; whoever has it calls leave at its end
	bye  *wire.Bye // what it is to be told, when it may not come in

	visitor
	network string // of its origin
	away    bool   // it counts as one that is being told why it may not come in
	left    bool   // it counts no more
}

// visitor is a connection that stands at the door.
type visitor struct {
	from  string // its origin
	label string // its address, which no other one has
	evict func() // closes it; waits for nothing
}

func newDoor(perAddress, players, watchers int) *door {
	d := &door{callers: ledger.New((*caller).gone)}
	d.callers.Needed = func(c *caller) bool { return c.inside+c.away > 0 } // leave asks for it
	d.limit(perAddress, players, watchers, time.Time{})
	return d
}

// gone reports that nothing of a caller is left to remember.
func (c *caller) gone(now time.Time) bool {
	return c.inside+c.away == 0 && c.pace.TokensAt(now) >= float64(c.pace.Burst())
}

// limit changes the bounds. Nobody has to leave for it.
func (d *door) limit(perAddress, players, watchers int, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.perAddress, d.players, d.watchers = perAddress, players, max(watchers, 0)
	for from, c := range d.callers.All() {
		limit, burst := d.pace(from)
		c.pace.SetLimitAt(now, limit)
		c.pace.SetBurstAt(now, burst)
	}
}

// share is how many may play from an address.
func (d *door) share(from string) int {
	if local(from) {
		return d.players
	}
	return d.perAddress
}

// pace is how many new connections from one address are taken in a second, and
// how many at once: twice as many as may play, and then as many again in some
// ten seconds.
func (d *door) pace(from string) (rate.Limit, int) {
	n := max(d.share(from), 1)
	return rate.Limit(max(float64(n)/8, 1)), 2 * n
}

// enter decides about a new connection, whose address may be banned. Where all
// places are taken, another one makes way for it.
func (d *door) enter(v visitor, banned *wire.Bye, now time.Time) *entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.caller(v.from, now)
	e := &entry{open: true, bye: banned, visitor: v, network: network(v.from)}
	if e.bye == nil {
		e.bye = d.check(c, d.share(v.from), now)
	}
	switch {
	case e.bye != nil && c.away >= turnAways && !d.evictAway(v.from),
		d.open >= d.players+d.watchers+halfOpen && !d.evictWaiting():
		e.open = false
		return e
	}
	if e.away = e.bye != nil; e.away {
		c.away++
	} else {
		c.inside++
	}
	d.open++
	d.waiting = append(d.waiting, e)
	return e
}

// check is why a caller from whose address so many may play may not come in, or
// nil.
func (d *door) check(c *caller, share int, now time.Time) *wire.Bye {
	switch {
	case d.perAddress < 0:
	case c.inside >= share+spare:
		return &wire.Bye{Code: wire.CodeAddress,
			Text: fmt.Sprintf("%d connections from your address are open, which is all it may have; close one", c.inside)}
	case !c.pace.AllowN(now, 1):
		return &wire.Bye{Code: wire.CodeBusy, Text: "too many new connections from your address; wait some seconds"}
	}
	return nil
}

// leave ends what enter began.
func (d *door) leave(e *entry) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drop(e)
}

// drop counts a connection no longer. The lock is held.
func (d *door) drop(e *entry) {
	if e.left {
		return
	}
	e.left = true
	d.open--
	if c, _ := d.callers.Of(e.from); e.away {
		c.away--
	} else {
		c.inside--
	}
	d.waiting = slices.DeleteFunc(d.waiting, func(o *entry) bool { return o == e })
}

// caller is what is known of an address.
func (d *door) caller(from string, now time.Time) *caller {
	c, known := d.callers.Of(from)
	if !known {
		c = &caller{pace: rate.NewLimiter(d.pace(from))}
		d.callers.Add(from, c, now)
	}
	return c
}

// local reports that an origin is this computer.
func local(origin string) bool {
	ip, err := netip.ParseAddr(origin)
	return err == nil && ip.IsLoopback()
}

// Origin is what counts as one address, of an address with or without a port: in
// IPv6 it is the network, because a household has as many addresses in it as it
// likes. What is no address is an origin of its own.
func Origin(addr string) string {
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
