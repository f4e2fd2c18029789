//go:build linux

package attack

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"clew/net/netnstest"
)

// pairs is how often each attack is carried out, with a quiet time before it
// that is measured in the same way.
const pairs = 3

// length is how long is measured at a time: so that who gets in is tried while
// the connections of the attack "begin" are all there.
const length = 3 * time.Second

// BenchmarkAttack shows an honest player's figures beside each attack, from
// interleaved pairs of runs with and without it: 'stays', 'newcomer-in',
// 'watcher-in' and 'token-in' count the runs in which that was so. It asserts nothing; the tests of
// package host do.
func BenchmarkAttack(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(plans)) {
		b.Run(name, func(b *testing.B) {
			n := netnstest.New(b, "clewattack-", 1)
			if n == nil {
				return
			}
			for b.Loop() {
				var quiet, attacked []figures
				for range pairs {
					quiet = append(quiet, measure(b, n, name, false))
					attacked = append(attacked, measure(b, n, name, true))
				}
				report(b, "quiet", quiet)
				report(b, "attacked", attacked)
			}
		})
	}
}

// figures are those of one run.
type figures struct {
	server serverFigures
	player playerFigures
}

// measure carries out one run.
func measure(b *testing.B, n *netnstest.Networks, name string, attacked bool) (f figures) {
	p := plans[name]
	password := ""
	if p.password {
		password = " sesame"
	}
	r := lay(b, n, p.addresses)
	defer r.remove()
	server := r.start(r.server, "server"+password)
	player := r.start(r.crowd, "player"+password)
	ask(b, player, "begin", nil)
	var attacker *netnstest.Process
	if attacked {
		attacker = r.start(r.crowd, "attacker "+name)
	}
	ask(b, server, "begin", nil)
	time.Sleep(length) // it is what is measured
	ask(b, server, "end", &f.server)
	ask(b, player, "end", &f.player)
	if attacker == nil {
		b.Log("quiet:", f)
		return f
	}
	sums, _ := attacker.Ask("end")
	b.Log(name+":", f, sums)
	return f
}

// String tells the figures in a line of the benchmark's log.
func (f figures) String() string {
	s, p := f.server, f.player
	return fmt.Sprintf("loop %.0f µs a tick (99 %%: %.0f), process %.0f; %d ticks, %d late, %.0f ms dropped; %d players, %d watch, %d connections; "+
		"%d snapshots, gaps %.0f ms (99 %%: %.0f, longest %.0f); stays %t, newcomer %t, watcher %t, token %t",
		s.Loop, s.LoopP99, s.Process, s.Ticks, s.Late, s.Dropped/1000, s.Players, s.Watches, s.Connections,
		p.Snapshots, p.Gap, p.GapP99, p.GapMax, p.Playing, p.Newcomer, p.Watcher, p.Holder)
}

// ask asks a process something, and reads its answer.
func ask(b *testing.B, p *netnstest.Process, line string, into any) {
	b.Helper()
	answer, ok := p.Ask(line)
	if !ok {
		b.Fatalf("asked %q, the process ended", line)
	}
	if into != nil {
		if err := json.Unmarshal([]byte(answer), into); err != nil {
			b.Fatalf("asked %q, it said %s: %v", line, answer, err)
		}
	}
}

// report tells the figures of several runs: medians, and how many of them went
// well.
func report(b *testing.B, when string, runs []figures) {
	median := func(what string, of func(f figures) float64) {
		all := make([]float64, len(runs))
		for i, f := range runs {
			all[i] = of(f)
		}
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], when+"-"+what)
	}
	share := func(what string, of func(f figures) bool) {
		n := 0.0
		for _, f := range runs {
			if of(f) {
				n++
			}
		}
		b.ReportMetric(n, when+"-"+what)
	}
	median("loop-µs/tick", func(f figures) float64 { return f.server.Loop })
	median("loop-p99-µs", func(f figures) float64 { return f.server.LoopP99 })
	median("process-µs/tick", func(f figures) float64 { return f.server.Process })
	median("late-ticks", func(f figures) float64 { return float64(f.server.Late) })
	median("gap-p99-ms", func(f figures) float64 { return f.player.GapP99 })
	median("gap-max-ms", func(f figures) float64 { return f.player.GapMax })
	share("stays", func(f figures) bool { return f.player.Playing })
	share("newcomer-in", func(f figures) bool { return f.player.Newcomer })
	share("watcher-in", func(f figures) bool { return f.player.Watcher })
	share("token-in", func(f figures) bool { return f.player.Holder })
}
