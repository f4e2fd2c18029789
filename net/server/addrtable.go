// Package server remembers something of each address that a stranger may come
// from, and forgets it in time: there are more addresses than memory.
package server

import (
	"iter"
	"maps"
	"time"
)

// minSweep is how many addresses are kept before it is worth to forget any.
const minSweep = 256

// MaxAddrs is how many addresses are remembered, give or take minSweep: a flood from
// more of them than that, which IPv6 makes cheap, takes no more memory.
const MaxAddrs = 1 << 15

// AddrTable is what is known of addresses. It is not safe for concurrent use.
type AddrTable[T any] struct {
	// Pinned, where not nil, reports that an entry must not be forgotten,
	// however many there are: what it counts must be bounded by something else.
	Pinned func(entry T) bool

	expired func(entry T, now time.Time) bool
	entries map[string]T
	sweepAt int // when so many are known, those that are spent are forgotten
}

// NewAddrTable is an empty Ledger. An entry is spent, and may be forgotten, when an address
// of which nothing is known would be treated in the same way.
func NewAddrTable[T any](spent func(entry T, now time.Time) bool) *AddrTable[T] {
	return &AddrTable[T]{expired: spent, entries: map[string]T{}, sweepAt: minSweep}
}

// Get is what is known of an address, if something is.
func (l *AddrTable[T]) Get(from string) (entry T, known bool) {
	entry, known = l.entries[from]
	return entry, known
}

// Set remembers an entry, and forgets what is spent once there is much: seldom
// enough to cost little for each. Where that is not enough, it forgets a part of the
// others, whichever.
func (l *AddrTable[T]) Set(from string, entry T, now time.Time) {
	if len(l.entries) >= l.sweepAt {
		maps.DeleteFunc(l.entries, func(_ string, e T) bool { return l.expired(e, now) })
		l.evict()
		l.sweepAt = max(minSweep, min(2*len(l.entries), max(MaxAddrs, len(l.entries)+minSweep)))
	}
	l.entries[from] = entry
}

// evict makes room where there are as many entries as may be.
func (l *AddrTable[T]) evict() {
	if len(l.entries) < MaxAddrs {
		return
	}
	for from, e := range l.entries { // in no order that anybody could foresee
		if l.Pinned != nil && l.Pinned(e) {
			continue
		}
		if delete(l.entries, from); len(l.entries) <= MaxAddrs-MaxAddrs/4 {
			return
		}
	}
}

// All are the addresses of which something is known, and what.
func (l *AddrTable[T]) All() iter.Seq2[string, T] { return maps.All(l.entries) }

// Len is how many addresses that are.
func (l *AddrTable[T]) Len() int { return len(l.entries) }
