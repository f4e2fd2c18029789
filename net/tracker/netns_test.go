//go:build linux

package tracker

import (
	"testing"
	"time"

	"clew/net/netnstest"
)

// Two peers on computers of their own are one game at the tracker on a third, with both
// addresses; when one of them leaves, with the other's.
func TestBetweenComputers(t *testing.T) {
	t.Parallel() // it waits
	n := netnstest.New(t, "clewtracker-", 1)
	if n == nil {
		return
	}
	role := func(host string, number int, role string) *netnstest.Process {
		return n.Start(n.AddHost(host, number, 0), roleVar+"="+role)
	}
	const at = "10.77.0.1:8857"
	role("t", 1, "tracker")
	first, second := role("a", 2, "peer "+at), role("b", 3, "peer "+at)
	waitFor(t, first, "10.77.0.2:8856 <nil>")
	waitFor(t, second, "10.77.0.3:8856 <nil>")
	browser := role("c", 4, "browser "+at)
	waitFor(t, browser, "Ann and Bo at [10.77.0.2:8856 10.77.0.3:8856]")
	first.Close()
	waitFor(t, browser, "Ann and Bo at [10.77.0.3:8856]")
}

// waitFor waits until a process has printed a line last.
func waitFor(t *testing.T, p *netnstest.Process, line string) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for p.LastLine() != line {
		if time.Since(begin) > time.Minute {
			t.Fatalf("it last said %q, want %q", p.LastLine(), line)
		}
		<-look.C
	}
}
