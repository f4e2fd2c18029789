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
	name  string // as given: a built-in level, a file, or random:…
	level *maze.Level
}

// rotation is a list of levels that are played one after the other.
type rotation struct {
	levels []rotationLevel
	index  int // of the current level; -1: one outside the rotation
}

// splitList splits a comma-separated list.
func splitList(list string) []string {
	names := strings.Split(list, ",")
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	return names
}

// newRotation reads the levels of a comma-separated list. Invalid ones are left
// out and returned as errors.
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

// current returns the current level if it is part of the rotation.
func (r *rotation) current() (rotationLevel, bool) {
	if r.index < 0 || r.index >= len(r.levels) {
		return rotationLevel{}, false
	}
	return r.levels[r.index], true
}

// next advances to the next level; after the last one comes the first.
func (r *rotation) next() rotationLevel {
	r.index = (r.index + 1) % len(r.levels)
	return r.levels[r.index]
}

// find switches to a level of the rotation, a built-in one, or one from a seed. It
// opens no other files: players with the admin password may not read files.
func (r *rotation) find(name string) (rotationLevel, error) {
	if i := slices.IndexFunc(r.levels, func(e rotationLevel) bool { return e.name == name }); i >= 0 {
		r.index = i
		return r.levels[i], nil
	}
	if !slices.Contains(cli.LevelNames(), name) && !strings.HasPrefix(name, "random:") {
		return rotationLevel{}, fmt.Errorf("unknown level %q; 'level' lists the rotation, and the built-in levels are %s", name, strings.Join(cli.LevelNames(), ", "))
	}
	level, err := cli.LoadLevel(name)
	if err != nil {
		return rotationLevel{}, err
	}
	r.index = -1
	return rotationLevel{name, level}, nil
}

// replace replaces the levels by those of a list, read again. If one is invalid,
// its previous version stays. It returns the current level if that has changed.
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

// names returns the names of all levels.
func (r *rotation) names() []string {
	var all []string
	for _, e := range r.levels {
		all = append(all, e.name)
	}
	return all
}

// levelFiles returns the file paths in a list of levels, including missing ones.
func levelFiles(list string) []string {
	return slices.DeleteFunc(splitList(list), func(name string) bool {
		return slices.Contains(cli.LevelNames(), name) || strings.HasPrefix(name, "random:")
	})
}

func sameLevel(a, b *maze.Level) bool { return a.Name == b.Name && a.Maze.Hash() == b.Maze.Hash() }
