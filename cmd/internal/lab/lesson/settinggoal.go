package lesson

import (
	"maps"
	"slices"
	"strings"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	"clew/net/replica"
)

// SettingGoal is reached while a setting has a value, from the viewed tick on.
type SettingGoal struct {
	Client         int                     // of the scenario; of no matter where the server is set
	Name           string                  // one of settingNames()
	Bounds                                 // of a number
	On             *bool                   // of a switch
	Reconciliation *replica.Reconciliation // of reconciliation
}

// numberSettings are the settings that are numbers: times in milliseconds,
// shares in percent.
var numberSettings = map[string]func(scenario.Settings) float64{
	"up.latency":          func(s scenario.Settings) float64 { return millis(s.Netem.Up.Latency) },
	"up.jitter":           func(s scenario.Settings) float64 { return millis(s.Netem.Up.Jitter) },
	"up.loss":             func(s scenario.Settings) float64 { return float64(s.Netem.Up.Loss) },
	"down.latency":        func(s scenario.Settings) float64 { return millis(s.Netem.Down.Latency) },
	"down.jitter":         func(s scenario.Settings) float64 { return millis(s.Netem.Down.Jitter) },
	"down.loss":           func(s scenario.Settings) float64 { return float64(s.Netem.Down.Loss) },
	"round_trip":          func(s scenario.Settings) float64 { return roundTrip(s.Netem) },
	"redundancy":          func(s scenario.Settings) float64 { return float64(s.Redundancy) },
	"interpolation_delay": func(s scenario.Settings) float64 { return millis(s.InterpolationDelay) },
}

// switchSettings are the settings that are on or off.
var switchSettings = map[string]func(scenario.Settings) bool{
	"prediction":    func(s scenario.Settings) bool { return s.Switches.Prediction },
	"interpolation": func(s scenario.Settings) bool { return s.Switches.Interpolation },
	"smoothing":     func(s scenario.Settings) bool { return s.Switches.Smoothing },
	"stream":        func(s scenario.Settings) bool { return s.Netem.Stream },
	"human":         func(s scenario.Settings) bool { return s.Input.Kind == scenario.Human },
}

// reconciliation is the setting that is neither a number nor a switch.
const reconciliation = "reconciliation"

// The settings of the server.
const (
	snapshotRate = "snapshot_rate"
	queueTarget  = "input_queue_target"
)

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func roundTrip(c netem.Config) float64 { return millis(c.Up.Latency + c.Down.Latency) }

// isServerSetting reports whether the setting is one of the server's.
func (s SettingGoal) isServerSetting() bool { return s.Name == snapshotRate || s.Name == queueTarget }

// Reached implements Goal.
func (s SettingGoal) Reached(g Game) bool {
	tick := g.Tick() + 1
	if s.isServerSetting() {
		rate, target := g.Scenario().ServerSettingsAt(tick)
		if s.Name == snapshotRate {
			return s.contain(float64(rate))
		}
		return s.contain(float64(target))
	}
	set := g.Scenario().Clients[s.Client].SettingsAt(tick)
	if s.Name == reconciliation {
		return set.Switches.Reconciliation == *s.Reconciliation
	}
	if on, ok := switchSettings[s.Name]; ok {
		return on(set) == *s.On
	}
	return s.contain(numberSettings[s.Name](set))
}

func (s SettingGoal) check(_ scenario.Header, fail func(key, format string, args ...any)) {
	_, flag := switchSettings[s.Name]
	_, number := numberSettings[s.Name]
	switch {
	case s.Name == reconciliation:
		if s.Reconciliation == nil || s.Bounds != (Bounds{}) {
			fail("setting", `reconciliation is a choice; use is = "replay", is = "snap" or is = "ignore"`)
		}
	case !flag && !number && !s.isServerSetting():
		fail("setting", "unknown setting %.40q; use one of %s", s.Name, strings.Join(settingNames(), ", "))
	case flag && s.On == nil:
		fail("setting", "%s is on or off; use on = true or on = false", s.Name)
	case flag && s.Bounds != Bounds{}:
		fail("setting", "%s is on or off and takes no bounds; use on = true or on = false", s.Name)
	case !flag && s.On != nil:
		fail("on", "%s is a number; use below, above or equals", s.Name)
	case !flag:
		s.Bounds.check(fail)
	}
}

// settingNames returns the names of all settings.
func settingNames() []string {
	all := slices.Concat(slices.Sorted(maps.Keys(numberSettings)), slices.Sorted(maps.Keys(switchSettings)))
	return append(all, reconciliation, snapshotRate, queueTarget)
}
