package server

import (
	"fmt"
	"testing"
	"time"
)

func TestPasswordLimiter(t *testing.T) {
	g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
	check := func(from, given string, ok bool, wait time.Duration) {
		t.Helper()
		if o, w := g.Verify(from, given, "sesame", now); o != ok || w.Round(time.Millisecond) != wait {
			t.Errorf("%s guesses %q: %v, %v, want %v, %v", from, given, o, w, ok, wait)
		}
	}
	for range 100 {
		check("a", "", false, 0) // asks what there is
		check("a", "sesame", true, 0)
	}
	for i := range PasswordBurst {
		check("a", fmt.Sprint("thyme", i), false, 0)
	}
	check("a", "thyme", false, PasswordInterval)
	check("a", "sesame", false, PasswordInterval) // not even the right one
	check("b", "sesame", true, 0)
	now = now.Add(PasswordInterval / 2)
	check("a", "sesame", false, PasswordInterval/2)
	now = now.Add(PasswordInterval)
	check("a", "sesame", true, 0)
	check("a", "thyme", false, 0)
	check("a", "sesame", false, PasswordInterval/2)
}

// Without a password any client may join.
func TestNoPassword(t *testing.T) {
	if ok, _ := NewPasswordLimiter().Verify("a", "", "", time.Now()); !ok {
		t.Error("an empty secret asks for something")
	}
}

func TestPasswordLimiterForgets(t *testing.T) {
	g, now := NewPasswordLimiter(), time.Unix(1e9, 0)
	most := 0
	for i := range 10000 {
		now = now.Add(100 * time.Millisecond)
		g.Verify(fmt.Sprint("address ", i), "x", "y", now)
		most = max(most, g.byAddr.limiters.Len())
	}
	if most > 600 {
		t.Errorf("%d addresses are remembered", most)
	}
}

// Composed and decomposed letters are the same.
func TestPasswordSpellings(t *testing.T) {
	const composed, apart = "caf\u00e9", "cafe\u0301"
	for _, c := range [][2]string{{composed, apart}, {apart, composed}, {"\uac00", "\u1100\u1161"}, {"\u212b", "\u00c5"}} {
		if ok, _ := NewPasswordLimiter().Verify("a", c[0], c[1], time.Now()); !ok {
			t.Errorf("%+q is not %+q", c[0], c[1])
		}
	}
	for _, given := range []string{"cafe", "Caf\u00e9", "\uff43af\u00e9"} { // what looks alike is not the same
		if ok, _ := NewPasswordLimiter().Verify("a", given, composed, time.Now()); ok {
			t.Errorf("%q is %q", given, composed)
		}
	}
}
