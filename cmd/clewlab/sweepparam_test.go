package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/lab/scenario"
)

func TestSweepParams(t *testing.T) {
	const ms = value(time.Millisecond)
	for _, tc := range []struct {
		text string
		want []value
		err  string
	}{
		{text: "client.up.loss=0..20/5", want: []value{0, 5, 10, 15, 20}},
		{text: "client.up.loss=0..9/5", want: []value{0, 5}},
		{text: "link.latency=0..100ms/50ms", want: []value{0, 50 * ms, 100 * ms}},
		{text: "client.down.jitter=5ms, 1s", want: []value{5 * ms, 1000 * ms}},
		{text: "snapshot_rate=60", want: []value{60}},
		{text: "client.reconciliation=snap, replay", want: []value{1, 0}},
		{text: "client.reconciliation=off", err: "none of replay, snap, ignore"},
		{text: "client.reconciliation=1", err: "none of replay, snap, ignore"},
		{text: "client.reconciliation=replay..snap/1", err: "none of replay, snap, ignore"},
		{text: "client.up.loss", err: "want a path"},
		{text: "client.up.loss=", err: "not a whole number"},
		{text: "client.up.loss=5,5", err: "twice"},
		{text: "client.up.loss=-5", err: "not a whole number"},
		{text: "client.up.loss=0..20", err: "no step"},
		{text: "client.up.loss=20..0/5", err: "goes up"},
		{text: "client.up.loss=0..20/0", err: "goes up"},
		{text: "seed=0..2000000000/1", err: "larger step"},
		{text: "link.latency=100", err: "a unit"},
		{text: "link.latency=0..99h/1ns", err: "not a duration"},
	} {
		var s sweepParams
		err := s.Set(tc.text)
		if tc.err != "" {
			if err == nil || !strings.Contains(err.Error(), tc.err) {
				t.Errorf("%s: %v", tc.text, err)
			}
			continue
		}
		if err != nil || len(s) != 1 || len(s[0].values) != len(tc.want) {
			t.Errorf("%s: %v, %v", tc.text, s, err)
			continue
		}
		for i, v := range tc.want {
			if s[0].values[i] != v {
				t.Errorf("%s: %v", tc.text, s[0].values)
			}
		}
	}
}

// Every knob changes the scenario that it is given, for all clients, and no
// other.
func TestParams(t *testing.T) {
	original, err := scenario.Parse([]byte(tinyScenario), "tiny.toml")
	if err != nil {
		t.Fatal(err)
	}
	before := string(original.Format())
	for _, k := range params {
		v, written := value(7), "7"
		if k.time {
			v = value(70 * time.Millisecond)
		}
		if k.words != nil {
			v, written = 1, k.words[1]
		}
		variants, err := sweepParams{{k.path, k, []value{v}}}.variants(original)
		if err != nil {
			t.Fatal(err)
		}
		if after := string(variants[0].scenario.Format()); after == before {
			t.Errorf("%s changes nothing", k.path)
		} else if n := strings.Count(after, written); strings.HasPrefix(k.path, "client") && n < 2 {
			t.Errorf("%s is not for all clients:\n%s", k.path, after)
		}
		if string(original.Format()) != before {
			t.Fatalf("%s changes the original", k.path)
		}
	}
}

func TestTooManyGames(t *testing.T) {
	var s sweepParams
	for _, text := range []string{"seed=0..99/1", "ticks=1..20/1"} {
		if err := s.Set(text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.variants(&scenario.Scenario{}); err == nil || !strings.Contains(err.Error(), "1000") {
		t.Errorf("2000 games: %v", err)
	}
	if err := s.Set("seed=1"); err == nil {
		t.Error("set twice")
	}
}

func TestProgress(t *testing.T) {
	var screen bytes.Buffer
	now := time.Unix(0, 0)
	p := &progress{w: &screen, now: func() time.Time { return now }, started: now, total: 1000}
	p.add(100)
	if screen.Len() > 0 {
		t.Errorf("at once: %q", screen.String())
	}
	now = now.Add(time.Second)
	p.add(400)
	if got := screen.String(); !strings.Contains(got, "50 %") || strings.Count(got, "#") != 20 {
		t.Errorf("half way: %q", got)
	}
	p.clear()
	if got := screen.String(); !strings.HasSuffix(got, "\r") {
		t.Errorf("at the end: %q", got)
	}
	silent := newProgress(&screen)
	screen.Reset()
	silent.total, silent.started = 10, silent.started.Add(-time.Hour)
	silent.add(5)
	silent.clear()
	if screen.Len() > 0 {
		t.Errorf("not on a terminal: %q", screen.String())
	}
}

func TestRoundTicks(t *testing.T) {
	for _, span := range []float64{0.03, 0.1, 1, 1.7, 4, 7, 12, 30, 60, 250, 999, 12345} {
		for _, from := range []float64{0, 102} {
			ticks := roundTicker{}.Ticks(from, from+span)
			if len(ticks) < 3 || len(ticks) > 10 {
				t.Errorf("%v from %v: %d numbers", span, from, len(ticks))
			}
			for i, tick := range ticks {
				if strings.HasPrefix(tick.Label, "-") || i > 0 && tick.Label == ticks[i-1].Label {
					t.Errorf("%v from %v: %v", span, from, ticks)
				}
			}
		}
	}
}
