package server

import (
	"iter"
	"maps"
	"time"
)

// minSweep is the number of addresses below which none is forgotten.
const minSweep = 256

// maxAddrs is about how many addresses a table holds (minSweep more or less), so
// that a flood from many addresses, cheap in IPv6, takes no more memory.
const maxAddrs = 1 << 15

// addrTable maps addresses to values and forgets them in time: there are more
// addresses than memory. It is not safe for concurrent use.
type addrTable[T any] struct {
	// Pinned, if not nil, reports whether an entry must not be forgotten. Something
	// else must limit the number of such entries.
	Pinned func(entry T) bool

	expired func(entry T, now time.Time) bool
	entries map[string]T
	sweepAt int // number of entries that triggers the next sweep
}

// newAddrTable returns an empty table. An entry may be forgotten once expired
// returns true, which means that a new entry would behave the same.
func newAddrTable[T any](expired func(entry T, now time.Time) bool) *addrTable[T] {
	return &addrTable[T]{expired: expired, entries: map[string]T{}, sweepAt: minSweep}
}

// Get returns the entry of an address, if there is one.
func (l *addrTable[T]) Get(addr string) (entry T, known bool) {
	entry, known = l.entries[addr]
	return entry, known
}

// Set stores an entry. From time to time it forgets expired entries and, if that
// is not enough, some of the others.
func (l *addrTable[T]) Set(addr string, entry T, now time.Time) {
	if len(l.entries) >= l.sweepAt {
		maps.DeleteFunc(l.entries, func(_ string, e T) bool { return l.expired(e, now) })
		l.evict()
		l.sweepAt = max(minSweep, min(2*len(l.entries), max(maxAddrs, len(l.entries)+minSweep)))
	}
	l.entries[addr] = entry
}

// evict makes room in a full table.
func (l *addrTable[T]) evict() {
	if len(l.entries) < maxAddrs {
		return
	}
	for addr, e := range l.entries { // in random order, so nobody can predict which
		if l.Pinned != nil && l.Pinned(e) {
			continue
		}
		if delete(l.entries, addr); len(l.entries) <= maxAddrs-maxAddrs/4 {
			return
		}
	}
}

// All iterates over all entries.
func (l *addrTable[T]) All() iter.Seq2[string, T] { return maps.All(l.entries) }

// Len returns the number of entries.
func (l *addrTable[T]) Len() int { return len(l.entries) }
