// Package netsettings describes what a player can set on a simulated network
// and on a client's netcode: parameters with their limits, switches and
// presets, as data, as widgets and as text. The game's lag panel and the Lab
// share it.
package netsettings

import (
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/net/link/netem"
	"clew/net/replica"
)

// Preset is a kind of network.
type Preset struct {
	key    string // message key
	Config netem.Config
}

// Name returns the preset's name.
func (p Preset) Name() string { return i18n.T(p.key) }

// Presets are the presets of the lag panel; the first is no lag.
var Presets = []Preset{
	{key: "preset.off"},
	{key: "preset.lan", Config: symmetric(netem.Conditions{Latency: time.Millisecond, Jitter: time.Millisecond})},
	{key: "preset.good-wifi", Config: symmetric(netem.Conditions{Latency: 8 * time.Millisecond, Jitter: 8 * time.Millisecond, Loss: 1})},
	{key: "preset.bad-wifi", Config: symmetric(netem.Conditions{Latency: 40 * time.Millisecond, Jitter: 80 * time.Millisecond, Loss: 5, Duplicate: 1, Reorder: 2})},
	{key: "preset.satellite", Config: symmetric(netem.Conditions{Latency: 280 * time.Millisecond, Jitter: 20 * time.Millisecond, Loss: 1})},
}

func symmetric(c netem.Conditions) netem.Config { return netem.Config{Up: c, Down: c} }

// Matches reports whether c is as in the preset, apart from Stream, which is
// the player's choice.
func (p Preset) Matches(c netem.Config) bool {
	c.Stream = p.Config.Stream
	return c == p.Config
}

// Apply sets c to the preset, apart from Stream.
func (p Preset) Apply(c *netem.Config) {
	stream := c.Stream
	*c = p.Config
	c.Stream = stream
}

// Param is a number that a slider sets for one direction.
type Param struct {
	key  string // message key
	Unit string
	Max  int
	Step int
	Get  func(c *netem.Conditions) int
	Set  func(c *netem.Conditions, v int)
}

// Name returns the parameter's name.
func (k Param) Name() string { return i18n.T(k.key) }

// params are the parameters of a direction.
var params = []Param{
	durationParam("netem.latency", 1000, 10, func(c *netem.Conditions) *time.Duration { return &c.Latency }),
	durationParam("netem.jitter", 500, 5, func(c *netem.Conditions) *time.Duration { return &c.Jitter }),
	percentParam("netem.loss", 100, func(c *netem.Conditions) *int { return &c.Loss }),
	percentParam("netem.doubling", 50, func(c *netem.Conditions) *int { return &c.Duplicate }),
	percentParam("netem.reordering", 50, func(c *netem.Conditions) *int { return &c.Reorder }),
}

func durationParam(key string, top, step int, field func(*netem.Conditions) *time.Duration) Param {
	return Param{
		key: key, Unit: " ms", Max: top, Step: step,
		Get: func(c *netem.Conditions) int { return Milliseconds(*field(c)) },
		Set: func(c *netem.Conditions, v int) { *field(c) = time.Duration(v) * time.Millisecond },
	}
}

func percentParam(key string, top int, field func(*netem.Conditions) *int) Param {
	return Param{
		key: key, Unit: " %", Max: top, Step: 1,
		Get: func(c *netem.Conditions) int { return *field(c) },
		Set: func(c *netem.Conditions, v int) { *field(c) = v },
	}
}

// Switch is one of the replica's switches: on or off or, for reconciliation, one
// of three.
type Switch struct {
	name      string                        // message key
	offText   string                        // message key
	badgeText string                        // message key
	Value     func(*replica.Switches) *bool // nil: the reconciliation
}

// Name returns the switch's name, capitalised.
func (l Switch) Name() string { return i18n.T(l.name) }

// OffText tells what switching it off does.
func (l Switch) OffText() string { return i18n.T(l.offText) }

// ReconciliationName returns the name of a way to reconcile, capitalised.
func ReconciliationName(r replica.Reconciliation) string { return i18n.T("reconcile." + r.String()) }

// ReconciliationText tells what a way to reconcile does.
func ReconciliationText(r replica.Reconciliation) string {
	return i18n.T("reconcile." + r.String() + "-text")
}

// Switches are all switches.
var Switches = []Switch{
	{"switch.prediction", "switch.prediction-off", "switch.prediction-none",
		func(s *replica.Switches) *bool { return &s.Prediction }},
	{name: "switch.reconciliation"},
	{"switch.interpolation", "switch.interpolation-off", "switch.interpolation-none",
		func(s *replica.Switches) *bool { return &s.Interpolation }},
	{"switch.smoothing", "switch.smoothing-off", "switch.smoothing-none",
		func(s *replica.Switches) *bool { return &s.Smoothing }},
}

// Milliseconds rounds d to whole milliseconds.
func Milliseconds(d time.Duration) int { return int(d.Round(time.Millisecond) / time.Millisecond) }
