// Package thrift finds what a frame allocates, and whose code does. It is for
// tests: what lies on the heap must be cleared away, and a game that is cleared
// away for a while misses a frame.
package thrift

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
)

// A Bill is what frames have allocated, by the place in the code.
type Bill struct {
	frames int
	sites  map[site]int64
}

// site is where something is allocated: the innermost function that is not of
// the standard library, and what of that it called, if anything.
type site struct{ function, file, in string }

// Watch draws so many frames and lists what they allocated. Draw some before,
// so that what is kept from frame to frame is there.
func Watch(frames int, draw func()) Bill {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	defer func() { runtime.MemProfileRate = rate }()
	before := count()
	for range frames {
		draw()
	}
	b := Bill{frames, map[site]int64{}}
	for s, n := range count() {
		if n > before[s] {
			b.sites[s] = n - before[s]
		}
	}
	return b
}

// engine is where Ebitengine keeps what it will tell the graphics card, which
// it allocates anew in each frame. Whoever has it make pictures, or parts of
// them, allocates by that himself.
const engine = "github.com/hajimehoshi/ebiten/v2/internal/"

// Ours lists what was allocated by anything but Ebitengine's own insides, a
// sentence for each place.
func (b Bill) Ours() []string { return b.list(false) }

// Engine lists the rest.
func (b Bill) Engine() []string { return b.list(true) }

func (b Bill) list(engines bool) (list []string) {
	for s, n := range b.sites {
		if strings.HasPrefix(s.function, engine) == engines {
			list = append(list, fmt.Sprintf("%.2f a frame in %s%s, %s", float64(n)/float64(b.frames), s.function, s.in, s.file))
		}
	}
	slices.Sort(list)
	return list
}

// count is how often each place has allocated since the program began.
func count() map[site]int64 {
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
	sum := map[site]int64{}
	for i := range records {
		if s, ok := place(records[i].Stack()); ok {
			sum[s] += records[i].AllocObjects
		}
	}
	maps.DeleteFunc(sum, func(s site, _ int64) bool { return strings.HasPrefix(s.file, "thrift/thrift.go:") }) // that is us
	return sum
}

// place is the site of a stack; false: all of it is the standard library's.
func place(stack []uintptr) (site, bool) {
	frames, in := runtime.CallersFrames(stack), ""
	for {
		f, more := frames.Next()
		if !standard(f.Function) {
			return site{f.Function, fmt.Sprintf("%s:%d", short(f.File), f.Line), in}, true
		}
		if cache[f.Function] {
			return site{}, false
		}
		if !strings.HasPrefix(f.Function, "runtime.") {
			in = " by " + f.Function
		}
		if !more {
			return site{}, false
		}
	}
}

// cache has the functions by which the Go runtime remembers which type has which
// methods: now and then, and once for each.
var cache = map[string]bool{"runtime.typeAssert": true, "runtime.interfaceSwitch": true}

// standard says whether a function is of the standard library, whose paths
// have no dot in their first part, as ours has none either.
func standard(function string) bool {
	first, _, _ := strings.Cut(function, "/")
	return !strings.HasPrefix(function, "clew/") && (first == function || !strings.Contains(first, "."))
}

// short is the end of a file's name.
func short(file string) string {
	parts := strings.Split(file, "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}
