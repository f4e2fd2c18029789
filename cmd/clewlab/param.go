package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
)

// param is one thing in a scenario that a sweep can turn.
type param struct {
	path string
	help string
	time bool // else a whole number
	set  func(*scenario.Scenario, value)
}

// text is a value as one writes it.
func (k param) text(v value) string {
	if k.time {
		return time.Duration(v).String()
	}
	return strconv.FormatInt(int64(v), 10)
}

// number is a value on an axis, and in a table: milliseconds for a time.
func (k param) number(v value) float64 {
	if k.time {
		return float64(v) / float64(time.Millisecond)
	}
	return float64(v)
}

// title is what an axis or a column is called.
func (k param) title() string {
	if k.time {
		return k.path + "_ms"
	}
	return k.path
}

// params are all that can be set, in the order of the help.
var params = append(netemParams(), []param{
	{path: "client.redundancy", help: "inputs that each message may carry", set: forEachClient(func(c *scenario.Client, v value) { c.Redundancy = int(v) })},
	{path: "client.drift", help: "its clock ticks once too often in so many ticks", set: forEachClient(func(c *scenario.Client, v value) { c.Drift = int(v) })},
	{path: "snapshot_rate", help: "snapshots a second", set: func(s *scenario.Scenario, v value) { s.SnapshotRate = int(v) }},
	{path: "input_queue_target", help: "inputs that may wait at the server", set: func(s *scenario.Scenario, v value) { s.QueueTarget = int(v) }},
	{path: "seed", help: "of the game and of the wires' luck", set: func(s *scenario.Scenario, v value) { s.Seed = uint64(v) }},
	{path: "ticks", help: "how long the game lasts", set: func(s *scenario.Scenario, v value) { s.Ticks = int(v) }},
}...)

// netemParams are those of the wires: to the server, back, and both at once.
func netemParams() (list []param) {
	conditions := []struct {
		key, help string
		time      bool
		set       func(*netem.Conditions, value)
	}{
		{"latency", "a time", true, func(c *netem.Conditions, v value) { c.Latency = time.Duration(v) }},
		{"jitter", "a time", true, func(c *netem.Conditions, v value) { c.Jitter = time.Duration(v) }},
		{"loss", "per cent", false, func(c *netem.Conditions, v value) { c.Loss = int(v) }},
		{"double", "per cent", false, func(c *netem.Conditions, v value) { c.Duplicate = int(v) }},
		{"reorder", "per cent", false, func(c *netem.Conditions, v value) { c.Reorder = int(v) }},
	}
	for _, dir := range []struct {
		path, help string
		up, down   bool
	}{
		{"client.up", "to the server", true, false},
		{"client.down", "from the server", false, true},
		{"link", "both ways", true, true},
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
		fmt.Fprintf(&b, "  %-20s %s\n", k.path, k.help)
	}
	return b.String()
}
