package guess

import (
	"fmt"
	"testing"
	"time"
)

// try is a guess of which only what comes of it matters.
func try(g *Guard, from, given string, now time.Time) string {
	switch ok, wait := g.Check(from, given, "sesame", now); {
	case ok:
		return "right"
	case wait > 0:
		return "wait"
	}
	return "wrong"
}

// count counts what comes of guesses.
func count(n int, from func(i int) string, g *Guard, now time.Time) map[string]int {
	all := map[string]int{}
	for i := range n {
		all[try(g, from(i), "thyme", now)]++
	}
	return all
}

// The addresses of one network share a bound, beside each one's own.
func TestNetwork(t *testing.T) {
	for name, c := range map[string]struct {
		from  func(i int) string
		wrong int
	}{
		"IPv6 /48":      {func(i int) string { return fmt.Sprintf("2001:db8:7:%x::/64", i) }, NetBurst},
		"IPv6 /47":      {func(i int) string { return fmt.Sprintf("2001:db8:%x:%x::/64", i%2, i) }, 2 * NetBurst},
		"this computer": {func(i int) string { return fmt.Sprintf("127.0.%d.%d", i/256, i%256) }, NetBurst},
		"IPv4":          {func(i int) string { return fmt.Sprintf("10.0.%d.%d", i/256, i%256) }, 100},
		"one address":   {func(int) string { return "2001:db8:7:1::/64" }, Burst},
		"no address":    {func(int) string { return "pipe" }, Burst},
	} {
		g, now := New(), time.Unix(1e9, 0)
		if got := count(100, c.from, g, now); got["wrong"] != c.wrong || got["wait"] != 100-c.wrong {
			t.Errorf("%s: %v, want %d looked at", name, got, c.wrong)
		}
		if got := count(100, c.from, g, now.Add(NetEvery)); c.wrong == NetBurst && got["wrong"] != 1 {
			t.Errorf("%s: %v after %v", name, got, NetEvery)
		}
	}
}

// However many addresses guess, they share a bound, and those that were right
// lately are let in all the same; so are they of a network that guesses.
func TestMassOfAddresses(t *testing.T) {
	g, now := New(), time.Unix(1e9, 0)
	for _, from := range []string{"10.0.0.1", "2001:db8:7:1::/64"} {
		if got := try(g, from, "sesame", now); got != "right" {
			t.Fatal(got)
		}
	}
	now = now.Add(Lately - time.Hour)
	mass := func(i int) string { return fmt.Sprintf("172.16.%d.%d", i/256, i%256) }
	many := func(i int) string { return fmt.Sprintf("2001:db8:7:%x::/64", i+2) }
	if got := count(1000, mass, g, now); got["wrong"] != AllBurst {
		t.Errorf("%v, want %d looked at", got, AllBurst)
	}
	for range 600 {
		count(10, mass, g, now)
		count(10, many, g, now)
		now = now.Add(time.Second)
	}
	count(100, mass, g, now)
	for _, from := range []string{"10.0.0.1", "2001:db8:7:1::/64"} {
		if got := try(g, from, "", now); got != "wrong" {
			t.Errorf("%s asks whether there is a password: %s", from, got)
		}
		if got := try(g, from, "sesmae", now); got != "wrong" { // which counts for it alone
			t.Errorf("%s mistypes: %s", from, got)
		}
		if got := try(g, from, "sesame", now); got != "right" {
			t.Errorf("%s was right lately, but: %s", from, got)
		}
	}
	if got := try(g, "10.0.0.2", "sesame", now); got != "wait" {
		t.Errorf("one that never was right: %s", got)
	}
	if got := try(g, "10.0.0.2", "", now); got != "wrong" {
		t.Errorf("one that asks whether there is a password: %s", got)
	}
	if got := try(g, "10.0.0.2", "sesame", now.Add(AllEvery)); got != "right" {
		t.Errorf("later: %s", got)
	}
	now = now.Add(Lately + time.Second)
	count(1000, mass, g, now)
	if got := try(g, "10.0.0.1", "sesame", now); got != "wait" {
		t.Errorf("one that was right %v ago: %s", Lately, got)
	}
}

// An address that was right lately may guess no more often than others.
func TestRightLatelyIsNoPass(t *testing.T) {
	g, now := New(), time.Unix(1e9, 0)
	try(g, "10.0.0.1", "sesame", now)
	if got := count(100, func(int) string { return "10.0.0.1" }, g, now); got["wrong"] != Burst {
		t.Errorf("%v", got)
	}
}

// However many guess, little is remembered of them, and nothing of who asks only
// whether there is a password.
func TestMemoryIsBounded(t *testing.T) {
	g, now := New(), time.Unix(1e9, 0)
	for i := range 20_000 {
		from := fmt.Sprintf("2001:db8:%x:%x::/64", i>>16, i&0xffff)
		try(g, from, []string{"", "thyme"}[i%2], now)
		now = now.Add(time.Millisecond)
		if n := g.wrong.Len() + g.nets.Len() + g.right.Len(); n > AllBurst+600 {
			t.Fatalf("%d addresses are remembered after %d", n, i)
		}
	}
}
