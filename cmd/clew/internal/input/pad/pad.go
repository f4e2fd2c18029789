package pad

import "math"

// A Stick is where a stick is: from -1 to 1 to the right, and down.
type Stick struct{ X, Y float64 }

// State is what was read of a gamepad in a tick.
type State struct {
	Down        [Count]bool // the ways of the sticks are made from what follows
	Left, Right Stick
}

// Pad counts for how long the buttons of a gamepad have been down. The zero
// value is one that nobody touches.
type Pad struct{ held [Count]int }

// When a stick counts as pushed: so far out of the middle at least, …
const (
	deaf = 0.5  // … to take hold
	hold = 0.38 // … and to keep hold
)

// slant is how much of a push must go along an axis for it to count there: the
// sine of 22.5°, which makes eight directions of equal width.
var slant = math.Sin(math.Pi / 8)

// Tick takes what was read in this tick. Call it once in each.
func (p *Pad) Tick(s State) {
	p.push(&s, s.Left, StickUp)
	p.push(&s, s.Right, LookUp)
	s.Down[None] = false
	for b, down := range s.Down {
		if !down {
			p.held[b] = 0
			continue
		}
		p.held[b]++
	}
}

// push presses the four ways of a stick, of which up is the first.
func (p *Pad) push(s *State, at Stick, up Button) {
	far := math.Hypot(at.X, at.Y)
	need := deaf
	for b := up; b < up+4; b++ {
		if p.held[b] > 0 {
			need = hold
		}
	}
	out := far >= need // false too for what is not a number
	down, left, right := up+1, up+2, up+3
	s.Down[up], s.Down[down] = out && -at.Y > slant*far, out && at.Y > slant*far
	s.Down[left], s.Down[right] = out && -at.X > slant*far, out && at.X > slant*far
}

// Held is for how many ticks b has been down: 1 in the tick in which it went
// down, 0 while it is up.
func (p *Pad) Held(b Button) int {
	if int(b) >= Count {
		return 0
	}
	return p.held[b]
}
