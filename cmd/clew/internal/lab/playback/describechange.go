package playback

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/scenario"
)

// changeText describes a change of a client's settings.
func changeText(ch scenario.Change) string {
	var parts []string
	for _, w := range [...]struct {
		way string
		p   scenario.ConditionsPatch
	}{{"change.up", ch.Up}, {"change.down", ch.Down}} {
		name := func(key string) string { return i18n.Tf(w.way, i18n.T(key)) }
		parts = appendValue(parts, name("netem.latency"), w.p.Latency)
		parts = appendValue(parts, name("netem.jitter"), w.p.Jitter)
		parts = appendPercent(parts, name("netem.loss"), w.p.Loss)
		parts = appendPercent(parts, name("netem.doubling"), w.p.Duplicate)
		parts = appendPercent(parts, name("netem.reordering"), w.p.Reorder)
	}
	parts = appendValue(parts, i18n.T("change.stream"), ch.Stream)
	parts = appendValue(parts, i18n.T("change.redundancy"), ch.Redundancy)
	parts = appendValue(parts, i18n.T("change.delay"), ch.InterpolationDelay)
	parts = appendValue(parts, i18n.T("change.drift"), ch.Drift)
	parts = appendValue(parts, i18n.T("change.prediction"), ch.Switches.Prediction)
	if r := ch.Switches.Reconciliation; r != nil {
		parts = append(parts, i18n.T("change.reconciliation")+" "+i18n.T("change."+r.String()))
	}
	parts = appendValue(parts, i18n.T("change.interpolation"), ch.Switches.Interpolation)
	parts = appendValue(parts, i18n.T("change.smoothing"), ch.Switches.Smoothing)
	return strings.Join(parts, ", ")
}

func serverChangeText(ch scenario.ServerChange) string {
	parts := appendValue(nil, i18n.T("change.level"), ch.Level)
	parts = appendValue(parts, i18n.T("change.rate"), ch.SnapshotRate)
	return strings.Join(appendValue(parts, i18n.T("change.target"), ch.QueueTarget), ", ")
}

func appendValue[T any](parts []string, name string, v *T) []string {
	if v == nil {
		return parts
	}
	word := fmt.Sprint(*v)
	switch any(*v) {
	case true:
		word = i18n.T("change.on")
	case false:
		word = i18n.T("change.off")
	}
	return append(parts, name+" "+word)
}

func appendPercent(parts []string, name string, v *int) []string {
	if v == nil {
		return parts
	}
	return append(parts, fmt.Sprintf("%s %d %%", name, *v))
}
