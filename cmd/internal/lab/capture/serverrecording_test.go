package capture

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/link/netem"
)

// recorded returns the server's recording of the game.
func (l *liveGame) recorded(t testing.TB) *replay.Recording {
	t.Helper()
	if err := l.saved.Close(); err != nil {
		t.Fatal(err)
	}
	rec, err := replay.Load(bytes.NewReader(l.film.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// With the server's recording beside it, a capture shows the server's world as
// it was at that moment: one tick off at most, whatever is simulated.
func TestServerWorld(t *testing.T) {
	for _, flaky := range []netem.Config{
		{},
		both(netem.Conditions{Latency: 80 * time.Millisecond, Jitter: 60 * time.Millisecond, Loss: 20}),
		{Down: netem.Conditions{Latency: 300 * time.Millisecond}},
		{Up: netem.Conditions{Latency: 300 * time.Millisecond}},
	} {
		l := play(t, *seedFlag, "msgpack", flaky)
		l.Run(500)
		l.capture(t, "msgpack")
		l.run(500)
		c := l.done(t)
		if g := c.Replay(Overrides{}).At(100); g.World() != nil {
			t.Fatal("there is a server's world without a recording")
		}
		if err := c.AddServerRecording(l.recorded(t)); err != nil {
			t.Fatal(err)
		}
		f := c.Replay(Overrides{})
		g := f.At(0)
		for tick := 1; tick <= c.Ticks(); tick++ {
			g.Run(1)
			w := g.World()
			if w == nil {
				t.Fatalf("%+v: there is no world at tick %d", flaky, tick)
			}
			if w.Hash() != l.worlds[w.Tick()] {
				t.Fatalf("%+v: the world at tick %d is none that the server had", flaky, tick)
			}
			if off := int(w.Tick()) - int(l.server[tick-1]); off < -1 || off > 1 {
				t.Fatalf("%+v: at tick %d the server is shown at %d, and was at %d", flaky, tick, w.Tick(), l.server[tick-1])
			}
			if h := f.Trace().Positions.Hash(tick); h != w.Hash() {
				t.Fatalf("%+v: the story has another world at tick %d", flaky, tick)
			}
		}
		if back := f.At(40).World(); back.Hash() != l.worlds[c.ServerTick(40)] {
			t.Error("the world at tick 40 is another one when gone back to")
		}
	}
}

// A recording of another game is refused with the reason.
func TestOtherServer(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", netem.Config{})
	l.Run(300)
	l.capture(t, "msgpack")
	l.run(120)
	c := l.done(t)
	other := play(t, *seedFlag+1000, "msgpack", netem.Config{})
	other.Run(420)
	if err := c.AddServerRecording(other.recorded(t)); err == nil || !strings.Contains(err.Error(), "another game") {
		t.Errorf("the recording of another game: %v", err)
	}
	early := play(t, *seedFlag, "msgpack", netem.Config{})
	early.Run(100)
	if err := c.AddServerRecording(early.recorded(t)); err == nil || !strings.Contains(err.Error(), "ticks 0 to 100") {
		t.Errorf("a recording that ends before the capture begins: %v", err)
	}
	if g := c.Replay(Overrides{}).At(50); g.World() != nil {
		t.Errorf("a refused recording is used, tick %d", sim.Tick(g.World().Tick()))
	}
}
