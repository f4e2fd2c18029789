package capture

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"clew/engine/replay"
	"clew/net/link/netem"
	"clew/net/replica"
)

var bless = flag.Bool("bless", false, "rewrite the captures in testdata; say why in the commit")

// The files of a captured game, the server's recording of it, and what is to
// be seen in them.
const (
	fixture          = "testdata/cut.capture"
	fixtureServer    = "testdata/cut.replay"
	fixturePositions = "testdata/cut.seen"
)

// A capture and a recording of an old game still open, and play as they did.
func TestFixture(t *testing.T) {
	if *bless {
		makeFixture(t)
	}
	file, err := os.ReadFile(fixture)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	server, err := os.ReadFile(fixtureServer)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := replay.Load(bytes.NewReader(server))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddServerRecording(rec); err != nil {
		t.Fatal(err)
	}
	got := shownPositions(c)
	if *bless {
		if err := os.WriteFile(fixturePositions, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(fixturePositions)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("line %d is %q, was %q", i+1, g[i], w[i])
			}
		}
		t.Fatalf("%d lines, there were %d", len(g), len(w))
	}
}

// shownPositions says what is to be seen in a capture with its server.
func shownPositions(c *Capture) string {
	var b strings.Builder
	f := c.Replay(Overrides{})
	fmt.Fprintf(&b, "%s, %s on %q, %d ticks, %d packets\n", c.Release, f.Name(0), f.Level(), c.Ticks(), len(c.Packets))
	g := f.At(0)
	var v replica.View
	for g.Ticks() < c.Ticks() {
		g.Run(10)
		g.View(0, &v)
		s := viewOf(g.Replica(), g.Now())
		fmt.Fprintf(&b, "%d: %d,%d, ghost %d,%d, inputs %d to %d, others", g.Ticks(), s.predicted.X, s.predicted.Y, v.ServerPosition.X, v.ServerPosition.Y, s.acked, s.made)
		for i := range v.Players {
			fmt.Fprintf(&b, " %s %d,%d", v.Players[i].Name, v.Players[i].X, v.Players[i].Y)
		}
		w := g.World()
		if w == nil {
			b.WriteString("; no server\n")
			continue
		}
		fmt.Fprintf(&b, "; server tick %d, %016x\n", w.Tick(), w.Hash())
	}
	for _, k := range f.Trace().Corrections {
		fmt.Fprintf(&b, "correction at %d after %d by %d: %s, %d\n", k.Tick, k.Seq, k.Size, k.Cause, k.Input)
	}
	return b.String()
}

// makeFixture plays the game again, over a bad link and with a cut.
func makeFixture(t *testing.T) {
	t.Helper()
	l := play(t, 4, "msgpack", both(netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 20 * time.Millisecond, Loss: 40}))
	l.Run(120)
	l.capture(t, "msgpack")
	l.run(150)
	l.Disconnect(0)
	l.run(20)
	l.Reconnect(0)
	l.run(160)
	l.done(t)
	if err := l.saved.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{fixture: l.file.Bytes(), fixtureServer: l.film.Bytes()} {
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
