package lesson

import (
	"maps"
	"slices"
	"strings"
	"time"

	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
)

// Setting is reached while something is set so, from the tick looked at on.
type Setting struct {
	Client int    // of the scenario; of no matter where the server is set
	What   string // one of settings()
	Bounds        // of a number
	On     *bool  // of a switch
}

// numbers are the settings that are numbers: times in milliseconds, shares in
// per cent.
var numbers = map[string]func(scenario.Settings) float64{
	"up.latency":          func(s scenario.Settings) float64 { return millis(s.Flaky.Up.Latency) },
	"up.jitter":           func(s scenario.Settings) float64 { return millis(s.Flaky.Up.Jitter) },
	"up.loss":             func(s scenario.Settings) float64 { return float64(s.Flaky.Up.Loss) },
	"down.latency":        func(s scenario.Settings) float64 { return millis(s.Flaky.Down.Latency) },
	"down.jitter":         func(s scenario.Settings) float64 { return millis(s.Flaky.Down.Jitter) },
	"down.loss":           func(s scenario.Settings) float64 { return float64(s.Flaky.Down.Loss) },
	"round_trip":          func(s scenario.Settings) float64 { return roundTrip(s.Flaky) },
	"redundancy":          func(s scenario.Settings) float64 { return float64(s.Redundancy) },
	"interpolation_delay": func(s scenario.Settings) float64 { return millis(s.Delay) },
}

// switches are the settings that are on or off.
var switches = map[string]func(scenario.Settings) bool{
	"prediction":     func(s scenario.Settings) bool { return s.Switches.Prediction },
	"reconciliation": func(s scenario.Settings) bool { return s.Switches.Reconciliation },
	"interpolation":  func(s scenario.Settings) bool { return s.Switches.Interpolation },
	"smoothing":      func(s scenario.Settings) bool { return s.Switches.Smoothing },
	"stream":         func(s scenario.Settings) bool { return s.Flaky.Stream },
	"person":         func(s scenario.Settings) bool { return s.Play.Kind == scenario.Person },
}

// The settings of the server.
const (
	snapshotRate = "snapshot_rate"
	queueTarget  = "input_queue_target"
)

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func roundTrip(c flakylink.Config) float64 { return millis(c.Up.Latency + c.Down.Latency) }

// ofServer reports whether it is a setting of the server.
func (s Setting) ofServer() bool { return s.What == snapshotRate || s.What == queueTarget }

// Reached implements Goal.
func (s Setting) Reached(g Game) bool {
	tick := g.At() + 1
	if s.ofServer() {
		rate, target := g.Scenario().ServerInForce(tick)
		if s.What == snapshotRate {
			return s.hold(float64(rate))
		}
		return s.hold(float64(target))
	}
	set := g.Scenario().Clients[s.Client].InForce(tick)
	if on, ok := switches[s.What]; ok {
		return on(set) == *s.On
	}
	return s.hold(numbers[s.What](set))
}

func (s Setting) check(_ *scenario.Scenario, fail func(key, format string, args ...any)) {
	_, flag := switches[s.What]
	_, number := numbers[s.What]
	switch {
	case !flag && !number && !s.ofServer():
		fail("what", "%.40q is no setting; write one of %s", s.What, strings.Join(settings(), ", "))
	case flag && s.On == nil:
		fail("what", "%s is on or off; write on = true or on = false", s.What)
	case flag && s.Bounds != Bounds{}:
		fail("what", "%s is on or off and has no bounds; write on = true or on = false alone", s.What)
	case !flag && s.On != nil:
		fail("on", "%s is a number; write below, above or is", s.What)
	case !flag:
		s.Bounds.check(fail)
	}
}

// settings are the names of all settings.
func settings() []string {
	all := slices.Concat(slices.Sorted(maps.Keys(numbers)), slices.Sorted(maps.Keys(switches)))
	return append(all, snapshotRate, queueTarget)
}
