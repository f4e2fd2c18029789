//go:build linux

package server_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"clew/net/netnstest"
)

// testbed is where a run takes place: the server's computer, and one on which all
// others have their addresses.
type testbed struct {
	b               *testing.B
	n               *netnstest.Networks
	server, clients string
	running         []*netnstest.Process
}

var testbedCount atomic.Int32

// newTestbed returns a testbed with addresses for a number of attackers.
func newTestbed(b *testing.B, n *netnstest.Networks, attackers int) *testbed {
	b.Helper()
	i := testbedCount.Add(1)
	s := &testbed{b: b, n: n, server: n.AddHost(fmt.Sprint("s", i), 1, 0), clients: n.AddHost(fmt.Sprint("c", i), 2, 0)}
	n.IP("-n", s.server, "route", "add", "10.78.0.0/16", "via", "10.77.0.2")
	from := []string{playerFrom, newcomerFrom, holderFrom}
	for i := range attackers {
		from = append(from, attackerAddr(i))
	}
	for _, a := range from {
		n.IP("-n", s.clients, "addr", "add", a+"/32", "dev", "eth0")
	}
	return s
}

// start starts the test's program in a role, and waits until it is ready.
func (s *testbed) start(ns, role string) *netnstest.Process {
	s.b.Helper()
	p := s.n.Start(ns, attackRoleVar+"="+role)
	s.running = append(s.running, p)
	if said, ok := p.Exchange(""); !ok || said != `"ready"` {
		s.b.Fatalf("the %s says %q", role, said)
	}
	return p
}

// remove kills all processes of the testbed, and disconnects its hosts.
func (s *testbed) remove() {
	for _, p := range s.running {
		p.Kill()
	}
	for _, ns := range []string{s.server, s.clients} {
		s.n.IP("-n", ns, "link", "del", "eth0")
	}
}
