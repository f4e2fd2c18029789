package uitest

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// AllocReport lists what frames allocated, by place in the code. Garbage from
// drawing makes a game miss frames.
type AllocReport struct {
	frames int
	sites  map[allocSite]int64
}

// allocSite is where memory was allocated: the innermost function outside the
// standard library, and which standard function it called, if any.
type allocSite struct{ function, file, callee string }

// MeasureAllocs draws a number of frames and reports what they allocated. Draw
// some before, to fill caches.
func MeasureAllocs(frames int, draw func()) AllocReport {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	defer func() { runtime.MemProfileRate = rate }()
	before := allocCounts()
	for range frames {
		draw()
	}
	b := AllocReport{frames, map[allocSite]int64{}}
	for stack, n := range allocCounts() {
		if n -= before[stack]; n <= 0 {
			continue
		}
		end := slices.Index(append(stack[:], 0), 0)
		if s, ok := siteOf(stack[:end]); ok && !strings.HasPrefix(s.file, "uitest/allocs.go:") { // this file
			b.sites[s] += n
		}
	}
	return b
}

// ebitengineInternals is where Ebitengine allocates its draw commands, every
// frame. Creating images or sub-images counts as the caller's.
const ebitengineInternals = "github.com/hajimehoshi/ebiten/v2/internal/"

// Own lists the allocations outside Ebitengine's internals, one sentence per
// place.
func (b AllocReport) Own() []string { return b.list(false) }

func (b AllocReport) list(ebitengine bool) (list []string) {
	for s, n := range b.sites {
		if strings.HasPrefix(s.function, ebitengineInternals) == ebitengine {
			list = append(list, fmt.Sprintf("%.2f a frame in %s%s, %s", float64(n)/float64(b.frames), s.function, s.callee, s.file))
		}
	}
	slices.Sort(list)
	return list
}

// allocStack is the calls that led to an allocation, innermost first, up to a 0.
type allocStack [32]uintptr

// allocCounts returns how often each stack has allocated since the program began.
// It leaves the names to the caller, who needs those of a few stacks: looking up
// all takes far longer than drawing.
func allocCounts() map[allocStack]int64 {
	runtime.GC() // twice: the profile lags by up to two collections
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 0, 1024)
	for {
		n, ok := runtime.MemProfile(records[:cap(records)], true)
		if ok {
			records = records[:n]
			break
		}
		records = make([]runtime.MemProfileRecord, 0, 2*n)
	}
	sum := map[allocStack]int64{}
	for i := range records { // of one stack there is a record for each size
		sum[records[i].Stack0] += records[i].AllocObjects
	}
	return sum
}

// siteOf returns the site of a stack; false if it lies within the standard
// library.
func siteOf(stack []uintptr) (allocSite, bool) {
	frames, in := runtime.CallersFrames(stack), ""
	for {
		f, more := frames.Next()
		if !isStandard(f.Function) {
			return allocSite{f.Function, fmt.Sprintf("%s:%d", shortPath(f.File), f.Line), in}, true
		}
		if runtimeCaches[f.Function] {
			return allocSite{}, false
		}
		if !strings.HasPrefix(f.Function, "runtime.") {
			in = " by " + f.Function
		}
		if !more {
			return allocSite{}, false
		}
	}
}

// runtimeCaches are the functions with which the Go runtime fills its type
// caches, now and then and once for each type.
var runtimeCaches = map[string]bool{"runtime.typeAssert": true, "runtime.interfaceSwitch": true}

// isStandard reports whether a function is of the standard library, whose
// paths, like this module's, have no dot in their first element.
func isStandard(function string) bool {
	first, _, _ := strings.Cut(function, "/")
	return !strings.HasPrefix(function, "clew/") && (first == function || !strings.Contains(first, "."))
}

// shortPath returns the last two elements of a file's path.
func shortPath(file string) string {
	parts := strings.Split(file, "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}
