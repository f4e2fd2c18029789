package settings

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/adrg/xdg"
	"github.com/pelletier/go-toml/v2"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/keep"
	"clew/engine/sim"
)

// TimesVersion is that of the file; one with a greater number is of a later
// release.
const TimesVersion = 1

// The bounds of the file: bytes, and levels of which times are kept.
const (
	maxTimesFile = 1 << 20
	maxTimesKept = 2000
	longestTime  = 1 << 30 // ticks
)

// TimesFile is where the times are kept.
func TimesFile() string { return filepath.Join(xdg.DataHome, "clew", "times.toml") }

// Times are how long a person took to the exits of the levels. They are not
// safe for concurrent use.
type Times struct {
	path   string // empty: they are not kept
	levels map[string]LevelTime
}

// LevelTime is what is kept of a level.
type LevelTime struct {
	Name string    `toml:"name"`
	Best sim.Tick  `toml:"best"` // ticks from coming to the exit, the fewest so far
	Runs int       `toml:"runs"` // how often the exit was found
	Last time.Time `toml:"last"` // when it was found last
}

// timesFile is the file; a level's key is its maze's hash in hexadecimal:
//
//	version = 1
//
//	[levels.9c2f01d34ab7e655]
//	name = 'The Two Courtyards'
//	best = 2431
//	runs = 3
//	last = 2026-05-04T10:11:12Z
type timesFile struct {
	Version int                  `toml:"version"`
	Levels  map[string]LevelTime `toml:"levels"`
}

// OpenTimes reads the times that are kept in a file. It always gives Times; the
// message, if there is one, is a sentence about what went wrong: a damaged file
// is put aside under another name, and one that can't be used is left as it is
// and nothing is kept.
func OpenTimes(path string) (t *Times, message string) {
	t = &Times{path: path, levels: map[string]LevelTime{}}
	b, err := keep.Read(path, maxTimesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return t, ""
	}
	if err != nil {
		t.path = ""
		return t, words.F("times.unreadable", words.Cause(err))
	}
	var f timesFile
	err = toml.Unmarshal(b, &f)
	switch {
	case versionOf(b) > TimesVersion:
		t.path = ""
		return t, words.F("times.later", path)
	case err != nil || !f.sound():
		aside, err := putAside(path)
		if err != nil {
			t.path = ""
			return t, words.F("times.stuck", path, words.Cause(err))
		}
		return t, words.F("times.damaged", aside)
	}
	if f.Levels != nil {
		t.levels = f.Levels
	}
	return t, ""
}

// versionOf is the version of a file, whatever else is in it; 0: it has none.
func versionOf(b []byte) int {
	var f struct {
		Version int `toml:"version"`
	}
	if toml.Unmarshal(b, &f) != nil {
		return 0
	}
	return f.Version
}

// sound reports whether the file is one that was written by Times.
func (f *timesFile) sound() bool {
	for key, l := range f.Levels {
		if _, err := strconv.ParseUint(key, 16, 64); err != nil || l.Best == 0 || l.Best > longestTime || l.Runs < 1 {
			return false
		}
	}
	return f.Version >= 1
}

// putAside gives a damaged file another name, under which nothing is yet.
func putAside(path string) (aside string, err error) {
	aside = path + ".damaged"
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s.damaged-%d", path, n)
	}
	return aside, os.Rename(path, aside)
}

// Best is the best time on the level with this hash, in ticks; 0: there is none.
func (t *Times) Best(hash uint64) sim.Tick { return t.levels[levelKey(hash)].Best }

func levelKey(hash uint64) string { return fmt.Sprintf("%016x", hash) }

// Add takes note of a time on a level, and keeps it. It reports whether that is
// the best one so far. The error is about the file; the time is noted all the
// same.
func (t *Times) Add(hash uint64, name string, took sim.Tick, now time.Time) (best bool, err error) {
	key := levelKey(hash)
	l, known := t.levels[key]
	if best = !known || took < l.Best; best {
		l.Best = min(max(took, 1), longestTime)
	}
	l.Name, l.Last = name, now.UTC().Truncate(time.Second)
	l.Runs++
	t.levels[key] = l
	t.trim()
	return best, t.save()
}

// trim forgets the levels where one has not been for the longest time.
func (t *Times) trim() {
	if len(t.levels) <= maxTimesKept {
		return
	}
	keys := slices.SortedFunc(maps.Keys(t.levels), func(a, b string) int {
		return cmp.Or(t.levels[a].Last.Compare(t.levels[b].Last), cmp.Compare(a, b))
	})
	for _, key := range keys[:len(keys)-maxTimesKept] {
		delete(t.levels, key)
	}
}

func (t *Times) save() error {
	if t.path == "" {
		return nil
	}
	b, err := toml.Marshal(timesFile{TimesVersion, t.levels})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(t.path), 0o755); err != nil {
		return err
	}
	return keep.Write(t.path, b, 0o644)
}
