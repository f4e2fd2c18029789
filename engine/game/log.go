package game

// Log puts the entries of a game in an order that all parties agree on.
//
// One party decides. It proposes an entry for each tick, without waiting for those
// before to be committed, and applies entries only as the Log returns them. What an
// entry does is shown or acknowledged only then, so nothing has to be taken back.
// So a Log may be late, but it loses no entry, repeats none and swaps no two.
type Log interface {
	// Propose appends an entry to those that are to be committed. The caller may
	// reuse e afterwards: the Log keeps a copy.
	Propose(e *Entry)

	// Committed returns the entries that were committed since the last call, in
	// order, and does not wait for more. They are valid until the next call of any
	// method.
	Committed() []*Entry
}

// Immediate is a Log that commits each entry at once, for a game that has nobody to
// agree with. The zero value is empty.
type Immediate struct {
	entries []*Entry // reused; the first n are to be returned
	n       int
}

// Propose implements Log.
func (l *Immediate) Propose(e *Entry) {
	if l.n == len(l.entries) {
		l.entries = append(l.entries, new(Entry))
	}
	l.entries[l.n].CopyFrom(e)
	l.n++
}

// Committed implements Log.
func (l *Immediate) Committed() []*Entry {
	n := l.n
	l.n = 0
	return l.entries[:n]
}
