//go:build linux

package mesh

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/netnstest"
	"clew/net/peer"
	"clew/net/session"
)

// roleVar names the environment variable that has the test's program be a peer: "new"
// begins a game, an address joins one.
const roleVar = "CLEWMESH_TEST_ROLE"

func init() {
	if role := os.Getenv(roleVar); role != "" {
		playRole(role)
	}
}

// playRole plays until its standard input ends. It prints "at ID X Y" when a player gets
// into a cell, and "said ID TEXT" when one says something.
func playRole(role string) {
	cfg := Config{
		Listen: ":8856", Strict: true, Broadcast: true,
		Session: session.MeshConfig{Peer: peer.Config{Nonce: 1, Signer: peer.NewEd25519([32]byte{byte(len(role))}), Name: role}},
	}
	if role == "new" {
		cfg.Session.Game = &peer.Game{Name: "Open", Level: openLevel, Seed: 7}
	} else {
		cfg.Join = []string{role}
	}
	m, err := Start(cfg)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	cells := map[sim.ID]maze.Cell{}
	for range time.Tick(time.Second / 60) {
		m.Do(func(s *session.Mesh) {
			for _, e := range s.Events() {
				if e.Game.Text != "" {
					fmt.Println("said", e.Game.ID, e.Game.Text)
				}
			}
			if s.State() == nil {
				return
			}
			for _, p := range s.State().World().Players() {
				if c, known := cells[p.ID]; !known || c != p.Cell() {
					cells[p.ID] = p.Cell()
					fmt.Println("at", p.ID, p.Cell().X, p.Cell().Y)
				}
			}
		})
	}
}

// until waits until something is so.
func until(t *testing.T, what string, is func() bool, programs ...*netnstest.Process) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !is() {
		if time.Since(begin) > patience {
			for i, p := range programs {
				t.Logf("program %d:\n%s", i, strings.Join(p.Lines(), "\n"))
			}
			t.Fatalf("not within %v: %s", patience, what)
		}
		<-look.C
	}
}

// Three peers of the lecture and two of Clew's on five computers: each of the lecture's
// is a player, talks, and walks, and both of Clew's see it. Those of the lecture do not
// hear of each other.
func TestLecturePeers(t *testing.T) {
	t.Parallel() // it waits
	n := netnstest.New(t, "clewmesh-", 1)
	if n == nil {
		return
	}
	compiled := filepath.Join(t.TempDir(), "peer")
	if out, err := exec.Command("g++", "-pthread", "-o", compiled, "testdata/lecturepeer/peer.cpp").CombinedOutput(); err != nil {
		t.Skipf("skipped: the lecture's client in C++ cannot be compiled; '.ci/setup.sh netns' installs g++: %v\n%s", err, out)
	}
	host := func(number int) string {
		ns := n.AddHost(fmt.Sprint("h", number), number, 0)
		n.IP("-n", ns, "route", "add", "default", "dev", "eth0") // the way to 255.255.255.255
		return ns
	}
	ann := n.Start(host(1), roleVar+"=new")
	until(t, "Ann plays", func() bool { return strings.HasPrefix(ann.LastLine(), "at 1 ") }, ann)
	ben := n.Start(host(2), roleVar+"=10.77.0.1:8856")
	all := []*netnstest.Process{ann, ben}
	until(t, "Ben plays", func() bool { return strings.HasPrefix(ben.LastLine(), "at 2 ") }, all...)

	commands := [][]string{{compiled}, {"python3", "testdata/lecturepeer/peer.py"}, {compiled}}
	var lecture []*netnstest.Process
	ids := make([]string, len(commands))
	welcome := regexp.MustCompile(`I\|(\d+)\|`)
	for i, command := range commands {
		ns := host(3 + i)
		for other := range commands { // it would dial one that does not listen yet, and end because of that
			n.Firewall(ns, "-A", "INPUT", "-p", "udp", "--dport", "9009", "-s", fmt.Sprintf("10.77.0.%d", 3+other), "-j", "DROP")
		}
		p := n.Command(ns, command...)
		t.Cleanup(p.Kill) // at the end of its input it sends empty lines for ever
		lecture, all = append(lecture, p), append(all, p)
		until(t, fmt.Sprintf("lecture peer %d is told who it is", i), func() bool {
			for _, line := range p.Lines() {
				if m := welcome.FindStringSubmatch(line); m != nil {
					ids[i] = m[1]
				}
			}
			return ids[i] != "" || p.Exited()
		}, all...)
	}
	for i, p := range lecture {
		text := fmt.Sprintf("hello from %d", i)
		p.Send(text)
		for _, clew := range all[:2] {
			until(t, "it is heard", func() bool { return slices.Contains(clew.Lines(), "said "+ids[i]+" "+text) }, all...)
		}
		count := func(clew *netnstest.Process) (cells int) {
			for _, line := range clew.Lines() {
				if strings.HasPrefix(line, "at "+ids[i]+" ") {
					cells++
				}
			}
			return cells
		}
		before := []int{count(ann), count(ben)}
		p.Send("r|" + ids[i] + "|l|" + ids[i] + "|") // one of them is no wall
		for k, clew := range all[:2] {
			until(t, "it is seen to walk", func() bool { return count(clew) > before[k] }, all...)
		}
	}
	for i, p := range lecture {
		if p.Exited() {
			t.Errorf("lecture peer %d has ended: %q", i, p.LastLine())
		}
	}
}
