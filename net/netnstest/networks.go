//go:build linux

package netnstest

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// Networks are networks, one bridge each, with their hosts.
type Networks struct {
	t      testing.TB
	prefix string
	hub    string
}

var networkCount atomic.Int32

// New makes count networks, 10.77.0.0/24 and up, without hosts, until the test ends.
// The names of their namespaces begin with family, which must be unique to the
// package. If the system does not allow namespaces, New logs why and returns nil.
func New(t testing.TB, family string, count int) *Networks {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Log("skipped: network namespaces need root; run the tests as root")
		return nil
	}
	if _, err := exec.LookPath("ip"); err != nil {
		t.Log("skipped: no command ip; '.ci/setup.sh netns' installs it:", err)
		return nil
	}
	removeOld(t, family)
	n := &Networks{t: t, prefix: fmt.Sprintf("%s%d-%d-", family, os.Getpid(), networkCount.Add(1))}
	n.hub = n.prefix + "hub"
	if out, err := exec.Command("ip", "netns", "add", n.hub).CombinedOutput(); err != nil {
		t.Logf("skipped: this system does not allow network namespaces: %s", out)
		return nil
	}
	n.removeLater(n.hub)
	for i := range count {
		n.IP("-n", n.hub, "link", "add", bridge(i), "type", "bridge")
		n.IP("-n", n.hub, "link", "set", bridge(i), "up")
	}
	return n
}

func bridge(i int) string { return fmt.Sprint("br", i) }

// removeOld removes what a killed test has left behind.
func removeOld(t testing.TB, family string) {
	out, err := exec.Command("ip", "netns", "list").Output()
	if err != nil {
		return // the next attempt will fail too, and explain
	}
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest, ours := strings.CutPrefix(name, family)
		id, _, _ := strings.Cut(rest, "-")
		if pid, err := strconv.Atoi(id); ours && err == nil && syscall.Kill(pid, 0) == syscall.ESRCH {
			if out, err := exec.Command("ip", "netns", "del", name).CombinedOutput(); err != nil {
				t.Logf("cannot remove %s of an earlier test: %s", name, out)
			}
		}
	}
}

func (n *Networks) removeLater(name string) { n.t.Cleanup(func() { n.IP("netns", "del", name) }) }

// IP runs the command ip of iproute2.
func (n *Networks) IP(args ...string) {
	n.t.Helper()
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		n.t.Fatalf("ip %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// AddHost adds a host to the networks with the given indexes. It has the address
// 10.77.0.NUMBER on eth0 for network 0, 10.78.0.NUMBER on eth1 for network 1.
// AddHost returns the name of its namespace.
func (n *Networks) AddHost(name string, number int, on ...int) string {
	n.t.Helper()
	ns := n.prefix + name
	n.IP("netns", "add", ns)
	n.removeLater(ns)
	n.IP("-n", ns, "link", "set", "lo", "up")
	for _, i := range on {
		card, plug := fmt.Sprint("eth", i), fmt.Sprint(name, i)
		n.IP("-n", ns, "link", "add", card, "type", "veth", "peer", "name", plug, "netns", n.hub)
		n.IP("-n", n.hub, "link", "set", plug, "master", bridge(i), "up")
		n.IP("-n", ns, "addr", "add", fmt.Sprintf("10.%d.0.%d/24", 77+i, number), "brd", "+", "dev", card)
		n.IP("-n", ns, "link", "set", card, "up")
	}
	return ns
}

// Firewall runs iptables on a host.
func (n *Networks) Firewall(ns string, args ...string) {
	n.t.Helper()
	n.IP(append([]string{"netns", "exec", ns, "iptables"}, args...)...)
}
