package howitworks

import (
	"clew/engine/sim"
	"clew/net/replica"
)

// tourStep is a part of the tour.
type tourStep struct {
	settings Settings
	about    topic
	loses    bool // some of Ann's inputs, soon after it begins
}

// stepTicks is how long a step of the tour lasts: long enough to read its sentence.
const stepTicks = 5 * sim.TickRate

// lossDelay is how long after the beginning of a step inputs are lost.
const lossDelay = sim.TickRate

// tour shows each part of the netcode, first without it.
var tour = func() (steps []tourStep) {
	add := func(about topic, loses bool, change func(*Settings)) {
		s := defaultSettings
		change(&s)
		steps = append(steps, tourStep{s, about, loses})
	}
	add(aboutLag, false, func(s *Settings) { s.Prediction = false })
	add(aboutPrediction, false, func(*Settings) {})
	add(aboutReconciliation, true, func(s *Settings) { s.Reconciliation = replica.ReconcileIgnore })
	add(aboutReconciliation, true, func(*Settings) {})
	add(aboutInterpolation, false, func(s *Settings) { s.Interpolation = false })
	add(aboutInterpolation, false, func(*Settings) {})
	return steps
}()
