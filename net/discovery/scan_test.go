package discovery

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// scanNetworks returns networks by this computer's address and prefix in each.
func scanNetworks(prefixes ...string) (ns networks) {
	for _, s := range prefixes {
		p := netip.MustParsePrefix(s)
		ns = append(ns, network{iface: s, prefix: p, broadcastAddrs: []netip.Addr{broadcastAddr(p)}})
	}
	return ns
}

func TestScanTargets(t *testing.T) {
	for _, c := range []struct {
		near        []string
		count       int
		first, last string
	}{
		{[]string{"127.0.0.1/8"}, 0, "", ""},
		{[]string{"192.168.1.7/24"}, 253, "192.168.1.1", "192.168.1.254"},
		{[]string{"192.168.1.1/24", "192.168.1.9/24"}, 252, "192.168.1.2", "192.168.1.254"}, // two cards on one network
		{[]string{"10.1.2.3/8"}, 255, "10.1.2.0", "10.1.2.255"},                             // never the whole of it
		{[]string{"10.0.0.3/8"}, 254, "10.0.0.1", "10.0.0.255"},
		{[]string{"172.16.5.65/26"}, 61, "172.16.5.66", "172.16.5.126"}, // never beyond it
		{[]string{"10.1.1.1/24", "10.1.2.1/24", "10.1.3.1/24", "10.1.4.1/24", "10.1.5.1/24"}, maxScanned, "10.1.1.2", "10.1.5.13"},
	} {
		got := newScan(0, scanNetworks(c.near...)).targets
		if len(got) != c.count || c.count > 0 && (got[0].String() != c.first || got[c.count-1].String() != c.last) {
			t.Errorf("on %v it asks %d addresses, %v, want %d, from %s to %s", c.near, len(got), got, c.count, c.first, c.last)
		}
	}
}

// However rarely it gets to send, a scan asks each address once, and in no second more
// than it may.
func TestScanRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newScan(0, scanNetworks("192.168.1.7/24", "10.1.2.3/8"))
		var asked []netip.Addr
		var times []time.Duration
		now := time.Duration(0)
		for s.status(now).Running || now == 0 {
			for _, a := range s.take(now) {
				asked, times = append(asked, a), append(times, now)
			}
			now += time.Duration(rapid.IntRange(1, 300).Draw(t, "pause")) * time.Millisecond
		}
		if !slices.Equal(asked, s.targets) {
			t.Fatalf("asked %v, want %v", asked, s.targets)
		}
		for i := range times {
			if j := i + scanRate + scanBurst; j < len(times) && times[j]-times[i] < time.Second {
				t.Fatalf("asked %d addresses from %v to %v", j-i+1, times[i], times[j])
			}
		}
		if got, want := s.status(now), (ScanStatus{Asked: 508, Total: 508}); got != want {
			t.Fatalf("at the end it is %+v, want %+v", got, want)
		}
		if early := times[len(times)-1] + scanTimeout - 1; !s.status(early).Running {
			t.Fatal("it ends before the last answer can have come")
		}
	})
}

// A server that hears no broadcast, and is not heard, is found by a scan.
func TestScanFinds(t *testing.T) {
	finder, server := newTestSearch(), newTestServer(200, 1)
	now, s := time.Duration(0), newScan(0, finder.networks)
	for ; s.status(now).Running && len(finder.servers(now, nil)) == 0; now += step {
		for _, a := range s.take(now) {
			if a != server.at.Addr() {
				continue
			}
			answer := server.answers(now, finderAt, finder.query(nil))
			probe := finder.handle(nil, now, server.at, answer)
			finder.handle(nil, now+step, server.at, server.answers(now, finderAt, probe))
		}
	}
	if got := onlyServer(t, finder, now); got.Name != server.info.Name {
		t.Errorf("found %+v", got)
	}
}

// A finder scans while nobody is known to mind, one scan at a time, and ends it when it is closed.
func TestFinderScan(t *testing.T) {
	t.Parallel() // it waits
	o := isolated(t)
	o.listNetworks = func() (networks, error) { return scanNetworks("127.0.0.1/8", "192.0.2.1/30"), nil } // for documentation
	f := find(t, FindOptions{overrides: o})
	if got := f.ScanStatus(); got != (ScanStatus{}) {
		t.Errorf("before any scan: %+v", got)
	}
	f.Scan()
	f.Scan()
	if got := f.ScanStatus(); got != (ScanStatus{Total: 1, Running: true}) {
		t.Errorf("in the first seconds, when lecture peers are not known yet: %+v", got)
	}
	until(t, "the scan ends", func() bool { return !f.ScanStatus().Running })
	if got := f.ScanStatus(); got != (ScanStatus{Asked: 1, Total: 1}) {
		t.Errorf("after it: %+v", got)
	}
}
