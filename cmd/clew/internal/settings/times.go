package settings

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/adrg/xdg"

	"clew/engine/sim"
)

// TimesVersion is the version of the file; a greater one is from a newer release.
const TimesVersion = 1

// The bounds of the file.
const (
	maxTimedLevels = 2000    // of which times are kept
	maxTime        = 1 << 30 // ticks
)

// TimesPath returns the default path of the times.
func TimesPath() string { return filepath.Join(xdg.DataHome, "clew", "times.toml") }

// Times stores the player's times to the exits of levels. They are saved in the
// background, see Problem. It is not safe for concurrent use.
type Times struct{ *file[timesFile] }

// LevelTime is the record of one level.
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

// OpenTimes reads the times from a file, which need not exist. It always returns
// Times; message describes what went wrong. A damaged file is renamed; if a file
// cannot be used, it is left alone and nothing is saved.
func OpenTimes(path string) (t *Times, message string) {
	f, notice := openFile(path, timesFile{}, recordFormat(TimesVersion, (*timesFile).valid,
		fileMessages{"times.unreadable", "times.newer-version", "times.rename-failed", "times.damaged"}))
	return &Times{f}, notice()
}

// valid reports whether Times can have written the file.
func (f *timesFile) valid() bool {
	for key, l := range f.Levels {
		if _, err := strconv.ParseUint(key, 16, 64); err != nil || l.Best == 0 || l.Best > maxTime || l.Runs < 1 {
			return false
		}
	}
	return true
}

// Best returns the best time on the level with this hash, in ticks, or 0.
func (t *Times) Best(hash uint64) sim.Tick { return t.content.Levels[levelKey(hash)].Best }

func levelKey(hash uint64) string { return fmt.Sprintf("%016x", hash) }

// Add records a time on a level and reports whether it is the best so far.
func (t *Times) Add(hash uint64, name string, took sim.Tick, now time.Time) (best bool) {
	key, run := levelKey(hash), LevelTime{Name: name, Best: min(max(took, 1), maxTime), Last: now.UTC().Truncate(time.Second)}
	t.update(func(f *timesFile) { best = f.add(key, run) })
	return best
}

// add adds a run on a level and reports whether it is the best so far.
func (f *timesFile) add(key string, run LevelTime) (best bool) {
	was, known := f.Levels[key]
	best = !known || run.Best < was.Best
	if !best {
		run.Best = was.Best
	}
	run.Runs = was.Runs + 1
	if f.Levels == nil {
		f.Levels = map[string]LevelTime{}
	}
	f.Version, f.Levels[key] = TimesVersion, run
	f.trim()
	return best
}

// trim drops the levels that were not played for the longest time.
func (f *timesFile) trim() {
	if len(f.Levels) <= maxTimedLevels {
		return
	}
	keys := slices.SortedFunc(maps.Keys(f.Levels), func(a, b string) int {
		return cmp.Or(f.Levels[a].Last.Compare(f.Levels[b].Last), cmp.Compare(a, b))
	})
	for _, key := range keys[:len(keys)-maxTimedLevels] {
		delete(f.Levels, key)
	}
}
