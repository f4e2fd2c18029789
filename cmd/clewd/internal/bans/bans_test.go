package bans

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/clitest"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	var l *List
	clitest.RunWriter(func(path string, n int) (err error) {
		if l == nil {
			if l, err = Open(path, now); err != nil {
				return err
			}
		}
		return l.Add(Ban{Addr: fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255), Reason: strings.Repeat("x", 100)}, now)
	})
	os.Exit(m.Run())
}

func open(t *testing.T, path string) *List {
	t.Helper()
	l, err := Open(path, now)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestList(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	l := open(t, path)
	for _, b := range []Ban{
		{Addr: "10.0.0.2", Reason: "spam", Name: "Ben", Since: now},
		{Addr: "10.0.0.1", Until: now.Add(time.Hour)},
		{Addr: "2001:db8::/64", Until: now.Add(time.Minute), Reason: "noise"},
	} {
		if err := l.Add(b, now); err != nil {
			t.Fatal(err)
		}
	}
	l = open(t, path) // as after a restart
	for origin, want := range map[string]string{
		"10.0.0.2":      "you are banned from this server: spam",
		"10.0.0.1":      "you are banned from this server until 2026-05-01 13:00 UTC",
		"2001:db8::/64": "you are banned from this server until 2026-05-01 12:01 UTC: noise",
		"10.0.0.3":      "",
	} {
		if got, is := l.Banned(origin, now); got != want || is != (want != "") {
			t.Errorf("%s: %q, %v", origin, got, is)
		}
	}
	later := now.Add(2 * time.Minute)
	if _, is := l.Banned("2001:db8::/64", later); is || len(l.All(later)) != 2 {
		t.Error("a ban holds longer than it should")
	}
	if was, err := l.Remove("10.0.0.2", later); !was || err != nil {
		t.Errorf("%v, %v", was, err)
	}
	if was, _ := l.Remove("10.0.0.2", later); was {
		t.Error("a ban was removed twice")
	}
	if all := open(t, path).All(now); len(all) != 1 || all[0].Addr != "10.0.0.1" {
		t.Errorf("%+v", all)
	}
}

// A range holds for all in it, and for nobody else, over a restart as well.
func TestRanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	l := open(t, path)
	for _, b := range []Ban{
		{Addr: "10.0.0.0/24", Reason: "the range"}, {Addr: "10.0.0.7", Reason: "the one"}, {Addr: "2001:db8:1::/48"},
	} {
		if err := l.Add(b, now); err != nil {
			t.Fatal(err)
		}
	}
	l = open(t, path)
	for origin, want := range map[string]string{
		"10.0.0.1": ": the range", "10.0.0.255": ": the range", "10.0.0.7": ": the one", "10.0.1.0": "none",
		"2001:db8:1:2::/64": "", "2001:db8:2::/64": "none", "pipe": "none", "": "none", "::1": "none",
	} {
		text, is := l.Banned(origin, now)
		if is != (want != "none") || is && !strings.HasSuffix(text, "you are banned from this server"+want) {
			t.Errorf("%s: %q, %v", origin, text, is)
		}
	}
	if was, err := l.Remove("10.0.0.1", now); was || err != nil {
		t.Errorf("one of a range is taken out of it: %v, %v", was, err)
	}
	if was, err := l.Remove("10.0.0.0/24", now); !was || err != nil {
		t.Errorf("%v, %v", was, err)
	}
	if _, is := l.Banned("10.0.0.1", now); is {
		t.Error("the range still holds")
	}
	if _, is := l.Banned("10.0.0.7", now); !is {
		t.Error("the one in it does not hold")
	}
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		ban, origin string
		want        bool
	}{
		{"10.0.0.7", "10.0.0.7", true}, {"10.0.0.7", "10.0.0.8", false}, {"10.0.0.0/24", "10.0.0.7", true}, {"10.0.0.0/24", "10.0.1.7", false},
		{"2001:db8::/64", "2001:db8::/64", true}, {"2001:db8::/48", "2001:db8:0:1::/64", true}, {"2001:db8::/64", "2001:db8::/48", false},
		{"2001:db8::/64", "10.0.0.7", false}, {"10.0.0.7", "pipe", false}, {"", "", false},
	} {
		if b := (Ban{Addr: c.ban}); b.Matches(c.origin) != c.want {
			t.Errorf("%q meets %q: %v", c.ban, c.origin, !c.want)
		}
	}
}

// A list that a person has written bans as one that the server has.
func TestWrittenByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	if err := os.WriteFile(path, []byte(`[{"address":"2001:DB8::7"},{"address":"::ffff:10.0.0.1"},{"address":"10.1.2.3/24"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	l := open(t, path)
	for _, origin := range []string{"2001:db8::/64", "10.0.0.1", "10.1.2.9"} {
		if _, is := l.Banned(origin, now); !is {
			t.Errorf("%s may play", origin)
		}
	}
}

func TestInMemory(t *testing.T) {
	l := open(t, "")
	if err := l.Add(Ban{Addr: "10.0.0.1"}, now); err != nil || l.Persistent() {
		t.Error(err)
	}
	if _, is := l.Banned("10.0.0.1", now); !is {
		t.Error("the ban does not hold")
	}
}

// A disk that cannot be written is told, and the ban holds all the same.
func TestCannotWrite(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "no", "bans.json"))
	if err := l.Add(Ban{Addr: "10.0.0.1"}, now); err == nil {
		t.Error("no error")
	}
	if _, is := l.Banned("10.0.0.1", now); !is {
		t.Error("the ban does not hold")
	}
}

func TestNonsense(t *testing.T) {
	for _, text := range []string{
		"", "[", "{}", `[{"address":"10.0.0.1"}] []`, `[{"address":"nobody"}]`, `[{"adress":"10.0.0.1"}]`,
		`[{"address":"10.0.0.1","until":"soon"}]`, `[{"address":"10.0.0.0/7"}]`,
		"[" + strings.Repeat(`{"address":"10.0.0.1"},`, MaxBans) + `{"address":"10.0.0.1"}]`,
	} {
		path := filepath.Join(t.TempDir(), "bans.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path, now); err == nil || !strings.Contains(err.Error(), "invalid ban list") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"10.0.0.1": "10.0.0.1", "2001:db8::7": "2001:db8::/64", "2001:db8::/64": "2001:db8::/64", "::ffff:10.0.0.1": "10.0.0.1",
		"10.0.0.7/24": "10.0.0.0/24", "10.0.0.7/32": "10.0.0.7", "2001:db8::7/48": "2001:db8::/48", "2001:db8::7/128": "2001:db8::/64",
		"::1": "::1", "::1/128": "::1", "10.0.0.0/7": "", "::/0": "", "2001::/15": "", "::ffff:10.0.0.0/104": "", "10.0.0.0/33": "", "Ann": "", "": "", "10.0.0.1:5": "",
	} {
		if got, err := ParseAddr(typed); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

// Whoever bans is killed at any moment: the list is one that can be read, and
// has all bans that there were.
func TestKilled(t *testing.T) {
	for round := range 15 {
		path := filepath.Join(t.TempDir(), "bans.json")
		last := clitest.KillWriter(t, path, 3+7*round)
		if got := len(open(t, path).All(now)); got != last && got != last+1 {
			t.Fatalf("%d bans were made, and %d are in the list", last, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`[{"address":"10.0.0.1","until":"2026-05-01T12:00:00Z","reason":"x"}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := parse(b)
		if err != nil {
			return
		}
		if len(list) > MaxBans {
			t.Error("too many")
		}
		for _, ban := range list {
			if again, err := ParseAddr(ban.Addr); again != ban.Addr || err != nil {
				t.Errorf("%q becomes %q, %v", ban.Addr, again, err)
			}
		}
	})
}
