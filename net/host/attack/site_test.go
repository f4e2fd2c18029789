//go:build linux

package attack

import (
	"fmt"
	"sync/atomic"
	"testing"

	"clew/net/netnstest"
)

// site is where a run takes place: the server's computer, and one on which all
// others have their addresses.
type site struct {
	b             *testing.B
	n             *netnstest.Networks
	server, crowd string
	running       []*netnstest.Process
}

var sites atomic.Int32

// lay makes a site with addresses for so many attackers.
func lay(b *testing.B, n *netnstest.Networks, attackers int) *site {
	b.Helper()
	i := sites.Add(1)
	s := &site{b: b, n: n, server: n.Computer(fmt.Sprint("s", i), 1, 0), crowd: n.Computer(fmt.Sprint("c", i), 2, 0)}
	n.IP("-n", s.server, "route", "add", "10.78.0.0/16", "via", "10.77.0.2")
	from := []string{playerFrom, newcomerFrom, holderFrom}
	for i := range attackers {
		from = append(from, attackFrom(i))
	}
	for _, a := range from {
		n.IP("-n", s.crowd, "addr", "add", a+"/32", "dev", "eth0")
	}
	return s
}

// start has the test's program play a role, and waits until it does.
func (s *site) start(ns, role string) *netnstest.Process {
	s.b.Helper()
	p := s.n.Run(ns, roleVar+"="+role)
	s.running = append(s.running, p)
	if said, ok := p.Ask(""); !ok || said != `"ready"` {
		s.b.Fatalf("the %s says %q", role, said)
	}
	return p
}

// remove ends all that runs on the site, and takes it off the network.
func (s *site) remove() {
	for _, p := range s.running {
		p.Kill()
	}
	for _, ns := range []string{s.server, s.crowd} {
		s.n.IP("-n", ns, "link", "del", "eth0")
	}
}
