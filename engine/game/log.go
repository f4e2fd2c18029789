package game

// Log puts the entries of a game in an order that all parties agree on.
//
// Who decides proposes an entry for each tick, several of which may be under way,
// and applies entries only as the Log returns them: nothing is shown, acknowledged
// or answered before its entry is committed, so nothing ever has to be taken back.
type Log interface {
	// Propose asks for an entry to be the next one. It keeps a copy at most.
	Propose(e *Entry)

	// Committed returns the entries that were committed since the last
	// call, in order. They are valid until the next call of any method.
	Committed() []*Entry
}

// Immediate is a Log that commits each entry at once: that of a game which has
// nobody to agree with. The zero value is empty.
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
