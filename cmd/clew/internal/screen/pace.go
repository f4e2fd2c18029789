package screen

import "time"

// pace makes up for ticks that Ebitengine leaves out when a frame takes very
// long. Usually a tick is an Update.
type pace struct {
	start time.Duration
	ticks int
}

// The bounds of pace, in ticks.
const (
	tolerated = 2 // that one may be behind the clock, for nobody sees it
	madeUpFor = 5 // in one Update; time beyond that is gone
)

// due is how many ticks an Update at this time is worth: one, or more where
// the clock is ahead.
func (p *pace) due(now time.Duration) int {
	if p.ticks == 0 {
		p.start = now
	}
	p.ticks++
	behind := int((now-p.start)/tick) + 1 - p.ticks
	switch {
	case behind > tolerated+madeUpFor, behind < -tolerated:
		p.start, p.ticks = now, 1
		return 1
	case behind > tolerated:
		p.ticks += behind
		return 1 + behind
	}
	return 1
}
