package screen

import "clew/net/discovery"

// lanSearch searches the local network for servers and games without one, for a screen
// that lists them.
type lanSearch struct {
	finder  *discovery.Finder // nil if the search failed
	problem string            // why it failed
	found   []discovery.Server
}

// searchLAN begins to search.
func searchLAN() (l lanSearch) {
	finder, err := discovery.Find(discovery.FindOptions{})
	if err != nil {
		return lanSearch{problem: lanErrorText("lan.search-failed", err)}
	}
	return lanSearch{finder: finder}
}

// update brings what is found up to date, and returns what is wrong, or "".
func (l *lanSearch) update() (problem string) {
	if l.finder == nil {
		return l.problem
	}
	l.found = l.finder.Servers(l.found[:0])
	if err := l.finder.LastError(); err != nil {
		return lanErrorText("lan.search-failed", err)
	}
	return ""
}

// close ends the search.
func (l *lanSearch) close() {
	if l.finder != nil {
		l.finder.Close()
	}
}
