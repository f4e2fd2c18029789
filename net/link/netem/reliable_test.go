package netem_test

import (
	"strconv"
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/mem"
	"clew/net/link/netem"

	"pgregory.net/rapid"
)

// resend returns how long after a loss a message comes, the n-th time in a row.
func resend(c netem.Conditions, n int) time.Duration {
	return max(200*ms, 2*(c.Latency+c.Jitter)) * (1<<n - 1)
}

func TestReliableIsResent(t *testing.T) {
	cond := netem.Conditions{Latency: 150 * ms, Loss: 50}
	var resent, once, behind int
	var last time.Duration
	for n, e := range run(t, 1, link.Reliable, up(cond), nil) {
		want := max(last, e.SentAt+cond.Latency+resend(cond, e.Retransmits))
		if e.Lost || e.Duplicated || e.ArrivesAt != want {
			t.Fatalf("packet %d: %+v, want it at %v", n, e, want)
		}
		behind += count(e.Retransmits == 0 && e.ArrivesAt == last)
		resent += count(e.Retransmits > 0)
		once += count(e.Retransmits == 1)
		last = want
	}
	near(t, "resent", resent, packets/2)
	near(t, "resent once", once, packets/4)
	if behind == 0 {
		t.Error("nothing was stalled behind a resend")
	}
}

// All is lost for ever, but what must arrive does so after the last resend.
func TestEverythingLost(t *testing.T) {
	cond := netem.Conditions{Latency: 10 * ms, Loss: 100}
	inner, b := mem.Pair()
	a := netem.New(inner, 1, up(cond))
	linktest.Send(t, a, link.Reliable, "kept")
	linktest.Send(t, a, link.Unreliable, "lost")
	a.Advance(6210*ms - 1)
	if msg, _ := b.Receive(); msg != nil {
		t.Fatalf("%q came early", msg)
	}
	a.Advance(6210 * ms)
	if msg, _ := b.Receive(); string(msg) != "kept" {
		t.Fatalf("got %q", msg)
	}
	a.Advance(time.Hour)
	if msg, _ := b.Receive(); msg != nil {
		t.Fatalf("%q came though all is lost", msg)
	}
	want := netem.Counts{Sent: 2, Delivered: 1, Lost: 1, Retransmits: 5}
	if got := a.Stats().Up; got != want {
		t.Errorf("counts %+v", got)
	}
}

// In a stream, a loss stalls what comes behind it, also Newest messages.
func TestStreamStalls(t *testing.T) {
	cond := netem.Conditions{Latency: 20 * ms, Loss: 5, Duplicate: 100, Reorder: 100}
	cfg := netem.Config{Up: cond, Stream: true}
	var last time.Duration
	stalled := 0
	for n, e := range run(t, 2, link.Unreliable, cfg, nil) {
		want := max(last, e.SentAt+cond.Latency+resend(cond, e.Retransmits))
		if e.Lost || e.Duplicated || e.Reordered || e.ArrivesAt != want {
			t.Fatalf("packet %d: %+v, want it at %v", n, e, want)
		}
		stalled += count(e.Retransmits == 0 && e.ArrivesAt > e.SentAt+cond.Latency)
		last = want
	}
	if stalled < packets/2 {
		t.Errorf("%d of %d stalled", stalled, packets)
	}
}

// A message held back comes behind the next one of the next tick but one.
func TestReorderOvertakes(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, up(netem.Conditions{Latency: 10 * ms, Reorder: 20}))
	var got []string
	for n := range 600 {
		a.Advance(time.Duration(n) * time.Second / 60)
		linktest.Send(t, a, link.Unreliable, strconv.Itoa(n))
		more, _ := linktest.Drain(b, func() {})
		got = append(got, more...)
	}
	late, highest := 0, -1
	for _, msg := range got {
		n, _ := strconv.Atoi(msg)
		late += count(n < highest)
		highest = max(highest, n)
	}
	if late < 60 || late > 180 {
		t.Errorf("%d of 600 came late, want about 120", late)
	}
	if r := a.Stats().Up.Reordered; r != uint64(late) {
		t.Errorf("Reordered is %d, want %d", r, late)
	}
}

var conditions = rapid.Custom(func(t *rapid.T) netem.Conditions {
	percent := rapid.SampledFrom([]int{0, 0, 1, 10, 50, 99, 100})
	delay := rapid.SampledFrom([]time.Duration{0, 0, 1, 5 * ms, 60 * ms, time.Second})
	return netem.Conditions{
		Latency: delay.Draw(t, "latency"), Jitter: delay.Draw(t, "jitter"),
		Loss: percent.Draw(t, "loss"), Duplicate: percent.Draw(t, "double"), Reorder: percent.Draw(t, "reorder"),
	}
})

// Whatever the conditions do meanwhile: reliable messages come once and in
// order, nothing comes early, no message is unaccounted for.
func TestWhateverHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inner, b := mem.Pair()
		a := netem.New(inner, rapid.Uint64().Draw(t, "seed"), netem.Config{})
		a.OnPacket = func(e netem.PacketEvent, _ []byte) {
			if e.ArrivesAt < e.SentAt || e.Duplicated && e.DuplicateAt < e.SentAt {
				t.Fatalf("%+v comes before it was sent", e)
			}
		}
		g := game{t: t, flaky: a, far: b}
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				a.SetConfig(netem.Config{
					Up: conditions.Draw(t, "up"), Down: conditions.Draw(t, "down"),
					Stream: rapid.Bool().Draw(t, "stream"),
				})
			},
			"send": func(t *rapid.T) { g.send(rapid.IntRange(0, 1).Draw(t, "class")) },
			"pass": func(t *rapid.T) {
				g.now += time.Duration(rapid.IntRange(0, 300).Draw(t, "ms")) * ms
				a.Advance(g.now)
			},
			"": func(t *rapid.T) { g.receive() },
		})
		g.now += time.Hour
		a.Advance(g.now)
		g.receive()
		if g.gotUp != g.sent || g.gotDown != g.sent {
			t.Fatalf("of %d reliable messages, %d went up and %d down", g.sent, g.gotUp, g.gotDown)
		}
	})
}

// game sends the same both ways and checks what arrives.
type game struct {
	t              *rapid.T
	flaky          *netem.Link
	far            link.Link
	now            time.Duration
	sent           int // reliable messages, each way
	gotUp, gotDown int
}

func (g *game) send(class int) {
	msg := []byte("newest")
	if link.Class(class) == link.Reliable {
		msg = strconv.AppendInt(nil, int64(g.sent), 10)
		g.sent++
	}
	for _, l := range []link.Link{g.flaky, g.far} {
		if err := l.Send(link.Class(class), msg); err != nil {
			g.t.Fatal(err)
		}
	}
}

func (g *game) receive() {
	g.take(g.far, &g.gotUp)
	g.take(g.flaky, &g.gotDown)
	s := g.flaky.Stats()
	for _, c := range []netem.Counts{s.Up, s.Down} {
		if c.Sent+c.Duplicated != c.Delivered+c.Lost+c.InFlight {
			g.t.Fatalf("unaccounted for: %+v", c)
		}
	}
}

func (g *game) take(l link.Link, got *int) {
	msgs, err := linktest.Drain(l, func() {})
	if err != nil {
		g.t.Fatal(err)
	}
	for _, msg := range msgs {
		if msg == "newest" {
			continue
		}
		if msg != strconv.Itoa(*got) {
			g.t.Fatalf("got reliable %s, want %d", msg, *got)
		}
		*got++
	}
}
