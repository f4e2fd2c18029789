package reel

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/scenario"
)

// changeWords is what a change changes.
func changeWords(ch scenario.Change) string {
	var parts []string
	for _, w := range [...]struct {
		way string
		p   scenario.ConditionsPatch
	}{{"change.up", ch.Up}, {"change.down", ch.Down}} {
		name := func(key string) string { return words.F(w.way, words.T(key)) }
		parts = numberWord(parts, name("knob.latency"), w.p.Latency)
		parts = numberWord(parts, name("knob.jitter"), w.p.Jitter)
		parts = shareWord(parts, name("knob.loss"), w.p.Loss)
		parts = shareWord(parts, name("knob.doubling"), w.p.Double)
		parts = shareWord(parts, name("knob.reordering"), w.p.Reorder)
	}
	parts = numberWord(parts, words.T("change.stream"), ch.Stream)
	parts = numberWord(parts, words.T("change.redundancy"), ch.Redundancy)
	parts = numberWord(parts, words.T("change.delay"), ch.Delay)
	parts = numberWord(parts, words.T("change.drift"), ch.Drift)
	parts = numberWord(parts, words.T("change.prediction"), ch.Switches.Prediction)
	parts = numberWord(parts, words.T("change.reconciliation"), ch.Switches.Reconciliation)
	parts = numberWord(parts, words.T("change.interpolation"), ch.Switches.Interpolation)
	parts = numberWord(parts, words.T("change.smoothing"), ch.Switches.Smoothing)
	return strings.Join(parts, ", ")
}

func serverChangeWords(ch scenario.ServerChange) string {
	parts := numberWord(nil, words.T("change.level"), ch.Level)
	parts = numberWord(parts, words.T("change.rate"), ch.SnapshotRate)
	return strings.Join(numberWord(parts, words.T("change.target"), ch.QueueTarget), ", ")
}

func numberWord[T any](parts []string, name string, v *T) []string {
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

func shareWord(parts []string, name string, v *int) []string {
	if v == nil {
		return parts
	}
	return append(parts, fmt.Sprintf("%s %d %%", name, *v))
}
