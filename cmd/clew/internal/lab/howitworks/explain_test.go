package howitworks

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/net/replica"
)

// wanted returns the key of the sentence, written down in another way: as a table,
// read from the top.
func wanted(k sentenceKey) string {
	far, snap := k.Lag > 0, k.Reconciliation == replica.ReconcileSnap
	for _, row := range []struct {
		fits bool
		key  string
	}{
		{k.about == aboutInterpolation && k.Interpolation, "glides"},
		{k.about == aboutInterpolation, "jumps"},
		{k.about == aboutReconciliation && !k.Prediction, "nothing-to-correct"},
		{k.about == aboutReconciliation && k.Reconciliation == replica.ReconcileReplay, "replays"},
		{k.about == aboutReconciliation && k.Reconciliation == replica.ReconcileIgnore, "ignores"},
		{k.about == aboutReconciliation && !far, "snaps-little"},
		{k.about == aboutLag && !far, "no-lag"},
		{k.about == aboutLag && !k.Prediction, "lag-waits"},
		{k.about == aboutPrediction && !k.Prediction && !far, "waits-briefly"},
		{k.about == aboutPrediction && !k.Prediction, "waits"},
		{k.about == aboutPrediction && !far, "predicts-little"},
		{snap, "snaps"},
		{k.about == aboutLag, "lag"},
		{true, "predicts"},
	} {
		if row.fits {
			return row.key
		}
	}
	return ""
}

// Each combination of settings has the sentence that is true of it, with its numbers,
// in each language.
func TestSentences(t *testing.T) {
	defer i18n.SetLanguage(i18n.English)
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		seen := map[string]bool{}
		for _, s := range allSettings() {
			for about := range topic(topicCount) {
				k := sentenceKey{s, about, 10}
				key := wanted(k)
				seen[key] = true
				text := i18n.T("how." + key)
				lag, trip := fmt.Sprint(s.Lag.Milliseconds()), fmt.Sprint(2*s.Lag.Milliseconds())
				switch key {
				case "lag", "lag-waits":
					text = strings.ReplaceAll(text, "%d", lag)
				case "waits", "snaps":
					text = strings.ReplaceAll(text, "%d", trip)
				case "jumps", "waits-briefly":
					text = strings.ReplaceAll(text, "%d", "10")
				}
				if got := sentence(k); got != text || strings.Contains(got, "%") {
					t.Errorf("%s, %+v:\n got %q\nwant %q", lang.Code, k, got, text)
				}
			}
		}
		if len(seen) != 14 {
			t.Errorf("%s: %d sentences occur, not 14", lang.Code, len(seen))
		}
	}
}

// A number in a sentence follows the slider.
func TestSentenceFollowsSlider(t *testing.T) {
	k := sentenceKey{Settings{Lag: 70 * time.Millisecond}, aboutPrediction, 10}
	if got := sentence(k); !strings.Contains(got, "140 ms") {
		t.Errorf("at 70 ms each way: %q", got)
	}
}
