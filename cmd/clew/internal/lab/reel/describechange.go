package reel

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/scenario"
)

// changeText is what a change changes.
func changeText(ch scenario.Change) string {
	var parts []string
	for _, w := range [...]struct {
		way string
		p   scenario.ConditionsPatch
	}{{"change.up", ch.Up}, {"change.down", ch.Down}} {
		name := func(key string) string { return words.Tf(w.way, words.T(key)) }
		parts = appendValue(parts, name("knob.latency"), w.p.Latency)
		parts = appendValue(parts, name("knob.jitter"), w.p.Jitter)
		parts = appendPercent(parts, name("knob.loss"), w.p.Loss)
		parts = appendPercent(parts, name("knob.doubling"), w.p.Duplicate)
		parts = appendPercent(parts, name("knob.reordering"), w.p.Reorder)
	}
	parts = appendValue(parts, words.T("change.stream"), ch.Stream)
	parts = appendValue(parts, words.T("change.redundancy"), ch.Redundancy)
	parts = appendValue(parts, words.T("change.delay"), ch.InterpolationDelay)
	parts = appendValue(parts, words.T("change.drift"), ch.Drift)
	parts = appendValue(parts, words.T("change.prediction"), ch.Switches.Prediction)
	parts = appendValue(parts, words.T("change.reconciliation"), ch.Switches.Reconciliation)
	parts = appendValue(parts, words.T("change.interpolation"), ch.Switches.Interpolation)
	parts = appendValue(parts, words.T("change.smoothing"), ch.Switches.Smoothing)
	return strings.Join(parts, ", ")
}

func serverChangeText(ch scenario.ServerChange) string {
	parts := appendValue(nil, words.T("change.level"), ch.Level)
	parts = appendValue(parts, words.T("change.rate"), ch.SnapshotRate)
	return strings.Join(appendValue(parts, words.T("change.target"), ch.QueueTarget), ", ")
}

func appendValue[T any](parts []string, name string, v *T) []string {
	if v == nil {
		return parts
	}
	word := fmt.Sprint(*v)
	switch any(*v) {
	case true:
		word = words.T("change.on")
	case false:
		word = words.T("change.off")
	}
	return append(parts, name+" "+word)
}

func appendPercent(parts []string, name string, v *int) []string {
	if v == nil {
		return parts
	}
	return append(parts, fmt.Sprintf("%s %d %%", name, *v))
}
