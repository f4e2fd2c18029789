// Package ledger remembers something of each address that a stranger may come
// from, and forgets it in time: there are more addresses than memory.
package ledger

import (
	"iter"
	"maps"
	"time"
)

// minSweep is how many addresses are kept before it is worth to forget any.
const minSweep = 256

// Ledger is what is known of addresses. It is not safe for concurrent use.
type Ledger[T any] struct {
	spent   func(entry T, now time.Time) bool
	entries map[string]T
	sweepAt int // when so many are known, those that are spent are forgotten
}

// New is an empty Ledger. An entry is spent, and may be forgotten, when an address
// of which nothing is known would be treated in the same way.
func New[T any](spent func(entry T, now time.Time) bool) *Ledger[T] {
	return &Ledger[T]{spent: spent, entries: map[string]T{}, sweepAt: minSweep}
}

// Of is what is known of an address, if something is.
func (l *Ledger[T]) Of(from string) (entry T, known bool) {
	entry, known = l.entries[from]
	return entry, known
}

// Add remembers an entry, and forgets what is spent once there is much: seldom
// enough to cost little for each.
func (l *Ledger[T]) Add(from string, entry T, now time.Time) {
	if len(l.entries) >= l.sweepAt {
		maps.DeleteFunc(l.entries, func(_ string, e T) bool { return l.spent(e, now) })
		l.sweepAt = max(minSweep, 2*len(l.entries))
	}
	l.entries[from] = entry
}

// All are the addresses of which something is known, and what.
func (l *Ledger[T]) All() iter.Seq2[string, T] { return maps.All(l.entries) }

// Len is how many addresses that are.
func (l *Ledger[T]) Len() int { return len(l.entries) }
