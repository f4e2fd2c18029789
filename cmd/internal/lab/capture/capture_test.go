package capture

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/maze"
	"clew/net/link/netem"
	"clew/net/replica"
)

// A captured game played again is the game, in every tick, whatever the wire
// did and whatever the person switched, from the capture's first tick on.
func TestReplaysTheSame(t *testing.T) {
	bad := both(netem.Conditions{Latency: 60 * ms, Jitter: 50 * ms, Loss: 30, Duplicate: 10, Reorder: 15})
	far := both(netem.Conditions{Latency: 500 * ms, Jitter: 20 * ms})
	off := replica.Switches{Interpolation: true}
	for _, tc := range []struct {
		name, wire string
		flaky      netem.Config
		meanwhile  func(l *liveGame)
		more       int // ticks of the client than of the simulation
	}{
		{"perfect", "msgpack", netem.Config{}, func(l *liveGame) {}, 0},
		{"bad", "msgpack", bad, func(l *liveGame) {}, 0},
		{"far away", "msgpack", far, func(l *liveGame) {}, 0},
		{"text", "text", bad, func(l *liveGame) {}, 0},
		{"stream", "msgpack", netem.Config{Up: bad.Up, Down: bad.Down, Stream: true}, func(l *liveGame) {}, 0},
		{"switches", "msgpack", bad, func(l *liveGame) {
			l.Clients[0].SetSwitches(off)
			l.run(100)
			l.Clients[0].SetInterpolationDelay(200 * ms)
			l.Clients[0].SetNetem(both(netem.Conditions{Latency: 10 * ms}))
			l.run(100)
			l.Clients[0].SetSwitches(replica.DefaultSwitches)
			l.Clients[0].SetInputRedundancy(1)
		}, 0},
		{"snap", "msgpack", bad, func(l *liveGame) {
			on := replica.DefaultSwitches
			for _, r := range replica.Reconciliations {
				on.Reconciliation = r
				l.Clients[0].SetSwitches(on)
				l.run(60)
			}
		}, 0},
		{"cut", "msgpack", bad, func(l *liveGame) {
			l.CloseLink(0)
			l.run(200)
			l.Disconnect(0)
			l.run(90)
			l.Reconnect(0)
			l.run(300)
		}, 0},
		{"another level", "msgpack", bad, func(l *liveGame) {
			m, err := maze.Generate(*seedFlag+1, 25, 11, 60)
			if err != nil {
				t.Fatal(err)
			}
			l.Server.Game.SetLevel(&maze.Level{Name: "another", Maze: m}, 9)
			l.run(300)
		}, 0},
		{"stalls", "msgpack", bad, func(l *liveGame) {
			l.StallServer(70)
			l.run(150)
			l.Clients[1].SendChat("hello")
			l.Clients[0].SendChat("hello")
			l.Clients[2].Leave()
			l.Clients[0].Drift = 10
			l.run(100)
		}, 30},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := play(t, *seedFlag, tc.wire, tc.flaky)
			l.Run(400)
			l.capture(t, tc.wire)
			l.run(200)
			tc.meanwhile(l)
			l.run(200)
			c := l.done(t)
			if c.Ticks() != len(l.ticks)+tc.more {
				t.Fatalf("%d ticks were captured of %d", c.Ticks(), len(l.ticks))
			}
			f := c.Replay(Overrides{})
			l.same(t, f.At(0))
			if g := f.At(c.Ticks()); viewOf(g.Replica(), g.Now()).predicted != viewOf(l.Clients[0].Replica, l.Now()).predicted {
				t.Error("the last tick is not as it was")
			}
		})
	}
}

// A capture that begins with the prediction gone astray, because it is not
// reconciled, goes on astray.
func TestStartsMispredicted(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", netem.Config{})
	l.Run(100)
	l.Clients[0].SetNetem(both(netem.Conditions{Latency: 50 * ms, Loss: 60}))
	l.Clients[0].SetSwitches(replica.Switches{Prediction: true, Interpolation: true, Smoothing: true})
	l.Run(300)
	l.capture(t, "msgpack")
	l.run(100)
	l.Clients[0].SetSwitches(replica.DefaultSwitches)
	l.run(100)
	c := l.done(t)
	if own := c.start.Base; own == *l.Clients[0].AuthoritativePlayer() {
		t.Fatal("nothing went astray")
	}
	l.same(t, c.Replay(Overrides{}).At(0))
}

// A capture that begins while the client snaps to the server, with inputs that
// it has forgotten, goes on like that.
func TestStartsSnapped(t *testing.T) {
	for wait := range 4 { // ticks since the last snapshot
		l := play(t, *seedFlag, "msgpack", netem.Config{})
		l.Run(100)
		l.Clients[0].SetNetem(both(netem.Conditions{Latency: 100 * ms}))
		on := replica.DefaultSwitches
		on.Reconciliation, on.Smoothing = replica.ReconcileSnap, false
		l.Clients[0].SetSwitches(on)
		l.Run(60 + wait)
		l.capture(t, "msgpack")
		if wait < 2 {
			l.run(50)
		}
		l.Clients[0].SetSwitches(replica.DefaultSwitches)
		l.run(100)
		c := l.done(t)
		if c.start.BaseSeq == c.start.Acked {
			t.Fatal("no input is forgotten")
		}
		l.same(t, c.Replay(Overrides{}).At(0))
		for _, k := range c.Replay(Overrides{}).Trace().Corrections {
			if k.Cause != eventlog.Snapped {
				t.Errorf("%+v", k)
			}
		}
	}
}

// A capture can begin at any moment: in the middle of a correction, and while the
// server has more inputs waiting than it needs.
func TestStartsAnywhere(t *testing.T) {
	gliding, draining := 0, 0
	for after := range 60 {
		l := play(t, *seedFlag+uint64(after), "msgpack", netem.Config{})
		l.Run(100)
		near := netem.Conditions{Latency: 40 * ms}
		l.Clients[0].SetNetem(both(near))
		if after%2 == 0 { // the server falls behind, and keeps what came meanwhile
			l.Server.Game.SetInputQueueTarget(20)
			l.StallServer(25)
		} else {
			lossy := near
			lossy.Loss = 45
			l.Clients[0].SetNetem(netem.Config{Up: lossy, Down: near})
			l.Clients[0].SetInputRedundancy(1)
		}
		l.Run(50 + 3*after)
		l.capture(t, "msgpack")
		l.run(60)
		c := l.done(t)
		if c.start.Now-c.start.OffsetAt < 50*ms && c.start.OffsetX|c.start.OffsetY != 0 {
			gliding++
		}
		if c.start.Backlog > 4 {
			draining++
		}
		l.same(t, c.Replay(Overrides{}).At(0))
	}
	if gliding == 0 || draining == 0 {
		t.Errorf("%d captures began in a correction, %d with too many inputs waiting", gliding, draining)
	}
}

// A Replay returns the game at any tick, and each Game it returns can be stepped on.
func TestReplay(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", both(netem.Conditions{Latency: 60 * ms, Jitter: 30 * ms, Loss: 20}))
	l.Run(300)
	l.capture(t, "msgpack")
	l.run(700)
	f := l.done(t).Replay(Overrides{})
	for _, tick := range []int{700, 0, 299, 300, 301, 12, 650} {
		g := f.At(tick)
		if g.Ticks() != tick {
			t.Fatalf("At(%d) is tick %d", tick, g.Ticks())
		}
		l.same(t, g)
	}
	if f.At(-5).Ticks() != 0 || f.At(9999).Ticks() != 700 || f.Name(0) != "walker 0" || f.Level() != "captured" {
		t.Errorf("%d, %d, %q, %q", f.At(-5).Ticks(), f.At(9999).Ticks(), f.Name(0), f.Level())
	}
}

// Other switches show what they are for, with the same packets.
func TestOverrides(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", both(netem.Conditions{Latency: 100 * ms, Loss: 40}))
	l.Run(300)
	l.capture(t, "msgpack")
	l.run(600)
	c := l.done(t)
	as := c.Replay(Overrides{})
	on, off := replica.DefaultSwitches, replica.Switches{}
	delay := 400 * ms
	without, late := c.Replay(Overrides{Switches: &off}), c.Replay(Overrides{Switches: &on, InterpolationDelay: &delay})
	if n, m := len(as.Trace().Corrections), len(without.Trace().Corrections); n == 0 || m != 0 {
		t.Errorf("%d corrections, and %d without prediction", n, m)
	}
	if !reflect.DeepEqual(as.Trace().Corrections, late.Trace().Corrections) {
		t.Error("the delay of the others has changed one's own corrections")
	}
	var v, w, x replica.View
	differ := 0
	for tick := 60; tick <= c.Ticks(); tick++ {
		as.At(tick).View(0, &v)
		without.At(tick).View(0, &w)
		late.At(tick).View(0, &x)
		if s := w.Self(); s.X != w.ServerPosition.X || s.Y != w.ServerPosition.Y {
			t.Fatalf("tick %d: without prediction one is not where the server says", tick)
		}
		if v.Self().X != w.Self().X || v.Self().Y != w.Self().Y {
			differ++
		}
		if tick > 300 && x.Tick+5 > v.Tick || late.At(tick).Replica().Stats().InterpolationDelay != delay {
			t.Fatalf("tick %d: 400 ms later, the others are shown at tick %d, not much before %d", tick, x.Tick, v.Tick)
		}
	}
	if differ < 100 {
		t.Errorf("prediction changes the picture in %d ticks only", differ)
	}
	if s := without.Settings(5); s.Switches != off || s.Netem != l.Clients[0].Netem() {
		t.Errorf("%+v", s)
	}
}

// The story of a capture is that of the game, where one client can know it.
func TestTrace(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", netem.Config{})
	tr := eventlog.NewTracer(l.Simulation, l.Simulation)
	tr.Run(100)
	l.Clients[0].SetNetem(both(netem.Conditions{Latency: 80 * ms, Jitter: 40 * ms, Loss: 50, Reorder: 10}))
	tr.Run(200)
	l.capture(t, "msgpack")
	begin := l.Ticks()
	tr.Run(600)
	c := l.done(t)
	story := c.Replay(Overrides{}).Trace()
	var want []eventlog.Correction
	for _, k := range tr.Corrections {
		if k.Client == 0 && k.Tick > begin {
			k.Tick -= begin
			want = append(want, k)
		}
	}
	if len(want) < 3 || len(want) != len(story.Corrections) {
		t.Fatalf("%d corrections, %d in the capture", len(want), len(story.Corrections))
	}
	known := 0
	for i, got := range story.Corrections {
		if got.Cause == UnknownCause {
			got.Cause, got.Input = want[i].Cause, want[i].Input
			known--
		}
		known++
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("correction %d is %+v, was %+v", i, story.Corrections[i], want[i])
		}
	}
	if known < len(want)*3/4 {
		t.Errorf("the cause of %d corrections of %d is known", known, len(want))
	}
	lives := 0
	for i, l := range story.Inputs[0] {
		was := tr.Trace.Inputs[0][i]
		if l.Sampled == 0 {
			continue
		}
		lives++
		if l.Sampled != was.Sampled-begin || l.Keys != was.Keys || len(l.Packets) != len(was.Packets) || l.Acked != max(was.Acked-begin, 0) {
			t.Fatalf("input %d: %+v, was %+v", l.Seq, l, was)
		}
	}
	if lives < 500 {
		t.Errorf("%d inputs", lives)
	}
}

// Neither token nor password is in a capture, and no other bytes are changed.
func TestNoToken(t *testing.T) {
	l := play(t, *seedFlag, "text", netem.Config{})
	l.Clients[0].SetPassword("ariadne")
	l.Run(100)
	l.capture(t, "text")
	l.run(60)
	l.Clients[0].SendChat("/login minos")
	l.Clients[0].SendChat(" /login minos")
	l.Clients[0].SendChat("hello there")
	l.run(20)
	l.CloseLink(0)
	l.run(200)
	c := l.done(t)
	if !bytes.Contains(l.file.Bytes(), []byte("hello there")) || bytes.Contains(l.file.Bytes(), []byte("minos")) {
		t.Error("of what was said, the capture must have all but a line to the administration")
	}
	if bytes.Contains(l.file.Bytes(), []byte("token0")) || bytes.Contains(l.file.Bytes(), []byte("ariadne")) {
		t.Error("a token, or the password, is in the capture")
	}
	masked := 0
	for i := range c.Packets {
		if strings.Contains(string(c.Packets[i].Bytes), "|xxxxxxx|") {
			masked++
		}
	}
	if masked != 2 { // a Hello and a Welcome
		t.Errorf("%d messages have a masked token", masked)
	}
}

// There is nothing to capture before one can walk.
func TestTooEarly(t *testing.T) {
	l := play(t, *seedFlag, "msgpack", both(netem.Conditions{Latency: 100 * ms}))
	l.Run(5)
	if _, err := Start(&l.file, l.Clients[0].Client, Header{Wire: "msgpack"}); !errors.Is(err, ErrNotPlaying) || l.file.Len() != 0 {
		t.Errorf("%v, %d bytes", err, l.file.Len())
	}
}
