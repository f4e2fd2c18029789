package render

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/levels"
	"clew/net/replica"
)

// tour plays ten minutes of two players on a bad network, with ten level
// changes.
func tour(b *testing.B) *scenario.Game {
	b.Helper()
	var s strings.Builder
	s.WriteString("name = \"Tour\"\nlevel = \"first-thread\"\nseed = 1\nticks = 36000\n")
	names := levels.Names()
	for i := range 10 {
		fmt.Fprintf(&s, "[[change]]\nat = %d\nlevel = %q\n", 3300*(i+1), names[(i+1)%len(names)])
	}
	for i := range 2 {
		fmt.Fprintf(&s, "[[client]]\nplay = \"bot:%d\"\nup = { latency = \"40ms\", loss = 5 }\ndown = { latency = \"40ms\", jitter = \"20ms\" }\n", i)
	}
	sc, err := scenario.Parse([]byte(s.String()), "tour.toml")
	if err != nil {
		b.Fatal(err)
	}
	g, err := sc.Game(func(name string) (*maze.Level, error) {
		src, err := levels.Source(name)
		if err != nil {
			return nil, err
		}
		return maze.Parse(src)
	})
	if err != nil {
		b.Fatal(err)
	}
	return g
}

// heapBytes returns the size of the heap in MB, after Ebitengine has released
// all unused images.
func heapBytes() float64 {
	windowtest.NextFrame()
	windowtest.NextFrame()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// BenchmarkTenMinutes draws a client's world over ten minutes and ten level
// changes, twelve frames a minute. It reports how much the heap has grown after
// one minute and at the end.
func BenchmarkTenMinutes(b *testing.B) {
	dst := ebiten.NewImage(640, 360)
	defer dst.Deallocate()
	for b.Loop() {
		before := heapBytes()
		g := tour(b)
		r := NewRenderer()
		var v replica.View
		early := 0.0
		for !g.Finished() {
			g.Step()
			g.Clients[0].View(g.Now(), &v)
			g.Clients[0].Events()
			r.Update(time.Second/60, &v)
			if g.Ticks()%300 == 0 {
				r.Draw(dst, &v, Options{Ghost: true, Now: g.Now()})
				windowtest.NextFrame()
			}
			if g.Ticks() == 3600 {
				early = heapBytes() - before
			}
		}
		b.ReportMetric(early, "MB/1min")
		b.ReportMetric(heapBytes()-before, "MB/10min")
		runtime.KeepAlive(r)
		runtime.KeepAlive(g)
	}
}
