package netem_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
)

const packets = 2000

// run sends packets through a fresh link, one a millisecond, and returns their
// fates. change, where not nil, may change the conditions before a packet.
func run(t *testing.T, seed uint64, class link.Class, cfg netem.Config, change func(n int, l *netem.Link)) []netem.PacketEvent {
	t.Helper()
	inner, b := mem.Pair()
	l := netem.New(inner, seed, cfg)
	var fates []netem.PacketEvent
	l.OnPacket = func(e netem.PacketEvent, _ []byte) { fates = append(fates, e) }
	for n := range packets {
		if err := l.Advance(time.Duration(n) * ms); err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(n, l)
		}
		if err := l.Send(class, []byte(strconv.Itoa(n))); err != nil {
			t.Fatal(err)
		}
		b.Receive()
	}
	return fates
}

func up(c netem.Conditions) netem.Config { return netem.Config{Up: c} }

func TestSameSeedSameFate(t *testing.T) {
	a := run(t, 7, link.Unreliable, up(awful), nil)
	if b := run(t, 7, link.Unreliable, up(awful), nil); !slices.Equal(a, b) {
		t.Error("the same seed gave two runs")
	}
	if b := run(t, 8, link.Unreliable, up(awful), nil); slices.Equal(a, b) {
		t.Error("another seed gave the same run")
	}
}

// What is lost at 10 per cent is lost at 40 too, and the rest fares as before.
func TestMoreLossLeavesTheRest(t *testing.T) {
	few, many := awful, awful
	few.Loss, many.Loss = 10, 40
	a, b := run(t, 1, link.Unreliable, up(few), nil), run(t, 1, link.Unreliable, up(many), nil)
	lost := 0
	for n := range a {
		if b[n].Lost {
			lost++
			continue
		}
		if a[n] != b[n] {
			t.Fatalf("packet %d: %+v became %+v", n, a[n], b[n])
		}
	}
	if lost < packets/3 {
		t.Fatalf("%d of %d lost", lost, packets)
	}
}

// A change for a while leaves every packet before and after it as it was.
func TestChangeDoesNotReshuffle(t *testing.T) {
	changes := map[string]func(*netem.Conditions){
		"loss":    func(c *netem.Conditions) { c.Loss = 100 },
		"no loss": func(c *netem.Conditions) { c.Loss = 0 },
		"jitter":  func(c *netem.Conditions) { c.Jitter *= 5 },
		"double":  func(c *netem.Conditions) { c.Duplicate = 100 },
		"reorder": func(c *netem.Conditions) { c.Reorder = 100 },
	}
	calm := run(t, 1, link.Unreliable, up(awful), nil)
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		worse := awful
		changes[name](&worse)
		got := run(t, 1, link.Unreliable, up(awful), func(n int, l *netem.Link) {
			switch n {
			case 500:
				l.SetConfig(up(worse))
			case 600:
				l.SetConfig(up(awful))
			}
		})
		if !slices.Equal(got[:500], calm[:500]) || !slices.Equal(got[600:], calm[600:]) {
			t.Errorf("%s: packets outside of the change fared differently", name)
		}
		if slices.Equal(got[500:600], calm[500:600]) {
			t.Errorf("%s: changed nothing", name)
		}
	}
}

// Jitter changes when a packet comes, and nothing else about it.
func TestJitterChangesTimeOnly(t *testing.T) {
	still := awful
	still.Jitter = 0
	a, b := run(t, 1, link.Unreliable, up(still), nil), run(t, 1, link.Unreliable, up(awful), nil)
	for n := range a {
		if a[n].Lost {
			a[n].ArrivesAt, b[n].ArrivesAt = 0, 0
		}
		late := b[n].ArrivesAt - a[n].ArrivesAt
		if late < 0 || late > awful.Jitter {
			t.Fatalf("packet %d came %v later", n, late)
		}
		a[n].ArrivesAt, a[n].DuplicateAt = b[n].ArrivesAt, b[n].DuplicateAt
		if a[n] != b[n] {
			t.Fatalf("packet %d: %+v became %+v", n, a[n], b[n])
		}
	}
}

// The directions and the purposes draw independently of each other.
func TestDrawsAreIndependent(t *testing.T) {
	fates := run(t, 3, link.Unreliable, up(netem.Conditions{Jitter: 99 * ms, Duplicate: 50, Reorder: 50}), nil)
	var both, double, reorder, late int
	for _, e := range fates {
		double += count(e.Duplicated)
		reorder += count(e.Reordered)
		both += count(e.Duplicated && e.Reordered)
		late += count(e.DuplicateAt-e.SentAt >= 50*ms && e.Duplicated)
	}
	near(t, "doubled", double, packets/2)
	near(t, "held", reorder, packets/2)
	near(t, "both", both, packets/4)
	near(t, "late copies", late, packets/4)
}

// What happens on the way up says nothing about the way down.
func TestDirectionsAreIndependent(t *testing.T) {
	inner, b := mem.Pair()
	cond := netem.Conditions{Loss: 50}
	l := netem.New(inner, 1, netem.Config{Up: cond, Down: cond})
	var lost [2][packets]bool
	l.OnPacket = func(e netem.PacketEvent, _ []byte) { lost[e.Direction][e.Number] = e.Lost }
	for range packets {
		l.Send(link.Unreliable, nil)
		b.Send(link.Unreliable, nil)
		l.Receive()
		b.Receive()
	}
	both := 0
	for n := range packets {
		both += count(lost[netem.Up][n] && lost[netem.Down][n])
	}
	near(t, "lost both ways", both, packets/4)
}

func TestRatesAreWhatTheySay(t *testing.T) {
	for _, loss := range []int{0, 1, 5, 50, 99, 100} {
		lost := 0
		for _, e := range run(t, 5, link.Unreliable, up(netem.Conditions{Loss: loss}), nil) {
			lost += count(e.Lost)
		}
		near(t, strconv.Itoa(loss)+"% loss", lost, packets*loss/100)
		if (loss == 0 || loss == 100) && lost != packets*loss/100 {
			t.Errorf("%d%%: %d lost", loss, lost)
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// near allows for four standard deviations or so.
func near(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want-90 || got > want+90 {
		t.Errorf("%s: %d, want about %d", what, got, want)
	}
}
