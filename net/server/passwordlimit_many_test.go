package server

import (
	"fmt"
	"testing"
	"time"
)

// tryPassword returns just the outcome of a guess.
func tryPassword(g *PasswordLimiter, from, given string, now time.Time) string {
	switch ok, wait := g.Verify(from, given, "sesame", now); {
	case ok:
		return "right"
	case wait > 0:
		return "wait"
	}
	return "wrong"
}

// countAnswers counts the outcomes of guesses.
func countAnswers(n int, from func(i int) string, g *PasswordLimiter, now time.Time) map[string]int {
	all := map[string]int{}
	for i := range n {
		all[tryPassword(g, from(i), "thyme", now)]++
	}
	return all
}

// The addresses of a network share a limit beside their own.
func TestNetworkPasswordLimit(t *testing.T) {
	for name, c := range map[string]struct {
		from  func(i int) string
		wrong int
	}{
		"IPv6 /48":      {func(i int) string { return fmt.Sprintf("2001:db8:7:%x::/64", i) }, networkPasswordBurst},
		"IPv6 /47":      {func(i int) string { return fmt.Sprintf("2001:db8:%x:%x::/64", i%2, i) }, 2 * networkPasswordBurst},
		"this computer": {func(i int) string { return fmt.Sprintf("127.0.%d.%d", i/256, i%256) }, networkPasswordBurst},
		"IPv4":          {func(i int) string { return fmt.Sprintf("10.0.%d.%d", i/256, i%256) }, 100},
		"one address":   {func(int) string { return "2001:db8:7:1::/64" }, PasswordBurst},
		"no address":    {func(int) string { return "pipe" }, PasswordBurst},
	} {
		g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
		if got := countAnswers(100, c.from, g, now); got["wrong"] != c.wrong || got["wait"] != 100-c.wrong {
			t.Errorf("%s: %v, want %d looked at", name, got, c.wrong)
		}
		if got := countAnswers(100, c.from, g, now.Add(networkPasswordInterval)); c.wrong == networkPasswordBurst && got["wrong"] != 1 {
			t.Errorf("%s: %v after %v", name, got, networkPasswordInterval)
		}
	}
}

// However many addresses guess, they share a limit. Those that were right lately are
// let in anyway, even from a network that guesses.
func TestTotalPasswordLimit(t *testing.T) {
	g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
	for _, from := range []string{"10.0.0.1", "2001:db8:7:1::/64"} {
		if got := tryPassword(g, from, "sesame", now); got != "right" {
			t.Fatal(got)
		}
	}
	now = now.Add(passwordTrust - time.Hour)
	mass := func(i int) string { return fmt.Sprintf("172.16.%d.%d", i/256, i%256) }
	many := func(i int) string { return fmt.Sprintf("2001:db8:7:%x::/64", i+2) }
	if got := countAnswers(1000, mass, g, now); got["wrong"] != totalPasswordBurst {
		t.Errorf("%v, want %d looked at", got, totalPasswordBurst)
	}
	for range 600 {
		countAnswers(10, mass, g, now)
		countAnswers(10, many, g, now)
		now = now.Add(time.Second)
	}
	countAnswers(100, mass, g, now)
	for _, from := range []string{"10.0.0.1", "2001:db8:7:1::/64"} {
		if got := tryPassword(g, from, "", now); got != "wrong" {
			t.Errorf("%s asks whether there is a password: %s", from, got)
		}
		if got := tryPassword(g, from, "sesmae", now); got != "wrong" { // which counts for it alone
			t.Errorf("%s mistypes: %s", from, got)
		}
		if got := tryPassword(g, from, "sesame", now); got != "right" {
			t.Errorf("%s was right lately, but: %s", from, got)
		}
	}
	if got := tryPassword(g, "10.0.0.2", "sesame", now); got != "wait" {
		t.Errorf("one that never was right: %s", got)
	}
	if got := tryPassword(g, "10.0.0.2", "", now); got != "wrong" {
		t.Errorf("one that asks whether there is a password: %s", got)
	}
	if got := tryPassword(g, "10.0.0.2", "sesame", now.Add(totalPasswordInterval)); got != "right" {
		t.Errorf("later: %s", got)
	}
	now = now.Add(passwordTrust + time.Second)
	countAnswers(1000, mass, g, now)
	if got := tryPassword(g, "10.0.0.1", "sesame", now); got != "wait" {
		t.Errorf("one that was right %v ago: %s", passwordTrust, got)
	}
}

// An address that was right lately may guess no more often than others.
func TestTrustedAddrIsStillLimited(t *testing.T) {
	g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
	tryPassword(g, "10.0.0.1", "sesame", now)
	if got := countAnswers(100, func(int) string { return "10.0.0.1" }, g, now); got["wrong"] != PasswordBurst {
		t.Errorf("%v", got)
	}
}

// However many addresses guess, memory is limited; asking whether there is a password
// takes none.
func TestPasswordLimiterMemory(t *testing.T) {
	g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
	for i := range 20_000 {
		from := fmt.Sprintf("2001:db8:%x:%x::/64", i>>16, i&0xffff)
		tryPassword(g, from, []string{"", "thyme"}[i%2], now)
		now = now.Add(time.Millisecond)
		if n := g.byAddr.limiters.Len() + g.byNetwork.limiters.Len() + g.trusted.Len(); n > totalPasswordBurst+600 {
			t.Fatalf("%d addresses are remembered after %d", n, i)
		}
	}
}
