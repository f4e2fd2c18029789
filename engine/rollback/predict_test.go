package rollback

import (
	"testing"

	"clew/engine/sim"
)

// A right guess changes nothing, a wrong one is replaced.
func TestPredict(t *testing.T) {
	w := world(t, 1)
	tl := New(w, 1, 4)
	right := []sim.Command{{ID: 1, Input: sim.Right}}
	for range 3 {
		tl.Step(right, nil)
	}
	down := []sim.Command{{ID: 1, Input: sim.Down}}
	if tl.Predict(2, right) || tl.Predict(0, down) || tl.Predict(4, down) {
		t.Error("reported a change where there is none")
	}
	before := tl.Current().Hash()
	if !tl.Predict(2, down) {
		t.Error("a change is not reported")
	}
	if tl.Resimulate(2); tl.Current().Hash() == before {
		t.Error("the change has no effect")
	}
}
