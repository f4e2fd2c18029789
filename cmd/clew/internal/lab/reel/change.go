package reel

import (
	"fmt"
	"strings"

	"clew/net/rig/scenario"
)

// changeWords is what a change changes.
func changeWords(ch scenario.Change) string {
	var parts []string
	for _, w := range [...]struct {
		way string
		p   scenario.ConditionsPatch
	}{{"up", ch.Up}, {"down", ch.Down}} {
		parts = numberWord(parts, w.way+" latency", w.p.Latency)
		parts = numberWord(parts, w.way+" jitter", w.p.Jitter)
		parts = shareWord(parts, w.way+" loss", w.p.Loss)
		parts = shareWord(parts, w.way+" doubling", w.p.Double)
		parts = shareWord(parts, w.way+" reordering", w.p.Reorder)
	}
	parts = numberWord(parts, "as TCP", ch.Stream)
	parts = numberWord(parts, "inputs a message", ch.Redundancy)
	parts = numberWord(parts, "interpolation delay", ch.Delay)
	parts = numberWord(parts, "drift", ch.Drift)
	parts = numberWord(parts, "prediction", ch.Switches.Prediction)
	parts = numberWord(parts, "reconciliation", ch.Switches.Reconciliation)
	parts = numberWord(parts, "interpolation", ch.Switches.Interpolation)
	parts = numberWord(parts, "smoothing", ch.Switches.Smoothing)
	return strings.Join(parts, ", ")
}

func serverChangeWords(ch scenario.ServerChange) string {
	parts := numberWord(nil, "level", ch.Level)
	parts = numberWord(parts, "snapshots a second", ch.SnapshotRate)
	return strings.Join(numberWord(parts, "inputs that may wait", ch.QueueTarget), ", ")
}

func numberWord[T any](parts []string, name string, v *T) []string {
	if v == nil {
		return parts
	}
	word := fmt.Sprint(*v)
	switch any(*v) {
	case true:
		word = "on"
	case false:
		word = "off"
	}
	return append(parts, name+" "+word)
}

func shareWord(parts []string, name string, v *int) []string {
	if v == nil {
		return parts
	}
	return append(parts, fmt.Sprintf("%s %d %%", name, *v))
}
