package howitworks

import (
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/net/replica"
)

// topic is what the sentence is about: what was changed last.
type topic uint8

// The topics.
const (
	aboutLag topic = iota
	aboutPrediction
	aboutReconciliation
	aboutInterpolation

	topicCount = 4
)

// sentenceKey is what the sentence depends on.
type sentenceKey struct {
	Settings
	about        topic
	snapshotRate int
}

// sentence says what one sees with the settings, and why.
func sentence(k sentenceKey) string {
	switch k.about {
	case aboutInterpolation:
		if !k.Interpolation {
			return i18n.Tf("how.jumps", k.snapshotRate)
		}
		return i18n.T("how.glides")
	case aboutReconciliation:
		if !k.Prediction {
			return i18n.T("how.nothing-to-correct")
		}
		return reconciliationSentence(k)
	case aboutPrediction:
		return predictionSentence(k)
	}
	return lagSentence(k)
}

func lagSentence(k sentenceKey) string {
	ms := netsettings.Milliseconds(k.Lag)
	switch {
	case k.Lag == 0:
		return i18n.T("how.no-lag")
	case !k.Prediction:
		return i18n.Tf("how.lag-waits", ms, ms)
	case k.Reconciliation == replica.ReconcileSnap:
		return reconciliationSentence(k)
	}
	return i18n.Tf("how.lag", ms, ms)
}

func predictionSentence(k sentenceKey) string {
	switch {
	case !k.Prediction && k.Lag == 0:
		return i18n.Tf("how.waits-briefly", k.snapshotRate)
	case !k.Prediction:
		return i18n.Tf("how.waits", roundTrip(k.Lag))
	case k.Lag == 0:
		return i18n.T("how.predicts-little")
	case k.Reconciliation == replica.ReconcileSnap:
		return reconciliationSentence(k)
	}
	return i18n.T("how.predicts")
}

func reconciliationSentence(k sentenceKey) string {
	switch k.Reconciliation {
	case replica.ReconcileIgnore:
		return i18n.T("how.ignores")
	case replica.ReconcileReplay:
		return i18n.T("how.replays")
	}
	if k.Lag == 0 {
		return i18n.T("how.snaps-little")
	}
	return i18n.Tf("how.snaps", roundTrip(k.Lag))
}

// roundTrip returns how long the way to the server and back takes, in milliseconds.
func roundTrip(lag time.Duration) int { return netsettings.Milliseconds(2 * lag) }
