//go:build linux

package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"clew/net/netnstest"
)

// attackPairs is how often each attack is carried out, with a quiet time before it
// that is measured in the same way.
const attackPairs = 3

// attackTime is how long is measured at a time: so that who gets in is tried while
// the connections of the attack "begin" are all there.
const attackTime = 3 * time.Second

// BenchmarkAttack shows an honest player's figures beside each attack, from
// interleaved pairs of runs with and without it: 'stays', 'newcomer-in',
// 'spectator-in' and 'token-in' count the runs in which that was so. It asserts nothing; the tests of
// package server do.
func BenchmarkAttack(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(attackPlans)) {
		b.Run(name, func(b *testing.B) {
			n := netnstest.New(b, "clewattack-", 1)
			if n == nil {
				return
			}
			for b.Loop() {
				var quiet, attacked []attackFigures
				for range attackPairs {
					quiet = append(quiet, measureAttack(b, n, name, false))
					attacked = append(attacked, measureAttack(b, n, name, true))
				}
				logFigures(b, "quiet", quiet)
				logFigures(b, "attacked", attacked)
			}
		})
	}
}

// attackFigures are those of one run.
type attackFigures struct {
	server serverFigures
	player playerFigures
}

// measureAttack runs one measurement.
func measureAttack(b *testing.B, n *netnstest.Networks, name string, attacked bool) (f attackFigures) {
	p := attackPlans[name]
	password := ""
	if p.password {
		password = " sesame"
	}
	r := newTestbed(b, n, p.addresses)
	defer r.remove()
	server := r.start(r.server, "server"+password)
	player := r.start(r.clients, "player"+password)
	askProcess(b, player, "begin", nil)
	var attacker *netnstest.Process
	if attacked {
		attacker = r.start(r.clients, "attacker "+name)
	}
	askProcess(b, server, "begin", nil)
	time.Sleep(attackTime) // it is what is measured
	askProcess(b, server, "end", &f.server)
	askProcess(b, player, "end", &f.player)
	if attacker == nil {
		b.Log("quiet:", f)
		return f
	}
	sums, _ := attacker.Exchange("end")
	b.Log(name+":", f, sums)
	return f
}

// String formats the figures for the benchmark's log.
func (f attackFigures) String() string {
	s, p := f.server, f.player
	return fmt.Sprintf("loop %.0f µs a tick (99 %%: %.0f), process %.0f; %d ticks, %d late, %.0f ms dropped; %d players, %d watch, %d connections; "+
		"%d snapshots, gaps %.0f ms (99 %%: %.0f, longest %.0f); stays %t, newcomer %t, spectator %t, token %t",
		s.Loop, s.LoopP99, s.Process, s.Ticks, s.Late, s.Dropped/1000, s.Players, s.Watches, s.Connections,
		p.Snapshots, p.Gap, p.GapP99, p.GapMax, p.Playing, p.Newcomer, p.Spectator, p.Holder)
}

// askProcess sends a process a line, and decodes its answer.
func askProcess(b *testing.B, p *netnstest.Process, line string, into any) {
	b.Helper()
	answer, ok := p.Exchange(line)
	if !ok {
		b.Fatalf("asked %q, the process ended", line)
	}
	if into != nil {
		if err := json.Unmarshal([]byte(answer), into); err != nil {
			b.Fatalf("asked %q, it said %s: %v", line, answer, err)
		}
	}
}

// logFigures logs the medians of several runs, and how many succeeded.
func logFigures(b *testing.B, when string, runs []attackFigures) {
	median := func(what string, of func(f attackFigures) float64) {
		all := make([]float64, len(runs))
		for i, f := range runs {
			all[i] = of(f)
		}
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], when+"-"+what)
	}
	share := func(what string, of func(f attackFigures) bool) {
		n := 0.0
		for _, f := range runs {
			if of(f) {
				n++
			}
		}
		b.ReportMetric(n, when+"-"+what)
	}
	median("loop-µs/tick", func(f attackFigures) float64 { return f.server.Loop })
	median("loop-p99-µs", func(f attackFigures) float64 { return f.server.LoopP99 })
	median("process-µs/tick", func(f attackFigures) float64 { return f.server.Process })
	median("late-ticks", func(f attackFigures) float64 { return float64(f.server.Late) })
	median("gap-p99-ms", func(f attackFigures) float64 { return f.player.GapP99 })
	median("gap-max-ms", func(f attackFigures) float64 { return f.player.GapMax })
	share("stays", func(f attackFigures) bool { return f.player.Playing })
	share("newcomer-in", func(f attackFigures) bool { return f.player.Newcomer })
	share("spectator-in", func(f attackFigures) bool { return f.player.Spectator })
	share("token-in", func(f attackFigures) bool { return f.player.Holder })
}
