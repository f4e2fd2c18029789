//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/netnstest"
)

// roleVar names the environment variable that has the test's program be something else:
// "clewbot" with its arguments, or "nc" with an address. Both end with their standard
// input.
const roleVar = "CLEWBOT_TEST_ROLE"

func init() {
	if role := strings.Fields(os.Getenv(roleVar)); len(role) > 0 {
		playRole(role)
	}
}

// playRole does what roleVar asks for, and exits.
func playRole(role []string) {
	if role[0] == "nc" {
		conn, err := net.Dial("tcp", role[1])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go io.Copy(os.Stdout, conn)
		io.Copy(conn, os.Stdin)
		os.Exit(0)
	}
	ctx, cancel := context.WithCancel(cli.SignalContext())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	os.Exit(run(ctx, role[1:], func(string) (string, bool) { return "", false }, os.Stdout, os.Stderr))
}

// togetherNet is a local network with a bot on each of its computers.
type togetherNet struct {
	t *testing.T
	*netnstest.Networks
	hosts []string
	bots  []*botProcess
}

// botProcess is a clewbot -together -json.
type botProcess struct {
	*netnstest.Process
	name string
}

func newTogetherNet(t *testing.T) *togetherNet {
	t.Helper()
	n := netnstest.New(t, "clewbots-", 1)
	if n == nil {
		return nil
	}
	return &togetherNet{t: t, Networks: n}
}

// addr returns the address of a computer, the first of which is 0.
func addr(i int) string { return fmt.Sprintf("10.77.0.%d", 1+i) }

// addHost adds a computer.
func (n *togetherNet) addHost() int {
	i := len(n.hosts)
	n.hosts = append(n.hosts, n.AddHost(fmt.Sprint("h", i), 1+i, 0))
	return i
}

// start starts a bot on a computer of its own, which joins the game at another one's
// address, or begins a game. First is carried out before, with the computer's index.
func (n *togetherNet) start(join string, first func(host int)) *botProcess {
	i := n.addHost()
	if first != nil {
		first(i)
	}
	if join != newGame {
		join += ":8856"
	}
	args := fmt.Sprintf("%s=clewbot -together %s -n 1 -for 0 -json -seed %d", roleVar, join, i)
	b := &botProcess{n.Start(n.hosts[i], args), fmt.Sprint("bot ", i)}
	n.bots = append(n.bots, b)
	return b
}

// block has a computer's firewall let nothing pass to and from another, or lets it pass
// again.
func (n *togetherNet) block(host, other int, yes bool) {
	command := "-D"
	if yes {
		command = "-A"
	}
	n.Firewall(n.hosts[host], command, "INPUT", "-s", addr(other), "-j", "DROP")
	n.Firewall(n.hosts[host], command, "OUTPUT", "-d", addr(other), "-j", "DROP")
}

// lines returns all that the bot has said.
func (b *botProcess) lines(t *testing.T) []statusLine {
	t.Helper()
	var all []statusLine
	for _, text := range b.Lines() {
		var line statusLine
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%s says %q: %v", b.name, text, err)
		}
		all = append(all, line)
	}
	return all
}

// now returns the newest line of the bot, if there is one.
func (b *botProcess) now(t *testing.T) (line statusLine) {
	t.Helper()
	if all := b.lines(t); len(all) > 0 {
		line = all[len(all)-1]
	}
	return line
}

// until waits until something is so.
func (n *togetherNet) until(what string, is func() bool) {
	n.t.Helper()
	begin := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !is() {
		if time.Since(begin) > time.Minute {
			n.t.Fatalf("not within a minute: %s\n%s", what, n.describe())
		}
		<-look.C
	}
	n.t.Logf("%s: after %.1f s", what, time.Since(begin).Seconds())
}

// untilAll waits until all these bots say that something is so.
func (n *togetherNet) untilAll(what string, bots []*botProcess, is func(statusLine) bool) {
	n.t.Helper()
	n.until(what, func() bool {
		return !slices.ContainsFunc(bots, func(b *botProcess) bool { return !is(b.now(n.t)) })
	})
}

func (n *togetherNet) describe() string {
	var s strings.Builder
	for _, b := range n.bots {
		fmt.Fprintf(&s, "%s: %s\n", b.name, b.LastLine())
	}
	return s.String()
}

// among returns whether a bot has a player in a view with so many members.
func among(members int) func(statusLine) bool {
	return func(l statusLine) bool { return l.State == "playing" && l.ID != 0 && len(l.Members) == members }
}

// happened returns whether a bot has told of an event.
func (b *botProcess) happened(t *testing.T, event string) bool {
	t.Helper()
	return slices.ContainsFunc(b.lines(t), func(l statusLine) bool {
		return slices.ContainsFunc(l.Events, func(e eventLine) bool { return e.Event == event })
	})
}

// checkHistories checks that all bots to whom a tick of a branch is stable have the same
// game after it, and that none has gone back. What a bot has only settled when it is cut
// off may be lost.
func (n *togetherNet) checkHistories() {
	n.t.Helper()
	type place struct {
		branch string
		tick   sim.Tick
	}
	hashes := map[place]string{}
	same := 0
	for _, b := range n.bots {
		last := map[string]sim.Tick{}
		for _, line := range b.lines(n.t) {
			for _, h := range line.Hashes {
				if h.Tick <= last[h.Branch] {
					n.t.Errorf("%s has tick %d after tick %d", b.name, h.Tick, last[h.Branch])
				}
				last[h.Branch] = h.Tick
				at := place{h.Branch, h.Tick}
				switch hash, ok := hashes[at]; {
				case !ok:
					hashes[at] = h.Hash
				case hash != h.Hash:
					n.t.Errorf("%s has another tick %d of branch %s", b.name, h.Tick, h.Branch)
				default:
					same++
				}
			}
		}
	}
	n.t.Logf("%d hashes of stable ticks, %d of them compared", len(hashes), same)
	if same < 50 {
		n.t.Errorf("only %d hashes were compared", same)
	}
}

// Five programs on five computers: one joins in play, two cannot reach each other, one
// stands still for three seconds, a person plays along with nc, packets get lost, the
// network falls apart and heals, and at last the program of the oldest is killed.
func TestBetweenComputers(t *testing.T) {
	t.Parallel() // it waits
	n := newTogetherNet(t)
	if n == nil {
		return
	}
	a := n.start(newGame, nil)
	n.untilAll("the first plays", n.bots, among(1))
	b, _, d := n.start(addr(0), nil), n.start(addr(0), nil), n.start(addr(0), nil)
	n.untilAll("four play", n.bots, among(4))
	e := n.start(addr(1), func(host int) { n.block(host, 0, true) })
	n.untilAll("a fifth joins in play, though it cannot reach the one that leads", n.bots, among(5))
	n.untilAll("all are linked but two", n.bots, func(l statusLine) bool {
		if l.ID == a.now(t).ID || l.ID == e.now(t).ID {
			return l.Links == 3
		}
		return l.Links == 4
	})
	ids := map[*botProcess]sim.ID{}
	for _, p := range n.bots {
		ids[p] = p.now(t).ID
	}

	n.stopAndContinue(d)

	n.Firewall(n.hosts[1], "-A", "INPUT", "-m", "statistic", "--mode", "random", "--probability", "0.05", "-j", "DROP")
	n.playAsGuest(addr(2) + ":8856")

	branch := a.now(t).Branch
	n.cutAndHeal(n.bots[:3], n.bots[3:])
	for _, p := range n.bots {
		if l := p.now(t); l.Branch != branch || l.ID != ids[p] {
			t.Errorf("%s is player %d, was %d, on branch %s, was %s", p.name, l.ID, ids[p], l.Branch, branch)
		}
	}

	survivors := n.bots[1:]
	stalls := map[*botProcess]int{}
	for _, p := range survivors {
		stalls[p] = p.now(t).Stalls
	}
	a.Kill()
	n.untilAll("four play on without the oldest", survivors, among(4))
	for _, p := range survivors {
		stood := p.now(t).Stalls - stalls[p]
		t.Logf("%s stood still for %d ticks", p.name, stood)
		if stood >= 5*sim.TickRate || p.now(t).Branch != branch {
			t.Errorf("%s plays on after %d ticks, on branch %s", p.name, stood, p.now(t).Branch)
		}
	}
	settled := b.now(t).Settled
	n.untilAll("two seconds more", survivors, func(l statusLine) bool { return l.Settled > settled+2*sim.TickRate })
	n.checkHistories()
}

// stopAndContinue has a bot's program stand still for three seconds of the game.
func (n *togetherNet) stopAndContinue(stopped *botProcess) {
	n.t.Helper()
	others := slices.DeleteFunc(slices.Clone(n.bots), func(p *botProcess) bool { return p == stopped })
	settled := others[0].now(n.t).Settled
	stopped.Signal(syscall.SIGSTOP)
	n.untilAll("the others play on without the one that stands still", others, among(len(others)))
	n.untilAll("three seconds later", others, func(l statusLine) bool { return l.Settled > settled+3*sim.TickRate })
	stopped.Signal(syscall.SIGCONT)
	n.untilAll("it is back", n.bots, among(len(n.bots)))
}

// cutAndHeal lets nothing pass between the majority and the minority, until each plays
// on by itself, and brings them together again.
func (n *togetherNet) cutAndHeal(majority, minority []*botProcess) {
	n.t.Helper()
	between := func(yes bool) {
		for i := range minority {
			for j := range majority {
				n.block(len(majority)+i, j, yes)
			}
		}
	}
	between(true)
	n.untilAll("the majority plays on", majority, among(len(majority)))
	n.untilAll("the minority is on an island", minority, func(l statusLine) bool { return l.Island && among(len(minority))(l) })
	between(false)
	n.untilAll("all are together again", n.bots, among(len(n.bots)))
	n.until("somebody says that it was alone, and all of them that they are not any more", func() bool {
		alone := slices.ContainsFunc(minority, func(b *botProcess) bool { return b.happened(n.t, "alone") })
		for _, b := range minority {
			alone = alone && b.happened(n.t, "with the others again")
		}
		return alone
	})
	for _, b := range majority {
		if b.happened(n.t, "alone") {
			n.t.Errorf("%s of the majority was alone", b.name)
		}
	}
}

// playAsGuest has a person with nc on a computer of its own walk and talk as a guest of
// the peer at an address.
func (n *togetherNet) playAsGuest(at string) {
	n.t.Helper()
	nc := n.Start(n.hosts[n.addHost()], roleVar+"=nc "+at)
	var id sim.ID
	n.until("the guest is told who it is", func() bool {
		for _, line := range nc.Lines() {
			fmt.Sscanf(line, "I|%d|", &id)
		}
		return id != 0
	})
	cell := func(line string) (x, y int) {
		var of sim.ID
		if fields := strings.Split(line, "|"); len(fields) > 4 {
			fmt.Sscan(fields[1]+" "+fields[3]+" "+fields[4], &of, &x, &y)
		}
		if !strings.HasPrefix(line, "U|") || of != id {
			return 0, 0
		}
		return x, y
	}
	var fromX, fromY, x, y int
	n.until("the guest walks", func() bool {
		for _, line := range nc.Lines() {
			if cx, cy := cell(line); cx > 0 {
				if x, y = cx, cy; fromX == 0 {
					fromX, fromY = x, y
					for _, way := range "udlr" {
						nc.Send(fmt.Sprintf("%c|%d|%c|%d|", way, id, way, id)) // into a wall once or twice
					}
				}
			}
		}
		return fromX > 0 && (x != fromX || y != fromY)
	})
	nc.Send(fmt.Sprintf("c|%d|hello from nc|", id))
	n.until("all hear the guest, and see it where it is", func() bool {
		for _, line := range nc.Lines() {
			if cx, cy := cell(line); cx > 0 {
				x, y = cx, cy
			}
		}
		for _, b := range n.bots {
			heard := slices.ContainsFunc(b.lines(n.t), func(l statusLine) bool {
				return slices.ContainsFunc(l.Events, func(e eventLine) bool { return e.Event == "said" && e.ID == id && e.Text == "hello from nc" })
			})
			seen := slices.ContainsFunc(b.now(n.t).Players, func(p playerLine) bool { return p.ID == id && p.X == x && p.Y == y })
			if !heard || !seen {
				return false
			}
		}
		return true
	})
}
