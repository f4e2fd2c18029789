package cli

import (
	"flag"
	"io"
	"strings"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"0": 0, "1": time.Second, "90": 90 * time.Second, "90s": 90 * time.Second, "5min": 5 * time.Minute, "5Minutes": 5 * time.Minute,
		"30MIN": 30 * time.Minute, "1h30m": 90 * time.Minute, "1h30min": 90 * time.Minute, "1.5h": 90 * time.Minute, "500ms": time.Second / 2,
		"1:30": 90 * time.Minute, "10:00": 10 * time.Hour, "0:05": 5 * time.Minute, "2hrs": 2 * time.Hour, "7d": 7 * day, "1w": week,
		"2weeks": 2 * week, "1w2d": 9 * day, "1d12h": 36 * time.Hour, "36500d": MaxDuration, "876000:00": MaxDuration,
	} {
		if d, err := ParseDuration(s); err != nil || d != want {
			t.Errorf("%q: %v, %v; want %v", s, d, err, want)
		}
	}
	for _, s := range []string{
		"", "-1h", "+1h", "36501d", "soon", "d", "-7d", "5x", "10:0", "1:60", "1:2:3", "10:000", ":30", "5M", "3mo", "1y", "1e3", "0x10",
		"1h30", "1,5h", "1..5h", "5 m", "5min.", "½h", "٣h", "99999999999999999999", "99999999999999999999w", "999999:00", "100000w100000w",
	} {
		if d, err := ParseDuration(s); err == nil {
			t.Errorf("%q: %v", s, d)
		} else if text := err.Error(); !strings.Contains(text, DurationForms) && !strings.Contains(text, "the maximum is 36500d") {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, form := range strings.Fields(strings.NewReplacer(",", "", " or ", " ").Replace(DurationForms)) {
		if _, err := ParseDuration(form); err != nil {
			t.Error(err)
		}
	}
}

func TestLooksLikeDuration(t *testing.T) {
	for word, want := range map[string]bool{
		"5min": true, "10:0": true, "-5m": true, "~10": true, "3rd": true, "½h": true, "٣": true, `"5m"`: true, "(5m)": true, ".5h": true,
		"": false, "soon": false, "for": false, "-": false, "m5": false,
	} {
		if LooksLikeDuration(word) != want {
			t.Errorf("%q looks like a length of time: %v", word, !want)
		}
	}
}

func TestFormatDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 400 * time.Millisecond: "0s", time.Minute: "1m", time.Hour: "1h", 90 * time.Minute: "1h30m",
		61 * time.Second: "1m1s", 48 * time.Hour: "2d", 49 * time.Hour: "2d1h", 3*24*time.Hour + time.Second: "3d1s", 24*time.Hour + 20*time.Second: "1d20s", 30*time.Hour + 10*time.Second: "1d6h0m10s",
	} {
		if got := FormatDuration(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
		if back, err := ParseDuration(want); err != nil || back != d.Round(time.Second) {
			t.Errorf("%q: %v, %v", want, back, err)
		}
	}
}

func TestDurationVar(t *testing.T) {
	for s, want := range map[string]string{
		"5min": "5m0s", "120ms": "120ms", "0": "0s",
		"soon":   "not a duration; write one such as 120ms, " + DurationForms,
		"36501d": "too long; the maximum is 36500d",
		"120":    "add a unit, as in 120ms or 120s",
	} {
		var d time.Duration
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		fs.SetOutput(io.Discard)
		DurationVar(fs, &d, "lag", time.Hour, "")
		err := fs.Parse([]string{"-lag", s})
		if err == nil && (d.String() != want || fs.Lookup("lag").DefValue != "1h0m0s") || err != nil && !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, %v", s, d, err)
		}
	}
}
