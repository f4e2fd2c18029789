package panel

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

// is says whether a wire is as the preset has it. Whether it is a stream is
// the person's own choice.
func (p Preset) is(c flakylink.Config) bool {
	c.Stream = p.Config.Stream
	return c == p.Config
}

// put changes a wire to the preset.
func (p Preset) put(c *flakylink.Config) {
	stream := c.Stream
	*c = p.Config
	c.Stream = stream
}

// knob is one of the numbers of a direction that a slider sets.
type knob struct {
	name string
	unit string
	top  int
	step int
	get  func(c *flakylink.Conditions) int
	set  func(c *flakylink.Conditions, v int)
}

var knobs = []knob{
	span("latency", 1000, 10, func(c *flakylink.Conditions) *time.Duration { return &c.Latency }),
	span("jitter", 500, 5, func(c *flakylink.Conditions) *time.Duration { return &c.Jitter }),
	share("loss", func(c *flakylink.Conditions) *int { return &c.Loss }),
	share("doubling", func(c *flakylink.Conditions) *int { return &c.Double }),
	share("reordering", func(c *flakylink.Conditions) *int { return &c.Reorder }),
}

func span(name string, top, step int, of func(*flakylink.Conditions) *time.Duration) knob {
	return knob{
		name: name, unit: " ms", top: top, step: step,
		get: func(c *flakylink.Conditions) int { return whole(*of(c)) },
		set: func(c *flakylink.Conditions, v int) { *of(c) = time.Duration(v) * time.Millisecond },
	}
}

func share(name string, of func(*flakylink.Conditions) *int) knob {
	return knob{
		name: name, unit: " %", top: 50, step: 1,
		get: func(c *flakylink.Conditions) int { return *of(c) },
		set: func(c *flakylink.Conditions, v int) { *of(c) = v },
	}
}

// lever is one of the replica's switches, in the words of the lag panel.
type lever struct {
	word string // as in "no prediction"
	off  string // what switching it off does
	of   func(*replica.Switches) *bool
}

var switches = []lever{
	{"prediction", "Off: you move when the server answers.",
		func(s *replica.Switches) *bool { return &s.Prediction }},
	{"reconciliation", "Off: a wrong guess stays wrong.",
		func(s *replica.Switches) *bool { return &s.Reconciliation }},
	{"interpolation", "Off: others hop from snapshot to snapshot.",
		func(s *replica.Switches) *bool { return &s.Interpolation }},
	{"smoothing", "Off: a correction makes the picture jump.",
		func(s *replica.Switches) *bool { return &s.Smoothing }},
}
