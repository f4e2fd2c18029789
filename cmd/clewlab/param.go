package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	"clew/net/replica"
)

// param is a number or a word in a scenario that a sweep can vary.
type param struct {
	path  string
	help  string
	time  bool     // else a whole number …
	words []string // … or, if there are any, the place of one of these
	set   func(*scenario.Scenario, value)
}

// text formats a value as it is written in a flag.
func (k param) text(v value) string {
	switch {
	case k.time:
		return time.Duration(v).String()
	case k.words != nil:
		return k.words[v]
	}
	return strconv.FormatInt(int64(v), 10)
}

// cell formats a value for a table.
func (k param) cell(v value) string {
	if k.words != nil {
		return k.text(v)
	}
	return strconv.FormatFloat(k.number(v), 'f', -1, 64)
}

// number returns a value for an axis: milliseconds for a time.
func (k param) number(v value) float64 {
	if k.time {
		return float64(v) / float64(time.Millisecond)
	}
	return float64(v)
}

// title returns the name of an axis or a column.
func (k param) title() string {
	if k.time {
		return k.path + "_ms"
	}
	return k.path
}

// params lists all parameters in the order of the help.
var params = append(netemParams(), []param{
	{path: "client.redundancy", help: "inputs that a message may carry", set: forEachClient(func(c *scenario.Client, v value) { c.Redundancy = int(v) })},
	{path: "client.reconciliation", help: "replay, snap or ignore", words: reconciliationNames(),
		set: forEachClient(func(c *scenario.Client, v value) { c.Switches.Reconciliation = replica.Reconciliations[v] })},
	{path: "client.drift", help: "clock error: one tick too many in this many", set: forEachClient(func(c *scenario.Client, v value) { c.Drift = int(v) })},
	{path: "snapshot_rate", help: "snapshots a second", set: func(s *scenario.Scenario, v value) { s.SnapshotRate = int(v) }},
	{path: "input_queue_target", help: "inputs that may wait at the server", set: func(s *scenario.Scenario, v value) { s.QueueTarget = int(v) }},
	{path: "seed", help: "of the game and of the simulated network", set: func(s *scenario.Scenario, v value) { s.Seed = uint64(v) }},
	{path: "ticks", help: "length of the game", set: func(s *scenario.Scenario, v value) { s.Ticks = int(v) }},
}...)

// reconciliationNames returns the names of replica.Reconciliations.
func reconciliationNames() (names []string) {
	for _, r := range replica.Reconciliations {
		names = append(names, r.String())
	}
	return names
}

// netemParams returns the parameters of the simulated network: to the server,
// from it, and both at once.
func netemParams() (list []param) {
	conditions := []struct {
		key, help string
		time      bool
		set       func(*netem.Conditions, value)
	}{
		{"latency", "a duration", true, func(c *netem.Conditions, v value) { c.Latency = time.Duration(v) }},
		{"jitter", "a duration", true, func(c *netem.Conditions, v value) { c.Jitter = time.Duration(v) }},
		{"loss", "percent", false, func(c *netem.Conditions, v value) { c.Loss = int(v) }},
		{"duplicate", "percent", false, func(c *netem.Conditions, v value) { c.Duplicate = int(v) }},
		{"reorder", "percent", false, func(c *netem.Conditions, v value) { c.Reorder = int(v) }},
	}
	for _, dir := range []struct {
		path, help string
		up, down   bool
	}{
		{"client.up", "to the server", true, false},
		{"client.down", "from the server", false, true},
		{"link", "both directions", true, true},
	} {
		for _, c := range conditions {
			list = append(list, param{
				path: dir.path + "." + c.key, help: c.help + ", " + dir.help, time: c.time,
				set: forEachClient(func(client *scenario.Client, v value) {
					if dir.up {
						c.set(&client.Netem.Up, v)
					}
					if dir.down {
						c.set(&client.Netem.Down, v)
					}
				}),
			})
		}
	}
	return list
}

// forEachClient sets something for every client.
func forEachClient(set func(*scenario.Client, value)) func(*scenario.Scenario, value) {
	return func(s *scenario.Scenario, v value) {
		for i := range s.Clients {
			set(&s.Clients[i], v)
		}
	}
}

// paramHelp lists what can be set.
func paramHelp() string {
	var b strings.Builder
	for _, k := range params {
		fmt.Fprintf(&b, "  %-21s %s\n", k.path, k.help)
	}
	return b.String()
}
