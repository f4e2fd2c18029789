package render

import "testing"

const tickSeconds = 1.0 / 60

func TestLeansIntoItsWalkWithin200ms(t *testing.T) {
	var p pose
	for range 12 {
		p.Step(tickSeconds, 1, 0, true)
	}
	if p.LeanX < 0.9 || p.LeanY != 0 {
		t.Errorf("after 200 ms of walking east it leans (%.2f, %.2f)", p.LeanX, p.LeanY)
	}
	_, b, _, _ := p.Matrix()
	if top := b * -1; top <= 0 {
		t.Errorf("walking east its top is at %.2f, want it ahead", top)
	}
}

func TestSquashesAtAStopAndStandsUpAgain(t *testing.T) {
	var p pose
	for range 20 {
		p.Step(tickSeconds, 0, 1, true)
		if p.Squash != 0 {
			t.Fatal("squashed while walking")
		}
	}
	deepest, ticks := 0.0, 0
	for p.Step(tickSeconds, 0, 1, false); p.Squash > 0; p.Step(tickSeconds, 0, 1, false) {
		deepest = max(deepest, p.Squash)
		ticks++
	}
	if deepest < 0.4 || deepest > 1 {
		t.Errorf("deepest squash %.2f", deepest)
	}
	if ms := ticks * 1000 / 60; ms < 120 || ms > 200 {
		t.Errorf("the squash takes %d ms, want 120 to 200", ms)
	}
	for range 30 {
		p.Step(tickSeconds, 0, 1, false)
	}
	if a, b, c, d := p.Matrix(); a < 0.999 || a > 1.001 || b*b > 1e-6 || c != 0 || d < 0.999 || d > 1.001 {
		t.Errorf("at rest the body is deformed: %v %v %v %v", a, b, c, d)
	}
}

func TestStandsWellFromTheStart(t *testing.T) {
	var p pose
	p.stoodFor = squashTime // as a body that never walked
	p.Step(tickSeconds, 0, 1, false)
	if p.Squash != 0 || p.LeanY != 0 {
		t.Errorf("a body that never walked is deformed: %+v", p)
	}
}
