package main

import (
	"fmt"
	"slices"
	"strings"

	"clew/cmd/internal/pick"
	"clew/engine/maze"
)

// entry is a level of a rotation.
type entry struct {
	name  string // as it was given: of a level, a file, or random:…
	level *maze.Level
}

// rotation is the levels that are played one after the other.
type rotation struct {
	entries []entry
	at      int // the one that is played; -1: one that is not of them
}

// split is a list with commas between, as its parts.
func split(list string) []string {
	names := strings.Split(list, ",")
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	return names
}

// newRotation reads the levels of a list with commas between. Those that cannot
// be are left out, and told of.
func newRotation(list string) (*rotation, []error) {
	r := &rotation{}
	var faults []error
	for _, name := range split(list) {
		level, err := pick.Level(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r.entries = append(r.entries, entry{name, level})
	}
	return r, faults
}

// current is the level that is played, if it is one of the rotation.
func (r *rotation) current() (entry, bool) {
	if r.at < 0 || r.at >= len(r.entries) {
		return entry{}, false
	}
	return r.entries[r.at], true
}

// next goes on to the level after the current one, which after the last one is
// the first.
func (r *rotation) next() entry {
	r.at = (r.at + 1) % len(r.entries)
	return r.entries[r.at]
}

// find goes to a level: one of the rotation, one that comes with the game, or
// one from a seed. No other file: who may say a name may not read files.
func (r *rotation) find(name string) (entry, error) {
	if i := slices.IndexFunc(r.entries, func(e entry) bool { return e.name == name }); i >= 0 {
		r.at = i
		return r.entries[i], nil
	}
	if !slices.Contains(pick.Names(), name) && !strings.HasPrefix(name, "random:") {
		return entry{}, fmt.Errorf("there is no level %q; 'level' lists the rotation, and with the game come %s", name, strings.Join(pick.Names(), ", "))
	}
	level, err := pick.Level(name)
	if err != nil {
		return entry{}, err
	}
	r.at = -1
	return entry{name, level}, nil
}

// replace takes over the levels of a list, read anew. Where one can't be read,
// the one that was read before under the same name stays; that is told of. The
// first result is the current level, if it is another one now.
func (r *rotation) replace(list string) (changed *entry, faults []error) {
	n, faults := newRotation(list)
	old, had := r.current()
	var entries []entry
	for _, name := range split(list) {
		same := func(e entry) bool { return e.name == name }
		if i := slices.IndexFunc(n.entries, same); i >= 0 {
			entries = append(entries, n.entries[i])
		} else if i := slices.IndexFunc(r.entries, same); i >= 0 {
			entries = append(entries, r.entries[i])
		}
	}
	if len(entries) == 0 {
		return nil, faults
	}
	r.entries, r.at = entries, -1
	if had {
		r.at = slices.IndexFunc(entries, func(e entry) bool { return e.name == old.name })
	}
	if now, is := r.current(); is && !sameLevel(now.level, old.level) {
		return &now, faults
	}
	return nil, faults
}

// names are the names of all levels.
func (r *rotation) names() []string {
	var all []string
	for _, e := range r.entries {
		all = append(all, e.name)
	}
	return all
}

// levelFiles are the paths in a list of levels, of those too that can't be read
// yet.
func levelFiles(list string) []string {
	return slices.DeleteFunc(split(list), func(name string) bool {
		return slices.Contains(pick.Names(), name) || strings.HasPrefix(name, "random:")
	})
}

func sameLevel(a, b *maze.Level) bool { return a.Name == b.Name && a.Maze.Hash() == b.Maze.Hash() }
