package tracker

import (
	"net/netip"
	"slices"
	"time"

	"clew/net/wire"
)

// Limits on stored games.
const (
	maxGames        = 1024
	maxGamesPerAddr = 8
	gameTimeout     = 60 * time.Second // without an announcement
)

// table holds the announced games.
type table struct {
	games   map[netip.AddrPort]*entry
	order   []netip.AddrPort // sorted, for pages
	perAddr map[netip.Prefix]int
	perNet  map[netip.Prefix]int
}

// entry is a game in the table.
type entry struct {
	Game
	first, last time.Duration // announcements
	renewals    bucket
}

func newTable() table {
	return table{games: make(map[netip.AddrPort]*entry), perAddr: make(map[netip.Prefix]int), perNet: make(map[netip.Prefix]int)}
}

// addrKey returns what counts as one address.
func addrKey(a netip.Addr) netip.Prefix { return prefix(a, 32, 64) }

// netKey returns what counts as one network.
func netKey(a netip.Addr) netip.Prefix { return prefix(a, 16, 32) }

func prefix(a netip.Addr, bits4, bits6 int) netip.Prefix {
	bits := bits6
	if a.Is4() {
		bits = bits4
	}
	p, _ := a.WithZone("").Prefix(bits)
	return p
}

// put stores or renews a game, or returns why not.
func (t *table) put(now time.Duration, g Game) refusal {
	if e := t.games[g.Addr]; e != nil {
		e.Game, e.last = g, now
		return 0
	}
	ip := g.Addr.Addr()
	if t.perAddr[addrKey(ip)] >= maxGamesPerAddr {
		return refusedTooMany
	}
	if len(t.games) >= maxGames && !t.makeRoom(netKey(ip)) {
		return refusedFull
	}
	t.games[g.Addr] = &entry{Game: g, first: now, last: now, renewals: bucket(now + time.Second/announcesPerAddr)}
	at, _ := t.find(g.Addr)
	t.order = slices.Insert(t.order, at, g.Addr)
	t.perAddr[addrKey(ip)]++
	t.perNet[netKey(ip)]++
	return 0
}

// find returns the index of an address in order, or where it belongs.
func (t *table) find(a netip.AddrPort) (int, bool) {
	return slices.BinarySearchFunc(t.order, a, netip.AddrPort.Compare)
}

// remove removes a game, if it is there.
func (t *table) remove(a netip.AddrPort) {
	at, ok := t.find(a)
	if !ok {
		return
	}
	t.order = slices.Delete(t.order, at, at+1)
	delete(t.games, a)
	decrement(t.perAddr, addrKey(a.Addr()))
	decrement(t.perNet, netKey(a.Addr()))
}

func decrement(counts map[netip.Prefix]int, key netip.Prefix) {
	if counts[key]--; counts[key] == 0 {
		delete(counts, key)
	}
}

// expire removes the games that are not announced any more.
func (t *table) expire(now time.Duration) {
	for _, a := range slices.Clone(t.order) {
		if now-t.games[a].last >= gameTimeout {
			t.remove(a)
		}
	}
}

// makeRoom removes the newest game of the network with most, unless the newcomer's
// would then have as many.
func (t *table) makeRoom(newcomer netip.Prefix) bool {
	var largest netip.Prefix
	for net, n := range t.perNet {
		if n > t.perNet[largest] || n == t.perNet[largest] && net.Addr().Less(largest.Addr()) {
			largest = net
		}
	}
	if t.perNet[largest] < t.perNet[newcomer]+2 {
		return false
	}
	var newest *entry
	for _, a := range t.order {
		if e := t.games[a]; netKey(a.Addr()) == largest && (newest == nil || e.first >= newest.first) {
			newest = e
		}
	}
	t.remove(newest.Addr)
	return true
}

// page returns the games after an address that fit in a page and that asker can
// reach, and whether there are more.
func (t *table) page(after netip.AddrPort, asker netip.Addr) (games []Game, more bool) {
	at, found := t.find(after)
	if found {
		at++
	}
	size := headerSize + 2
	for _, a := range t.order[at:] {
		if scopeOf(asker) > scopeOf(a.Addr()) {
			continue
		}
		g := t.games[a].Game
		if size += maxEntry - 2*wire.MaxNameLen + len(g.Name) + len(g.Level); size > pageSize {
			return games, true
		}
		games = append(games, g)
	}
	return games, false
}

// scope says from where an address can be reached.
type scope uint8

// The scopes, from the smallest.
const (
	thisComputer scope = iota
	privateNetwork
	internet
)

func scopeOf(a netip.Addr) scope {
	switch {
	case a.IsLoopback():
		return thisComputer
	case a.IsPrivate() || a.IsLinkLocalUnicast():
		return privateNetwork
	}
	return internet
}
