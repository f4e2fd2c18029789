package netem_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/mem"
	"clew/net/link/netem"
)

const ms = time.Millisecond

// awful is a wire on which everything happens.
var awful = netem.Conditions{Latency: 40 * ms, Jitter: 30 * ms, Loss: 30, Duplicate: 20, Reorder: 20}

func open(cfg netem.Config) linktest.Open {
	return func(t *testing.T, use func(*testing.T, linktest.Pair)) {
		inner, b := mem.Pair()
		a := netem.New(inner, 1, cfg)
		now := time.Duration(0)
		settle := func() {
			for range 2 { // what comes in at the first is due at the second
				now += time.Minute
				a.Advance(now)
			}
		}
		lossy := !cfg.Stream && cfg != (netem.Config{})
		use(t, linktest.Pair{A: a, B: b, Settle: settle, Lossy: lossy})
		a.Close()
		b.Close()
	}
}

func TestConformance(t *testing.T) {
	for name, cfg := range map[string]netem.Config{
		"perfect":  {},
		"datagram": {Up: awful, Down: awful},
		"stream":   {Up: awful, Down: awful, Stream: true},
	} {
		t.Run(name, func(t *testing.T) { linktest.Run(t, open(cfg)) })
	}
}

// The same checks with the roles exchanged: the flaky end is the far one.
func TestConformanceDown(t *testing.T) {
	linktest.Run(t, func(t *testing.T, use func(*testing.T, linktest.Pair)) {
		open(netem.Config{Up: awful, Down: awful, Stream: true})(t, func(t *testing.T, p linktest.Pair) {
			p.A, p.B = p.B, p.A
			use(t, p)
		})
	})
}

// A perfect wire does not wait for the clock, in either direction.
func TestZeroConditionsDoNotWait(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{})
	for i := range 10 {
		class := link.Class(i % 2)
		linktest.Send(t, a, class, "up")
		if msg, err := b.Receive(); string(msg) != "up" || err != nil {
			t.Fatalf("up: %q, %v", msg, err)
		}
		linktest.Send(t, b, class, "down")
		if msg, err := a.Receive(); string(msg) != "down" || err != nil {
			t.Fatalf("down: %q, %v", msg, err)
		}
		if a.Class() != class {
			t.Fatalf("class %d became %d", class, a.Class())
		}
	}
}

func TestLatencyIsExact(t *testing.T) {
	inner, b := mem.Pair()
	cond := netem.Conditions{Latency: 50 * ms}
	a := netem.New(inner, 1, netem.Config{Up: cond, Down: cond})
	a.Advance(10 * ms)
	linktest.Send(t, a, link.Unreliable, "up")
	linktest.Send(t, b, link.Unreliable, "down")
	a.Receive() // it arrives here, at 10 ms
	a.Advance(60*ms - 1)
	if msg, _ := b.Receive(); msg != nil {
		t.Errorf("%q came early", msg)
	}
	if msg, _ := a.Receive(); msg != nil {
		t.Errorf("%q came early", msg)
	}
	a.Advance(60 * ms)
	if msg, _ := b.Receive(); string(msg) != "up" {
		t.Errorf("got %q", msg)
	}
	if msg, _ := a.Receive(); string(msg) != "down" {
		t.Errorf("got %q", msg)
	}
	a.Advance(0) // a time gone by is no time to send at
	a.OnPacket = func(e netem.PacketEvent, _ []byte) {
		if e.SentAt != 60*ms || e.ArrivesAt != 110*ms {
			t.Errorf("%+v", e)
		}
	}
	linktest.Send(t, a, link.Unreliable, "up")
}

// Messages under way keep their fate when the conditions change.
func TestSetIsFromNowOn(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: 100 * ms}})
	linktest.Send(t, a, link.Unreliable, "slow")
	linktest.Send(t, a, link.Reliable, "kept 1")
	a.SetConfig(netem.Config{})
	linktest.Send(t, a, link.Unreliable, "quick")
	linktest.Send(t, a, link.Reliable, "kept 2")
	got, _ := linktest.Drain(b, func() {})
	if !slices.Equal(got, []string{"quick"}) {
		t.Fatalf("at once: %q", got)
	}
	a.Advance(100 * ms)
	got, _ = linktest.Drain(b, func() {})
	if !slices.Equal(got, []string{"slow", "kept 1", "kept 2"}) {
		t.Fatalf("later: %q", got)
	}
	want := netem.Counts{Sent: 4, Delivered: 4, Reordered: 2}
	if got := a.Stats().Up; got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
}

// A link that becomes a stream lets nothing be overtaken, also what was sent before.
func TestSetStream(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: 100 * ms}})
	linktest.Send(t, a, link.Unreliable, "first")
	a.SetConfig(netem.Config{Stream: true})
	linktest.Send(t, a, link.Unreliable, "second")
	got, _ := linktest.Drain(b, func() {})
	if len(got) > 0 {
		t.Fatalf("%q overtook", got)
	}
	a.Advance(100 * ms)
	if got, _ = linktest.Drain(b, func() {}); !slices.Equal(got, []string{"first", "second"}) {
		t.Fatalf("got %q", got)
	}
}

func TestConfigIsClamped(t *testing.T) {
	inner, _ := mem.Pair()
	l := netem.New(inner, 1, netem.Config{
		Up:   netem.Conditions{Latency: -1, Jitter: -1, Loss: -1, Duplicate: -1, Reorder: -1},
		Down: netem.Conditions{Latency: time.Hour, Jitter: time.Hour, Loss: 101, Duplicate: 101, Reorder: 101},
	})
	most := netem.Conditions{Latency: time.Minute, Jitter: time.Minute, Loss: 100, Duplicate: 100, Reorder: 100}
	if got, want := l.Config(), (netem.Config{Down: most}); got != want {
		t.Errorf("got %+v", got)
	}
	l.SetConfig(netem.Config{Up: netem.Conditions{Loss: 1000}})
	if got := l.Config().Up.Loss; got != 100 {
		t.Errorf("Set: Loss %d", got)
	}
}

// A farewell sent just before Close arrives, and all that is reliable before it.
func TestCloseRescuesReliable(t *testing.T) {
	for _, stream := range []bool{false, true} {
		inner, b := mem.Pair()
		a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: time.Second}, Stream: stream})
		linktest.Send(t, a, link.Reliable, "chat")
		linktest.Send(t, a, link.Unreliable, "input")
		linktest.Send(t, a, link.Reliable, "bye")
		a.Close()
		want := []string{"chat", "bye"}
		if stream {
			want = []string{"chat", "input", "bye"}
		}
		got, err := linktest.Drain(b, func() {})
		if !slices.Equal(got, want) || !errors.Is(err, link.ErrDisconnected) {
			t.Errorf("stream %v: got %q, %v", stream, got, err)
		}
		if c := a.Stats().Up; c.Sent != 3 || c.Delivered != uint64(len(want)) || c.Lost != uint64(3-len(want)) || c.InFlight != 0 {
			t.Errorf("stream %v: counts %+v", stream, c)
		}
		if err := a.Advance(time.Hour); !errors.Is(err, link.ErrClosed) {
			t.Errorf("Advance: %v", err)
		}
	}
}

// What is under way when the other end goes still comes, when it is due.
func TestGoneComesLast(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Down: netem.Conditions{Latency: 50 * ms}})
	linktest.Send(t, b, link.Reliable, "bye")
	b.Close()
	if msg, err := a.Receive(); msg != nil || err != nil {
		t.Fatalf("at once: %q, %v", msg, err)
	}
	a.Advance(50 * ms)
	if msg, err := a.Receive(); string(msg) != "bye" || err != nil {
		t.Fatalf("when due: %q, %v", msg, err)
	}
	if _, err := a.Receive(); !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("then: %v", err)
	}
}

// Too many under way: old Newest messages go first, then it is the caller's turn.
func TestBounded(t *testing.T) {
	const max = netem.MaxMessages
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: time.Second}})
	for i := range 10 {
		linktest.Send(t, a, link.Unreliable, strconv.Itoa(i))
	}
	for range max - 5 {
		linktest.Send(t, a, link.Reliable, "kept")
	}
	if c := a.Stats().Up; c.Lost != 5 || c.InFlight != max {
		t.Fatalf("counts %+v", c)
	}
	for range 5 {
		linktest.Send(t, a, link.Reliable, "kept")
	}
	if err := a.Send(link.Reliable, nil); !errors.Is(err, link.ErrSlowReader) {
		t.Fatalf("Send: %v, want ErrSlowReader", err)
	}
	if err := a.Advance(time.Second); !errors.Is(err, link.ErrSlowReader) {
		t.Fatalf("Advance: %v, want ErrSlowReader", err)
	}
	b.Close()
}

// The oldest is the one sent first, not the one that arrives first.
func TestOldestIsByNumber(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: time.Second}})
	linktest.Send(t, a, link.Unreliable, "old and slow")
	a.SetConfig(netem.Config{Up: netem.Conditions{Latency: ms}})
	linktest.Send(t, a, link.Unreliable, "young and quick")
	for range netem.MaxMessages - 1 {
		linktest.Send(t, a, link.Reliable, "kept")
	}
	a.Advance(time.Second)
	got, _ := linktest.Drain(b, func() {})
	if len(got) != netem.MaxMessages || got[0] != "young and quick" {
		t.Errorf("got %d messages, the first %q", len(got), got[0])
	}
}

func TestBoundedBytes(t *testing.T) {
	inner, _ := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: time.Second}})
	msg := make([]byte, 256<<10)
	for range netem.MaxBytes / len(msg) {
		linktest.Send(t, a, link.Reliable, string(msg))
	}
	if err := a.Send(link.Reliable, nil); !errors.Is(err, link.ErrSlowReader) {
		t.Fatalf("Send: %v, want ErrSlowReader", err)
	}
}

// Incoming messages that find no room stay in the wrapped link, and come later.
func TestBoundedDown(t *testing.T) {
	const n = netem.MaxMessages + 100
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Down: netem.Conditions{Latency: ms}})
	for i := range n {
		linktest.Send(t, b, link.Reliable, strconv.Itoa(i))
		a.Advance(0)
		if w := a.Stats().Down.InFlight; w > netem.MaxMessages {
			t.Fatalf("%d under way", w)
		}
	}
	now := time.Duration(0)
	got, err := linktest.Drain(a, func() { now += ms; a.Advance(now) })
	if err != nil || len(got) != n {
		t.Fatalf("got %d of %d, %v", len(got), n, err)
	}
	for i, msg := range got {
		if msg != strconv.Itoa(i) {
			t.Fatalf("message %d is %s", i, msg)
		}
	}
}
