package main

import (
	"fmt"
	"slices"
	"strings"

	"clew/cmd/internal/cli"
	"clew/engine/maze"
)

// rotationLevel is a level of a rotation.
type rotationLevel struct {
	name  string // as it was given: of a level, a file, or random:…
	level *maze.Level
}

// rotation is the levels that are played one after the other.
type rotation struct {
	levels []rotationLevel
	index  int // the one that is played; -1: one that is not of them
}

// splitList is a list with commas between, as its parts.
func splitList(list string) []string {
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
	for _, name := range splitList(list) {
		level, err := cli.LoadLevel(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r.levels = append(r.levels, rotationLevel{name, level})
	}
	return r, faults
}

// current is the level that is played, if it is one of the rotation.
func (r *rotation) current() (rotationLevel, bool) {
	if r.index < 0 || r.index >= len(r.levels) {
		return rotationLevel{}, false
	}
	return r.levels[r.index], true
}

// next goes on to the level after the current one, which after the last one is
// the first.
func (r *rotation) next() rotationLevel {
	r.index = (r.index + 1) % len(r.levels)
	return r.levels[r.index]
}

// find goes to a level: one of the rotation, one that comes with the game, or
// one from a seed. No other file: who may say a name may not read files.
func (r *rotation) find(name string) (rotationLevel, error) {
	if i := slices.IndexFunc(r.levels, func(e rotationLevel) bool { return e.name == name }); i >= 0 {
		r.index = i
		return r.levels[i], nil
	}
	if !slices.Contains(cli.LevelNames(), name) && !strings.HasPrefix(name, "random:") {
		return rotationLevel{}, fmt.Errorf("there is no level %q; 'level' lists the rotation, and with the game come %s", name, strings.Join(cli.LevelNames(), ", "))
	}
	level, err := cli.LoadLevel(name)
	if err != nil {
		return rotationLevel{}, err
	}
	r.index = -1
	return rotationLevel{name, level}, nil
}

// replace takes over the levels of a list, read anew. Where one can't be read,
// the one that was read before under the same name stays; that is told of. The
// first result is the current level, if it is another one now.
func (r *rotation) replace(list string) (changed *rotationLevel, faults []error) {
	n, faults := newRotation(list)
	old, had := r.current()
	var entries []rotationLevel
	for _, name := range splitList(list) {
		same := func(e rotationLevel) bool { return e.name == name }
		if i := slices.IndexFunc(n.levels, same); i >= 0 {
			entries = append(entries, n.levels[i])
		} else if i := slices.IndexFunc(r.levels, same); i >= 0 {
			entries = append(entries, r.levels[i])
		}
	}
	if len(entries) == 0 {
		return nil, faults
	}
	r.levels, r.index = entries, -1
	if had {
		r.index = slices.IndexFunc(entries, func(e rotationLevel) bool { return e.name == old.name })
	}
	if now, is := r.current(); is && !sameLevel(now.level, old.level) {
		return &now, faults
	}
	return nil, faults
}

// names are the names of all levels.
func (r *rotation) names() []string {
	var all []string
	for _, e := range r.levels {
		all = append(all, e.name)
	}
	return all
}

// levelFiles are the paths in a list of levels, of those too that can't be read
// yet.
func levelFiles(list string) []string {
	return slices.DeleteFunc(splitList(list), func(name string) bool {
		return slices.Contains(cli.LevelNames(), name) || strings.HasPrefix(name, "random:")
	})
}

func sameLevel(a, b *maze.Level) bool { return a.Name == b.Name && a.Maze.Hash() == b.Maze.Hash() }
