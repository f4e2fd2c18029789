package session

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// classes carries the class of a message in its first byte, as a codec does in
// its type.
type classes struct{ wire.Codec }

func (classes) Unreliable(msg []byte) bool { return msg[0] == 'u' }

// linkRun is what came of messages on a client's link.
type linkRun struct {
	events []netem.PacketEvent // as reported
	up     []string            // that the other end received
	down   []string            // that the client received
}

// runLink sends two messages of each class a tick both ways, over a netem.Link
// that is always there or over a clientLink. At the ticks in changes it changes
// the conditions; at those in cuts it cuts the link.
func runLink(t *testing.T, always bool, changes map[int]netem.Config, cuts []int) (run linkRun, layers []bool) {
	t.Helper()
	near, far := mem.Pair()
	report := func(e netem.PacketEvent, _ []byte) { run.events = append(run.events, e) }
	l := &clientLink{raw: near, link: Classify(near, classes{}), seed: 7, report: report}
	if always {
		l.netem = netem.New(l.link, 7, netem.Config{})
		l.netem.OnPacket = report
	}
	number := 0
	for tick := range 400 {
		now := time.Duration(tick) * replica.TickDuration
		if always {
			l.netem.Advance(now)
		} else if err := l.advance(now); err != nil {
			t.Fatal(err)
		}
		for msg, _ := l.receive(); msg != nil; msg, _ = l.receive() {
			run.down = append(run.down, string(msg))
		}
		if c, ok := changes[tick]; ok {
			l.setConfig(c)
		}
		if slices.Contains(cuts, tick) {
			l.cut(200 * time.Millisecond)
		}
		for _, kind := range []string{"r", "u"} {
			number++
			class := link.Reliable
			if kind == "u" {
				class = link.Unreliable
			}
			msg := fmt.Appendf(nil, "%s%d", kind, number)
			if tick < 300 { // then the link drains
				if err := l.Send(class, msg); err != nil {
					t.Fatal(err)
				}
				if err := far.Send(class, msg); err != nil {
					t.Fatal(err)
				}
			}
		}
		for msg, _ := far.Receive(); msg != nil; msg, _ = far.Receive() {
			run.up = append(run.up, string(msg))
		}
		layers = append(layers, l.netem != nil)
	}
	return run, layers
}

// reliable returns the numbers of the reliable messages.
func reliable(msgs []string) (numbers []string) {
	for _, m := range msgs {
		if n, ok := strings.CutPrefix(m, "r"); ok {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// A netem layer that comes and goes treats each packet as one that is always
// there does, and is there only while it is needed.
func TestNetemComesAndGoes(t *testing.T) {
	bad := netem.Conditions{Latency: 80 * time.Millisecond, Jitter: 60 * time.Millisecond, Loss: 20, Duplicate: 10, Reorder: 10}
	for _, stream := range []bool{false, true} {
		on := netem.Config{Up: bad, Down: bad, Stream: stream}
		off := netem.Config{Stream: stream}
		rng := rand.New(rand.NewPCG(1, 2))
		changes, cuts := map[int]netem.Config{0: off}, []int{}
		for tick := 20; tick < 250; tick += 10 + rng.IntN(30) {
			switch rng.IntN(3) {
			case 0:
				changes[tick] = on
			case 1:
				changes[tick] = off
			case 2:
				cuts = append(cuts, tick)
			}
		}
		changes[260] = off
		got, layers := runLink(t, false, changes, cuts)
		want, _ := runLink(t, true, changes, cuts)
		if !slices.Equal(got.events, want.events) {
			t.Errorf("stream %v: packets fare differently", stream)
		}
		if !slices.Equal(got.up, want.up) || !slices.Equal(got.down, want.down) {
			t.Errorf("stream %v: messages arrive differently", stream)
		}
		for way, msgs := range map[string][]string{"up": got.up, "down": got.down} {
			if n := reliable(msgs); len(n) != 300 || !slices.IsSortedFunc(n, func(a, b string) int { return len(a)*1000 - len(b)*1000 + strings.Compare(a, b) }) {
				t.Errorf("stream %v, %s: %d reliable messages, or out of order", stream, way, len(n))
			}
		}
		if layers[15] || layers[len(layers)-1] || !slices.Contains(layers, true) {
			t.Errorf("stream %v: a layer before it is needed (%v), never (%v), or for ever (%v)",
				stream, layers[15], !slices.Contains(layers, true), layers[len(layers)-1])
		}
	}
}

// Lag that is turned on and off, and cuts, in the middle of a game cost no chat
// and no connection, and leave nothing between the client and its link.
func TestNetemInTheMiddleOfAGame(t *testing.T) {
	_, c, tick := inGame(t, func(l link.Link) link.Link { return l })
	if c.link.netem != nil {
		t.Error("a netem layer without simulated lag")
	}
	lag := netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5}
	var sent, heard []string
	for i := range 10 {
		switch i % 3 {
		case 0:
			c.SetNetem(netem.Config{Up: lag, Down: lag, Stream: i%2 == 0})
		case 1:
			c.SetNetem(netem.Config{})
		case 2:
			c.Cut(300 * time.Millisecond)
		}
		if i%3 != 1 && c.link.netem == nil {
			t.Error("no netem layer while it is needed")
		}
		text := fmt.Sprint("chat ", i)
		sent = append(sent, text)
		if !c.SendChat(text) {
			t.Fatalf("%s is not taken", text)
		}
		for range 90 {
			tick()
			for _, e := range c.Events() {
				if e.Kind == replica.EventChat {
					heard = append(heard, e.Text)
				}
			}
		}
	}
	if !slices.Equal(heard, sent) {
		t.Errorf("%q arrives of %q", heard, sent)
	}
	c.SetNetem(netem.Config{})
	for range 60 {
		tick()
	}
	if s := c.Status(); s.State != Playing || c.LinkNumber() != 1 || c.link.netem != nil {
		t.Errorf("%+v on link %d, netem layer %v", s, c.LinkNumber(), c.link.netem != nil)
	}
}

// An override asks for a netem layer until its packet has come.
func TestOverrideNeedsNetem(t *testing.T) {
	near, far := mem.Pair()
	var dropped []uint64
	codec := msgpack.New()
	l := &clientLink{raw: near, link: Classify(near, codec), report: func(e netem.PacketEvent, _ []byte) {
		if e.Lost {
			dropped = append(dropped, e.Number)
		}
	}}
	l.override(netem.Override{Direction: netem.Up, Number: 5, Drop: true})
	for i := range 10 {
		l.advance(time.Duration(i) * replica.TickDuration)
		if before, there := i <= 5, l.netem != nil; before != there {
			t.Errorf("before packet %d: netem layer %v", i, there)
		}
		if err := l.Send(link.Unreliable, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for msg, _ := far.Receive(); msg != nil; msg, _ = far.Receive() {
		n++
	}
	if !slices.Equal(dropped, []uint64{5}) || n != 9 {
		t.Errorf("packets %v are dropped, and %d of 10 arrive", dropped, n)
	}
}
