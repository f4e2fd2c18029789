// Package tuning is what a person can set on a wire and on a client's netcode:
// the knobs with their bounds, the levers and the presets, as widgets and in
// words. The game's lag panel and the Lab both show it.
package tuning

import (
	"time"

	"clew/net/link/flakylink"
	"clew/net/replica"
)

// Preset is a kind of wire that people know.
type Preset struct {
	Name   string
	Config flakylink.Config
}

// Presets are what the lag panel offers, the first one being no lag at all.
var Presets = []Preset{
	{Name: "Off"},
	{Name: "LAN", Config: alike(flakylink.Conditions{Latency: time.Millisecond, Jitter: time.Millisecond})},
	{Name: "Good Wi-Fi", Config: alike(flakylink.Conditions{Latency: 8 * time.Millisecond, Jitter: 8 * time.Millisecond, Loss: 1})},
	{Name: "Bad Wi-Fi", Config: alike(flakylink.Conditions{Latency: 40 * time.Millisecond, Jitter: 80 * time.Millisecond, Loss: 5, Double: 1, Reorder: 2})},
	{Name: "Satellite", Config: alike(flakylink.Conditions{Latency: 280 * time.Millisecond, Jitter: 20 * time.Millisecond, Loss: 1})},
}

func alike(c flakylink.Conditions) flakylink.Config { return flakylink.Config{Up: c, Down: c} }

// Is says whether a wire is as the preset has it. Whether it is a stream is
// the person's own choice.
func (p Preset) Is(c flakylink.Config) bool {
	c.Stream = p.Config.Stream
	return c == p.Config
}

// Put changes a wire to the preset.
func (p Preset) Put(c *flakylink.Config) {
	stream := c.Stream
	*c = p.Config
	c.Stream = stream
}

// Knob is one of the numbers of a direction that a slider sets.
type Knob struct {
	Name string
	Unit string
	Top  int
	Step int
	Get  func(c *flakylink.Conditions) int
	Set  func(c *flakylink.Conditions, v int)
}

// Knobs are those of a direction.
var Knobs = []Knob{
	span("latency", 1000, 10, func(c *flakylink.Conditions) *time.Duration { return &c.Latency }),
	span("jitter", 500, 5, func(c *flakylink.Conditions) *time.Duration { return &c.Jitter }),
	share("loss", func(c *flakylink.Conditions) *int { return &c.Loss }),
	share("doubling", func(c *flakylink.Conditions) *int { return &c.Double }),
	share("reordering", func(c *flakylink.Conditions) *int { return &c.Reorder }),
}

func span(name string, top, step int, of func(*flakylink.Conditions) *time.Duration) Knob {
	return Knob{
		Name: name, Unit: " ms", Top: top, Step: step,
		Get: func(c *flakylink.Conditions) int { return Millis(*of(c)) },
		Set: func(c *flakylink.Conditions, v int) { *of(c) = time.Duration(v) * time.Millisecond },
	}
}

func share(name string, of func(*flakylink.Conditions) *int) Knob {
	return Knob{
		Name: name, Unit: " %", Top: 50, Step: 1,
		Get: func(c *flakylink.Conditions) int { return *of(c) },
		Set: func(c *flakylink.Conditions, v int) { *of(c) = v },
	}
}

// Lever is one of the replica's switches.
type Lever struct {
	Word string // as in "no prediction"
	Off  string // what switching it off does
	Of   func(*replica.Switches) *bool
}

// Levers are all of them.
var Levers = []Lever{
	{"prediction", "Off: you move when the server answers.",
		func(s *replica.Switches) *bool { return &s.Prediction }},
	{"reconciliation", "Off: a wrong guess stays wrong.",
		func(s *replica.Switches) *bool { return &s.Reconciliation }},
	{"interpolation", "Off: others hop from snapshot to snapshot.",
		func(s *replica.Switches) *bool { return &s.Interpolation }},
	{"smoothing", "Off: a correction makes the picture jump.",
		func(s *replica.Switches) *bool { return &s.Smoothing }},
}

// Millis is a time in whole milliseconds.
func Millis(d time.Duration) int { return int(d.Round(time.Millisecond) / time.Millisecond) }
