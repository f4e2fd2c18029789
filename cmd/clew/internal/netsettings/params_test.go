package netsettings

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

const ms = time.Millisecond

func TestBadgeText(t *testing.T) {
	on := replica.DefaultSwitches
	without := func(change func(*replica.Switches)) replica.Switches {
		s := on
		change(&s)
		return s
	}
	tests := []struct {
		wire netem.Config
		on   replica.Switches
		want string
	}{
		{netem.Config{}, on, ""},
		{netem.Config{Stream: true}, on, ""},
		{symmetric(netem.Conditions{Latency: 60 * ms}), on, "SIM +120 ms"},
		{symmetric(netem.Conditions{Latency: 60 * ms, Loss: 5}), on, "SIM +120 ms, 5 % loss"},
		{symmetric(netem.Conditions{Latency: 62500 * time.Microsecond}), on, "SIM +125 ms"},
		{netem.Config{Up: netem.Conditions{Latency: 30 * ms}}, on, "SIM +30 ms"},
		{symmetric(netem.Conditions{Latency: 100 * ms, Jitter: 25 * ms, Loss: 10}), on, "SIM +200 ms, 25 ms jitter, 10 % loss"},
		{symmetric(netem.Conditions{Jitter: 25 * ms, Duplicate: 1, Reorder: 2}), on, "SIM 25 ms jitter, 1 % duplicated, 2 % reordered"},
		{netem.Config{Up: netem.Conditions{Loss: 20, Jitter: 5 * ms}, Down: netem.Conditions{Loss: 5}}, on,
			"SIM ↑5 ↓0 ms jitter, ↑20 ↓5 % loss"},
		{netem.Config{Up: netem.Conditions{Loss: 3}, Stream: true}, on, "SIM ↑3 ↓0 % loss, as TCP"},
		{netem.Config{}, without(func(s *replica.Switches) { s.Prediction = false }), "SIM no prediction"},
		{netem.Config{Stream: true}, without(func(s *replica.Switches) { s.Smoothing = false }), "SIM no smoothing"},
		{netem.Config{}, without(func(s *replica.Switches) { s.Reconciliation = replica.ReconcileSnap }), "SIM snaps to server"},
		{symmetric(netem.Conditions{Latency: 5 * ms}), replica.Switches{},
			"SIM +10 ms, no prediction, no reconciliation, no interpolation, no smoothing"},
	}
	for _, tt := range tests {
		if got := BadgeText(Config{Netem: tt.wire, Switches: tt.on}, false); got != tt.want {
			t.Errorf("%+v %+v:\n got %q\nwant %q", tt.wire, tt.on, got, tt.want)
		}
	}
}

func TestBadgeTextOfRedundancyAndCut(t *testing.T) {
	for _, tt := range []struct {
		redundancy int
		loss       int
		cut        bool
		want       string
	}{
		{wire.MaxInputFrames, 0, false, ""},
		{wire.MaxInputFrames, 0, true, "SIM cut"},
		{1, 20, false, "SIM 20 % loss, redundancy 1"},
		{31, 100, true, "SIM cut, 100 % loss, redundancy 31"},
	} {
		s := Config{Netem: symmetric(netem.Conditions{Loss: tt.loss}), Switches: replica.DefaultSwitches, Redundancy: tt.redundancy}
		if got := BadgeText(s, tt.cut); got != tt.want {
			t.Errorf("%+v, cut %v: got %q, want %q", s, tt.cut, got, tt.want)
		}
	}
}

// Loss can be set to 100 %.
func TestLossUpTo100(t *testing.T) {
	for _, k := range params {
		if k.key == "netem.loss" && k.Max != 100 {
			t.Errorf("the slider of loss ends at %d %%", k.Max)
		}
	}
}

// Whatever differs from a normal game must show in the badge.
func TestBadgeOmitsNothing(t *testing.T) {
	for _, way := range []string{"Up", "Down"} {
		for i := range reflect.TypeFor[netem.Conditions]().NumField() {
			var c netem.Config
			f := reflect.ValueOf(&c).Elem().FieldByName(way).Field(i)
			f.SetInt(int64(7 * ms))
			if f.Kind() != reflect.Int64 {
				f.SetInt(7)
			}
			if text := BadgeText(Config{Netem: c, Switches: replica.DefaultSwitches}, false); !strings.Contains(text, "7") {
				t.Errorf("%s %s: %q", way, reflect.TypeFor[netem.Conditions]().Field(i).Name, text)
			}
		}
	}
	for i := range reflect.TypeFor[replica.Switches]().NumField() {
		on := replica.DefaultSwitches
		reflect.ValueOf(&on).Elem().Field(i).SetZero()
		if BadgeText(Config{Switches: on}, false) == "" {
			t.Errorf("%s is off, and no badge says so", reflect.TypeFor[replica.Switches]().Field(i).Name)
		}
	}
}

func TestPresets(t *testing.T) {
	for _, p := range Presets {
		c := netem.Config{Up: netem.Conditions{Loss: 49}, Stream: true}
		p.Apply(&c)
		if !p.Matches(c) || !c.Stream || c.Up != c.Down {
			t.Errorf("%s gives %+v", p.Name(), c)
		}
		for _, other := range Presets {
			if other.Name() != p.Name() && other.Matches(c) {
				t.Errorf("%s looks like %s", p.Name(), other.Name())
			}
		}
		for _, k := range params {
			if v := k.Get(&c.Up); v < 0 || v > k.Max {
				t.Errorf("%s: %s of %d is beyond its slider", p.Name(), k.Name(), v)
			}
		}
	}
	if Presets[0].Config != (netem.Config{}) {
		t.Error("the first preset is not 'no lag'")
	}
}

// Where a badge does not fit, whole parts are dropped.
func TestTruncateBadge(t *testing.T) {
	const text = "SIM +200 ms, 25 ms jitter, 10 % loss"
	measure := func(t string) float64 { return float64(len(t)) }
	for room, want := range map[float64]string{
		99: text, 36: text, 35: "SIM +200 ms, 25 ms jitter …", 29: "SIM +200 ms, 25 ms jitter …", 28: "SIM +200 ms …", 14: "SIM",
	} {
		if got := TruncateBadge(text, room, measure); got != want {
			t.Errorf("in %v: %q, want %q", room, got, want)
		}
	}
}
