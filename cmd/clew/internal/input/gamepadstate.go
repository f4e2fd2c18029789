package input

import "math"

// StickPosition is a position of a stick, from -1 to 1 to the right and down.
type StickPosition struct{ X, Y float64 }

// GamepadReading is what was read from a gamepad in a tick.
type GamepadReading struct {
	Down        [ButtonCount]bool // the ways of the sticks are made from what follows
	Left, Right StickPosition
}

// GamepadState counts for how many ticks buttons have been down. The zero value
// is an untouched gamepad.
type GamepadState struct{ durations [ButtonCount]int }

// How far from the middle a stick must be pushed to count as pressed, and to stay
// so.
const (
	pressThreshold   = 0.5  // … to take hold
	releaseThreshold = 0.38 // … and to keep hold
)

// axisThreshold is the share of a push along an axis for it to count there: the
// sine of 22.5°, which makes eight directions of equal width.
var axisThreshold = math.Sin(math.Pi / 8)

// Update takes the reading of this tick. Call it once a tick.
func (p *GamepadState) Update(s GamepadReading) {
	p.pressStick(&s, s.Left, LeftStickUp)
	p.pressStick(&s, s.Right, RightStickUp)
	s.Down[NoButton] = false
	for b, down := range s.Down {
		if !down {
			p.durations[b] = 0
			continue
		}
		p.durations[b]++
	}
}

// pressStick presses the four directions of a stick, of which up is the first.
func (p *GamepadState) pressStick(s *GamepadReading, at StickPosition, up Button) {
	far := math.Hypot(at.X, at.Y)
	need := pressThreshold
	for b := up; b < up+4; b++ {
		if p.durations[b] > 0 {
			need = releaseThreshold
		}
	}
	out := far >= need // false too for what is not a number
	down, left, right := up+1, up+2, up+3
	s.Down[up], s.Down[down] = out && -at.Y > axisThreshold*far, out && at.Y > axisThreshold*far
	s.Down[left], s.Down[right] = out && -at.X > axisThreshold*far, out && at.X > axisThreshold*far
}

// PressDuration returns for how many ticks b has been down: 1 in the tick of the
// press, 0 while it is up.
func (p *GamepadState) PressDuration(b Button) int {
	if int(b) >= ButtonCount {
		return 0
	}
	return p.durations[b]
}
