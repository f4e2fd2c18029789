//go:build linux

package discovery

import (
	"fmt"
	"strings"
	"testing"

	"clew/net/netnstest"
	"clew/net/wire"
)

// testNetworks are computers that play roles of this test's program.
type testNetworks struct{ *netnstest.Networks }

// newTestNetworks makes so many networks for a test that runs beside others; false:
// the system has none for us, and the test has said why.
func newTestNetworks(t *testing.T, count int) (testNetworks, bool) {
	t.Helper()
	t.Parallel()
	n := netnstest.New(t, "clewlan-", count)
	return testNetworks{n}, n != nil
}

// run plays a role on a computer until the test ends.
func (n testNetworks) run(ns string, role ...string) testProcess {
	return testProcess{n.Start(ns, roleVar+"="+strings.Join(role, " "))}
}

// testProcess is this test's program in a role.
type testProcess struct{ *netnstest.Process }

// expect waits until a player says a line that is one of these.
func (p testProcess) expect(t *testing.T, lines ...string) {
	t.Helper()
	until(t, fmt.Sprintf("%q", lines), func() bool {
		said := p.LastLine()
		for _, line := range lines {
			if said == line {
				return true
			}
		}
		return false
	})
}

// Three computers on two networks: two servers on one that is on both, one of
// another version on one that is on the first only, and a finder on each.
func TestBetweenComputers(t *testing.T) {
	n, ok := newTestNetworks(t, 2)
	if !ok {
		return
	}
	a, b, c := n.AddHost("a", 1, 0, 1), n.AddHost("b", 2, 0, 1), n.AddHost("c", 3, 0)
	onA, onB, onC := n.run(a, "finder"), n.run(b, "finder"), n.run(c, "finder")
	ariadne := n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	theseus := n.run(a, "server", "[::]:4242", "Theseus")
	n.run(c, "server", "0.0.0.0:8856", "Foreign", "foreign")
	bound := n.run(b, "server", "10.78.0.2:8856", "Bound")
	version := fmt.Sprint(" speaks ", wire.Version+1)

	onA.expect(t, " at 10.77.0.3:8856"+version+", Ariadne at 127.0.0.1:8856 here, Bound at 10.78.0.2:8856, Theseus at 127.0.0.1:4242 here")
	onC.expect(t, " at 127.0.0.1:8856 here"+version+", Ariadne at 10.77.0.1:8856, Theseus at 10.77.0.1:4242")
	var each []string // each of the two may be nearer on either network
	for _, x := range []string{"10.77.0.1", "10.78.0.1"} {
		for _, y := range []string{"10.77.0.1", "10.78.0.1"} {
			each = append(each, fmt.Sprintf(" at 10.77.0.3:8856%s, Ariadne at %s:8856, Bound at 10.78.0.2:8856 here, Theseus at %s:4242", version, x, y))
		}
	}
	onB.expect(t, each...)

	for _, p := range []testProcess{ariadne, theseus, bound} {
		p.Kill()
	}
	onA.expect(t, " at 10.77.0.3:8856"+version)
	onB.expect(t, " at 10.77.0.3:8856"+version)
}

// A cable is pulled, and put back in.
func TestCable(t *testing.T) {
	n, ok := newTestNetworks(t, 1)
	if !ok {
		return
	}
	a, b := n.AddHost("a", 1, 0), n.AddHost("b", 2, 0)
	n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	finder := n.run(b, "finder")
	finder.expect(t, "Ariadne at 10.77.0.1:8856")
	n.IP("-n", b, "link", "set", "eth0", "down")
	finder.expect(t, "")
	n.IP("-n", b, "link", "set", "eth0", "up")
	finder.expect(t, "Ariadne at 10.77.0.1:8856")
}

// Where another program has the port for itself, on one of two computers, the
// other half of the way is enough.
func TestHalfOfTheWay(t *testing.T) {
	for _, on := range []string{"server", "finder"} {
		t.Run(on, func(t *testing.T) {
			n, ok := newTestNetworks(t, 1)
			if !ok {
				return
			}
			server, finder := "server", "finder"
			if on == "server" {
				server = "occupied server"
			} else {
				finder = "occupied finder"
			}
			n.run(n.AddHost("a", 1, 0), server, "0.0.0.0:8856", "Ariadne")
			n.run(n.AddHost("b", 2, 0), finder).expect(t, "Ariadne at 10.77.0.1:8856")
		})
	}
}

// On a network that passes no broadcasts, only a finder that scans finds the server.
func TestScanWithoutBroadcasts(t *testing.T) {
	n, ok := newTestNetworks(t, 1)
	if !ok {
		return
	}
	a, b := n.AddHost("a", 7, 0), n.AddHost("b", 2, 0)
	for _, host := range []string{a, b} {
		n.Firewall(host, "-A", "INPUT", "-m", "pkttype", "--pkt-type", "broadcast", "-j", "DROP")
	}
	n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	deaf := n.run(b, "finder")
	n.run(b, "finder", "scan").expect(t, "Ariadne at 10.77.0.7:8856")
	if got := deaf.LastLine(); got != "" {
		t.Errorf("without a scan it finds %q", got)
	}
}

// A neighbour with a hundred addresses makes up servers as fast as it can, and
// lets them answer. The real ones are found all the same, and stay.
func TestFlood(t *testing.T) {
	n, ok := newTestNetworks(t, 1)
	if !ok {
		return
	}
	a, b, c := n.AddHost("a", 1, 0), n.AddHost("b", 2, 0), n.AddHost("c", 3, 0)
	for i := range 99 {
		n.IP("-n", c, "addr", "add", fmt.Sprintf("10.77.0.%d/24", 100+i), "brd", "+", "dev", "eth0")
	}
	n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	early := n.run(b, "finder")
	early.expect(t, "Ariadne at 10.77.0.1:8856")
	n.run(c, "flood").expect(t, "flooding from 101 addresses") // one is loopback
	until(t, "fakes are found", func() bool { return strings.Count(early.LastLine(), "Fake") > 100 })

	n.run(a, "server", "0.0.0.0:4242", "Theseus")
	late := n.run(b, "finder")
	for who, p := range map[string]testProcess{"early": early, "late": late} {
		until(t, who+" finds both", func() bool {
			said := p.LastLine()
			return strings.Contains(said, "Ariadne at 10.77.0.1:8856") && strings.Contains(said, "Theseus at 10.77.0.1:4242")
		})
		if n := strings.Count(p.LastLine(), " at "); n > maxRoutes {
			t.Errorf("%s lists %d servers", who, n)
		}
	}
	lines, listed := early.Lines(), false
	for i, line := range lines {
		is := strings.Contains(line, "Ariadne at 10.77.0.1:8856")
		if listed && !is {
			t.Errorf("the real server went away in line %d of %d", i, len(lines))
		}
		listed = is
	}
}
