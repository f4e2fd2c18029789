//go:build linux

package discovery

import (
	"strconv"
	"strings"
	"testing"
)

// Lecture peers exit when they hear a computer that doesn't listen for them. Neither a
// finder nor a server on another port causes that; each finds the servers on its own
// computer, and those on the port that lecture peers dial.
func TestLecturePeers(t *testing.T) {
	n, ok := newTestNetworks(t, 1)
	if !ok {
		return
	}
	first := n.run(n.AddHost("a", 1, 0), "lecture")
	second := n.run(n.AddHost("b", 2, 0), "lecture")
	until(t, "the two lecture peers know each other", func() bool { return first.guids() > 0 && second.guids() > 0 })

	n.run(n.AddHost("c", 3, 0), "listening", "server", "0.0.0.0:8856", "Ariadne")
	d := n.AddHost("d", 4, 0)
	finder := n.run(d, "finder")
	n.run(d, "server", "0.0.0.0:4242", "Theseus")
	finder.expect(t, "Ariadne at 10.77.0.3:8856, Theseus at 127.0.0.1:4242 here")
	for _, p := range []testProcess{first, second} {
		seen := p.guids()
		until(t, "it goes on", func() bool { return p.guids() >= seen+3 || p.ended() })
		if p.ended() {
			t.Fatalf("a lecture peer ended: %s", p.LastLine())
		}
	}

	// Another process there listens where lecture peers dial: all may be heard.
	n.run(d, "listening", "server", "0.0.0.0:8856", "Minos")
	far := n.run(n.AddHost("e", 5, 0), "finder")
	far.expect(t, "Ariadne at 10.77.0.3:8856, Minos at 10.77.0.4:8856, Theseus at 10.77.0.4:4242")
	if first.ended() || second.ended() {
		t.Errorf("a lecture peer ended: %s; %s", first.LastLine(), second.LastLine())
	}
}

// guids returns how many GUIDs a lecture peer has heard.
func (p testProcess) guids() int {
	count, _, _ := strings.Cut(p.LastLine(), " ")
	n, _ := strconv.Atoi(count)
	return n
}

// ended reports whether a lecture peer has exited because a dial failed.
func (p testProcess) ended() bool { return strings.HasPrefix(p.LastLine(), "exit") }
