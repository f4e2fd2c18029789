//go:build linux

package lan

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"clew/net/wire"
)

// networks are computers, which are network namespaces, and cables between
// them: one bridge for each network.
type networks struct {
	t      *testing.T
	prefix string
	hub    string
}

// family is what the names of all namespaces begin with; the test's process and
// its number among laid follow.
const family = "clewlan-"

var laid atomic.Int32

// newNetworks makes so many networks, 10.77.0.0/24 and on, with nobody on them,
// for a test that runs beside others. It is nil where the system has no namespaces for us, and the test has said why.
func newNetworks(t *testing.T, count int) *networks {
	t.Helper()
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Log("left out: network namespaces are made by root only; run the tests as root")
		return nil
	}
	if _, err := exec.LookPath("ip"); err != nil {
		t.Log("left out: there is no ip; '.ci/setup.sh netns' installs it:", err)
		return nil
	}
	removeOld(t)
	n := &networks{t: t, prefix: fmt.Sprintf("%s%d-%d-", family, os.Getpid(), laid.Add(1))}
	n.hub = n.prefix + "hub"
	if out, err := exec.Command("ip", "netns", "add", n.hub).CombinedOutput(); err != nil {
		t.Logf("left out: this system lets nobody make a network namespace: %s", out)
		return nil
	}
	n.removeLater(n.hub)
	for i := range count {
		n.ip("-n", n.hub, "link", "add", bridge(i), "type", "bridge")
		n.ip("-n", n.hub, "link", "set", bridge(i), "up")
	}
	return n
}

func bridge(i int) string { return fmt.Sprint("br", i) }

// removeOld removes what a test left behind that was killed.
func removeOld(t *testing.T) {
	out, err := exec.Command("ip", "netns", "list").Output()
	if err != nil {
		return // which the attempt to make one will explain
	}
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest, ours := strings.CutPrefix(name, family)
		id, _, _ := strings.Cut(rest, "-")
		if pid, err := strconv.Atoi(id); ours && err == nil && syscall.Kill(pid, 0) == syscall.ESRCH {
			if out, err := exec.Command("ip", "netns", "del", name).CombinedOutput(); err != nil {
				t.Logf("%s is left from another test and stays: %s", name, out)
			}
		}
	}
}

func (n *networks) removeLater(name string) { n.t.Cleanup(func() { n.ip("netns", "del", name) }) }

// ip runs iproute2's command.
func (n *networks) ip(args ...string) {
	n.t.Helper()
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		n.t.Fatalf("ip %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// computer makes a computer that is on some of the networks, by their numbers,
// and has the address 10.77.0.NUMBER there, or 10.78.0.NUMBER.
func (n *networks) computer(name string, number int, on ...int) string {
	n.t.Helper()
	ns := n.prefix + name
	n.ip("netns", "add", ns)
	n.removeLater(ns)
	n.ip("-n", ns, "link", "set", "lo", "up")
	for _, i := range on {
		card, plug := fmt.Sprint("eth", i), fmt.Sprint(name, i)
		n.ip("-n", ns, "link", "add", card, "type", "veth", "peer", "name", plug, "netns", n.hub)
		n.ip("-n", n.hub, "link", "set", plug, "master", bridge(i), "up")
		n.ip("-n", ns, "addr", "add", fmt.Sprintf("10.%d.0.%d/24", 77+i, number), "brd", "+", "dev", card)
		n.ip("-n", ns, "link", "set", card, "up")
	}
	return ns
}

// player is this test's program in a role, on one of the computers.
type player struct {
	cmd *exec.Cmd
	end io.Closer

	mu    sync.Mutex
	lines []string // that it printed
}

// run plays a role on a computer until the test ends.
func (n *networks) run(ns string, role ...string) *player {
	n.t.Helper()
	p := &player{cmd: exec.Command("ip", "netns", "exec", ns, os.Args[0])}
	p.cmd.Env = append(os.Environ(), roleVar+"="+strings.Join(role, " "))
	var errs bytes.Buffer
	p.cmd.Stderr = &errs
	in, err := p.cmd.StdinPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	p.end = in
	if err := p.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.mu.Lock()
			p.lines = append(p.lines, lines.Text())
			p.mu.Unlock()
		}
	}()
	n.t.Cleanup(func() {
		p.end.Close()
		late := time.AfterFunc(enough, func() { p.cmd.Process.Kill() })
		<-done
		err := p.cmd.Wait()
		late.Stop()
		if n.t.Failed() || err != nil && p.cmd.ProcessState.Exited() {
			n.t.Logf("%v: %v; it last said %q, and\n%s", role, err, p.said(), errs.String())
		}
	})
	return p
}

// said is the last line that a player printed.
func (p *player) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.lines) == 0 {
		return "nothing yet"
	}
	return p.lines[len(p.lines)-1]
}

// says waits until a player says a line that is one of these.
func (p *player) says(t *testing.T, lines ...string) {
	t.Helper()
	until(t, fmt.Sprintf("%q", lines), func() bool {
		said := p.said()
		for _, line := range lines {
			if said == line {
				return true
			}
		}
		return false
	})
}

// kill ends a player that has no time to say goodbye.
func (p *player) kill() { p.cmd.Process.Kill() }

// Three computers on two networks: two servers on one that is on both, one of
// another version on one that is on the first only, and a finder on each.
func TestBetweenComputers(t *testing.T) {
	n := newNetworks(t, 2)
	if n == nil {
		return
	}
	a, b, c := n.computer("a", 1, 0, 1), n.computer("b", 2, 0, 1), n.computer("c", 3, 0)
	onA, onB, onC := n.run(a, "finder"), n.run(b, "finder"), n.run(c, "finder")
	ariadne := n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	theseus := n.run(a, "server", "[::]:4242", "Theseus")
	n.run(c, "server", "0.0.0.0:8856", "Foreign", "foreign")
	bound := n.run(b, "server", "10.78.0.2:8856", "Bound")
	version := fmt.Sprint(" speaks ", wire.Version+1)

	onA.says(t, " at 10.77.0.3:8856"+version+", Ariadne at 127.0.0.1:8856 here, Bound at 10.78.0.2:8856, Theseus at 127.0.0.1:4242 here")
	onC.says(t, " at 127.0.0.1:8856 here"+version+", Ariadne at 10.77.0.1:8856, Theseus at 10.77.0.1:4242")
	var each []string // each of the two may be nearer on either network
	for _, x := range []string{"10.77.0.1", "10.78.0.1"} {
		for _, y := range []string{"10.77.0.1", "10.78.0.1"} {
			each = append(each, fmt.Sprintf(" at 10.77.0.3:8856%s, Ariadne at %s:8856, Bound at 10.78.0.2:8856 here, Theseus at %s:4242", version, x, y))
		}
	}
	onB.says(t, each...)

	for _, p := range []*player{ariadne, theseus, bound} {
		p.kill()
	}
	onA.says(t, " at 10.77.0.3:8856"+version)
	onB.says(t, " at 10.77.0.3:8856"+version)
}

// A cable is pulled, and put back in.
func TestCable(t *testing.T) {
	n := newNetworks(t, 1)
	if n == nil {
		return
	}
	a, b := n.computer("a", 1, 0), n.computer("b", 2, 0)
	n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	finder := n.run(b, "finder")
	finder.says(t, "Ariadne at 10.77.0.1:8856")
	n.ip("-n", b, "link", "set", "eth0", "down")
	finder.says(t, "")
	n.ip("-n", b, "link", "set", "eth0", "up")
	finder.says(t, "Ariadne at 10.77.0.1:8856")
}

// Where another program has the port for itself, on one of two computers, the
// other half of the way is enough.
func TestHalfOfTheWay(t *testing.T) {
	for _, on := range []string{"server", "finder"} {
		t.Run(on, func(t *testing.T) {
			n := newNetworks(t, 1)
			if n == nil {
				return
			}
			server, finder := "server", "finder"
			if on == "server" {
				server = "occupied server"
			} else {
				finder = "occupied finder"
			}
			n.run(n.computer("a", 1, 0), server, "0.0.0.0:8856", "Ariadne")
			n.run(n.computer("b", 2, 0), finder).says(t, "Ariadne at 10.77.0.1:8856")
		})
	}
}

// A neighbour with a hundred addresses makes up servers as fast as it can, and
// lets them answer. The real ones are found all the same, and stay.
func TestFlood(t *testing.T) {
	n := newNetworks(t, 1)
	if n == nil {
		return
	}
	a, b, c := n.computer("a", 1, 0), n.computer("b", 2, 0), n.computer("c", 3, 0)
	for i := range 99 {
		n.ip("-n", c, "addr", "add", fmt.Sprintf("10.77.0.%d/24", 100+i), "brd", "+", "dev", "eth0")
	}
	n.run(a, "server", "0.0.0.0:8856", "Ariadne")
	early := n.run(b, "finder")
	early.says(t, "Ariadne at 10.77.0.1:8856")
	n.run(c, "flood").says(t, "flooding from 101 addresses") // one is loopback
	until(t, "fakes are found", func() bool { return strings.Count(early.said(), "Fake") > 100 })

	n.run(a, "server", "0.0.0.0:4242", "Theseus")
	late := n.run(b, "finder")
	for who, p := range map[string]*player{"early": early, "late": late} {
		until(t, who+" finds both", func() bool {
			said := p.said()
			return strings.Contains(said, "Ariadne at 10.77.0.1:8856") && strings.Contains(said, "Theseus at 10.77.0.1:4242")
		})
		if n := strings.Count(p.said(), " at "); n > maxRoutes {
			t.Errorf("%s lists %d servers", who, n)
		}
	}
	early.mu.Lock()
	defer early.mu.Unlock()
	listed := false
	for i, line := range early.lines {
		is := strings.Contains(line, "Ariadne at 10.77.0.1:8856")
		if listed && !is {
			t.Errorf("the real server went away in line %d of %d", i, len(early.lines))
		}
		listed = is
	}
}
