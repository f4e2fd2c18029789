// Package rotation decides which level a server plays next.
package rotation

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"clew/cmd/internal/cli"
	"clew/engine/maze"
)

// Level is a level of a rotation.
type Level struct {
	Name  string // as given: a built-in level, a file, or random:…
	Level *maze.Level
}

// Rotation is a list of levels that are played one after the other. It is safe for
// concurrent use, and no method but New, Find and Replace reads files.
type Rotation struct {
	mu      sync.Mutex
	levels  []Level
	index   int  // of the current level; -1: one outside the rotation
	endless bool // after the last level come random ones
	grown   int  // random levels in a row so far
}

// SplitList splits a comma-separated list; an empty one is that of the built-in levels.
func SplitList(list string) []string {
	if strings.TrimSpace(list) == "" {
		return cli.LevelNames()
	}
	names := strings.Split(list, ",")
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	return names
}

// New reads the levels of a comma-separated list, which is played again and again. An
// empty list stands for all built-in levels, after which come random ones that grow,
// each another one. Invalid levels are left out and returned as errors.
func New(list string) (*Rotation, []error) {
	r := &Rotation{endless: strings.TrimSpace(list) == ""}
	var faults []error
	for _, name := range SplitList(list) {
		level, err := cli.LoadLevel(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r.levels = append(r.levels, Level{name, level})
	}
	return r, faults
}

// Current returns the current level if it is one of the list.
func (r *Rotation) Current() (Level, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.current()
}

func (r *Rotation) current() (Level, bool) {
	if r.index < 0 || r.index >= len(r.levels) {
		return Level{}, false
	}
	return r.levels[r.index], true
}

// Next advances to the next level. It takes some milliseconds at most.
func (r *Rotation) Next() Level {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.endless && (r.grown > 0 || r.index == len(r.levels)-1) {
		if level, err := randomLevel(r.grown); err == nil {
			r.index = -1
			r.grown++
			return level
		}
	}
	r.index, r.grown = (r.index+1)%len(r.levels), 0
	return r.levels[r.index]
}

// The sizes of random levels: each is larger than the one before, up to a size that
// takes some minutes to walk.
const (
	firstWidth, firstHeight = 21, 15
	growthX, growthY        = 4, 2
	growths                 = 10
)

// randomLevel grows a level from a new seed, the nth in a row, from 0 on.
func randomLevel(n int) (Level, error) {
	n = min(n, growths)
	name := cli.RandomLevelArg(NewSeed(), firstWidth+n*growthX, firstHeight+n*growthY, cli.DefaultLoopPercent)
	level, err := cli.LoadLevel(name)
	return Level{name, level}, err
}

// Find switches to a level of the rotation, a built-in one, or one from a seed. It
// opens no other files: players with the admin password may not read files.
func (r *Rotation) Find(name string) (Level, error) {
	if level, ok := r.choose(name); ok {
		return level, nil
	}
	if !slices.Contains(cli.LevelNames(), name) && !strings.HasPrefix(name, "random:") {
		return Level{}, fmt.Errorf("unknown level %q; 'level' lists the rotation, and the built-in levels are %s", name, strings.Join(cli.LevelNames(), ", "))
	}
	level, err := cli.LoadLevel(name)
	if err != nil {
		return Level{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.index, r.grown = -1, 0
	return Level{name, level}, nil
}

// choose switches to a level of the list, if it is one.
func (r *Rotation) choose(name string) (Level, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.levels, func(e Level) bool { return e.Name == name })
	if i < 0 {
		return Level{}, false
	}
	r.index, r.grown = i, 0
	return r.levels[i], true
}

// Replace replaces the levels by those of a list, read again. If one is invalid, its
// previous version stays. It returns the current level if that has changed.
func (r *Rotation) Replace(list string) (changed *Level, faults []error) {
	n, faults := New(list)
	r.mu.Lock()
	defer r.mu.Unlock()
	old, had := r.current()
	var entries []Level
	for _, name := range SplitList(list) {
		same := func(e Level) bool { return e.Name == name }
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
	if r.endless = n.endless; !r.endless {
		r.grown = 0
	}
	if had {
		r.index = slices.IndexFunc(entries, func(e Level) bool { return e.Name == old.Name })
	}
	if now, is := r.current(); is && !sameLevel(now.Level, old.Level) {
		return &now, faults
	}
	return nil, faults
}

// Names returns the names of all levels of the list, and the index of the current one;
// -1: it is another one.
func (r *Rotation) Names() (names []string, at int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.levels {
		names = append(names, e.Name)
	}
	return names, r.index
}

// Files returns the file paths in a list of levels, including missing ones.
func Files(list string) []string {
	return slices.DeleteFunc(SplitList(list), func(name string) bool {
		return slices.Contains(cli.LevelNames(), name) || strings.HasPrefix(name, "random:")
	})
}

func sameLevel(a, b *maze.Level) bool { return a.Name == b.Name && a.Maze.Hash() == b.Maze.Hash() }

// NewSeed returns an unpredictable seed.
func NewSeed() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}
