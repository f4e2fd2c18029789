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

// TimesVersion is that of the file; one with a greater number is of a later
// release.
const TimesVersion = 1

// The bounds of the file: bytes, and levels of which times are kept.
const (
	maxTimesBytes  = 1 << 20
	maxTimedLevels = 2000
	maxTime        = 1 << 30 // ticks
)

// TimesPath is where the times are kept.
func TimesPath() string { return filepath.Join(xdg.DataHome, "clew", "times.toml") }

// Times are how long a person took to the exits of the levels. They are kept on
// the side, see Problem. They are not safe for concurrent use.
type Times struct {
	*sharedFile[timesFile]
	current timesFile
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
	t = &Times{}
	t.sharedFile, t.current, message = openSharedFile(path, sharedFileSpec[timesFile]{
		maxBytes: maxTimesBytes, version: TimesVersion, valid: (*timesFile).valid,
		unreadable: "times.unreadable", newer: "times.newer-version", unmovable: "times.rename-failed", damaged: "times.damaged",
	})
	return t, message
}

// valid reports whether the file is one that was written by Times.
func (f *timesFile) valid() bool {
	for key, l := range f.Levels {
		if _, err := strconv.ParseUint(key, 16, 64); err != nil || l.Best == 0 || l.Best > maxTime || l.Runs < 1 {
			return false
		}
	}
	return true
}

// Best is the best time on the level with this hash, in ticks; 0: there is none.
func (t *Times) Best(hash uint64) sim.Tick { return t.current.Levels[levelKey(hash)].Best }

func levelKey(hash uint64) string { return fmt.Sprintf("%016x", hash) }

// Add takes note of a time on a level, and has it kept. It reports whether that
// is the best one so far.
func (t *Times) Add(hash uint64, name string, took sim.Tick, now time.Time) (best bool) {
	key, run := levelKey(hash), LevelTime{Name: name, Best: min(max(took, 1), maxTime), Last: now.UTC().Truncate(time.Second)}
	t.update(func(f *timesFile) { f.add(key, run) })
	return t.current.add(key, run)
}

// add adds a run on a level, which may be its best one.
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

// trim forgets the levels where one has not been for the longest time.
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
