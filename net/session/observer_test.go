package session_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
	_ "clew/net/netsim/netsimtest"
)

// logObserver logs what an Observer is told.
type logObserver struct{ lines []string }

func (d *logObserver) Packet(e netem.PacketEvent, msg []byte) {
	d.note("packet %v %d, %d bytes", e.Direction == netem.Up, e.Number, len(msg))
}
func (d *logObserver) Received(_ time.Duration, number uint64, msg []byte) {
	d.note("received %d, %d bytes", number, len(msg))
}
func (d *logObserver) Ticked(_ time.Duration, keys sim.Input, linked bool) {
	d.note("ticked %d %v", keys, linked)
}
func (d *logObserver) LinkAttached(time.Duration)              { d.note("attached") }
func (d *logObserver) LinkLost(_ time.Duration, reason string) { d.note("lost: %s", reason) }
func (d *logObserver) note(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

// An observer is told everything in the order in which the replica goes through it; a
// clone has no observers.
func TestObserver(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := netsim.New(netsim.Config{Level: &maze.Level{Name: "small", Maze: m}, Clients: []netsim.ClientConfig{
		{Input: func(int) sim.Input { return sim.Up }},
	}})
	r.Run(31)
	var d logObserver
	r.Clients[0].AddObserver(&d)
	r.Clone().Run(5)
	if len(d.lines) != 0 {
		t.Fatalf("a copy tells %q", d.lines)
	}
	r.Run(2)
	r.CloseLink(0)
	r.Run(2)
	want := "ticked 1, packet true, packet false, received N, ticked 1, packet true, " +
		"lost: link:, ticked 1, attached, ticked 1, packet true"
	var got []string
	for _, l := range d.lines {
		words := strings.Fields(l)
		if words[0] == "received" {
			words[1] = "N"
		}
		got = append(got, strings.Join(words[:min(2, len(words))], " "))
	}
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s\n%q", s, want, d.lines)
	}
	var late logObserver
	r.Clients[0].AddObserver(&late)
	r.Clients[0].RemoveObserver(&d)
	n := len(d.lines)
	r.Run(5)
	if len(d.lines) != n {
		t.Errorf("a removed observer is told %q", d.lines[n:])
	}
	if len(late.lines) == 0 {
		t.Error("a later observer is told nothing")
	}
}
