// Package uitest finds what a frame allocates, and whose code does. It is for
// tests: what lies on the heap must be cleared away, and a game that is cleared
// away for a while misses a frame.
package uitest

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
)

// A Bill is what frames have allocated, by the place in the code.
type AllocReport struct {
	frames int
	sites  map[allocSite]int64
}

// allocSite is where something is allocated: the innermost function that is not of
// the standard library, and what of that it called, if anything.
type allocSite struct{ function, file, callee string }

// MeasureAllocs draws so many frames and lists what they allocated. Draw some before,
// so that what is kept from frame to frame is there.
func MeasureAllocs(frames int, draw func()) AllocReport {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	defer func() { runtime.MemProfileRate = rate }()
	before := allocCounts()
	for range frames {
		draw()
	}
	b := AllocReport{frames, map[allocSite]int64{}}
	for s, n := range allocCounts() {
		if n > before[s] {
			b.sites[s] = n - before[s]
		}
	}
	return b
}

// ebitengineInternals is where Ebitengine keeps what it will tell the graphics card, which
// it allocates anew in each frame. Whoever has it make pictures, or parts of
// them, allocates by that himself.
const ebitengineInternals = "github.com/hajimehoshi/ebiten/v2/internal/"

// Own lists what was allocated by anything but Ebitengine's own insides, a
// sentence for each place.
func (b AllocReport) Own() []string { return b.list(false) }

// Ebitengine lists the rest.
func (b AllocReport) Ebitengine() []string { return b.list(true) }

func (b AllocReport) list(engines bool) (list []string) {
	for s, n := range b.sites {
		if strings.HasPrefix(s.function, ebitengineInternals) == engines {
			list = append(list, fmt.Sprintf("%.2f a frame in %s%s, %s", float64(n)/float64(b.frames), s.function, s.callee, s.file))
		}
	}
	slices.Sort(list)
	return list
}

// allocCounts is how often each place has allocated since the program began.
func allocCounts() map[allocSite]int64 {
	runtime.GC() // twice, because the profile is that of the last but one
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
	sum := map[allocSite]int64{}
	for i := range records {
		if s, ok := siteOf(records[i].Stack()); ok {
			sum[s] += records[i].AllocObjects
		}
	}
	maps.DeleteFunc(sum, func(s allocSite, _ int64) bool { return strings.HasPrefix(s.file, "thrift/thrift.go:") }) // that is us
	return sum
}

// siteOf is the site of a stack; false: all of it is the standard library's.
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

// runtimeCaches has the functions by which the Go runtime remembers which type has which
// methods: now and then, and once for each.
var runtimeCaches = map[string]bool{"runtime.typeAssert": true, "runtime.interfaceSwitch": true}

// isStandard says whether a function is of the standard library, whose paths
// have no dot in their first part, as ours has none either.
func isStandard(function string) bool {
	first, _, _ := strings.Cut(function, "/")
	return !strings.HasPrefix(function, "clew/") && (first == function || !strings.Contains(first, "."))
}

// shortPath is the end of a file's name.
func shortPath(file string) string {
	parts := strings.Split(file, "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}
