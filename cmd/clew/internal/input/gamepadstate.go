package input

import "math"

// StickPosition is a position of a stick, from -1 to 1 to the right and down.
type StickPosition struct{ X, Y float64 }

// GamepadReading holds a gamepad's buttons and sticks in a tick.
type GamepadReading struct {
	Down        [ButtonCount]bool // Update sets the directions of the sticks
	Left, Right StickPosition
}

// GamepadState counts for how many ticks buttons have been down. The zero value
// is an untouched gamepad.
type GamepadState struct{ durations [ButtonCount]int }

// How far from the middle a stick must be pushed to count as pressed, and to stay
// so.
const (
	pressThreshold   = 0.5
	releaseThreshold = 0.38
)

// axisThreshold is the share of a push along an axis for it to count there: the
// sine of 22.5°, which makes eight directions of equal width.
var axisThreshold = math.Sin(math.Pi / 8)

// Update takes the reading of this tick. Call it once a tick.
func (s *GamepadState) Update(reading GamepadReading) {
	s.pressStick(&reading, reading.Left, LeftStickUp)
	s.pressStick(&reading, reading.Right, RightStickUp)
	reading.Down[NoButton] = false
	for b, down := range reading.Down {
		if !down {
			s.durations[b] = 0
			continue
		}
		s.durations[b]++
	}
}

// pressStick presses the four directions of a stick, of which up is the first.
func (s *GamepadState) pressStick(reading *GamepadReading, position StickPosition, up Button) {
	distance := math.Hypot(position.X, position.Y)
	threshold := pressThreshold
	for b := up; b < up+4; b++ {
		if s.durations[b] > 0 {
			threshold = releaseThreshold
		}
	}
	pressed := distance >= threshold // false for NaN too
	down, left, right := up+1, up+2, up+3
	reading.Down[up], reading.Down[down] = pressed && -position.Y > axisThreshold*distance, pressed && position.Y > axisThreshold*distance
	reading.Down[left], reading.Down[right] = pressed && -position.X > axisThreshold*distance, pressed && position.X > axisThreshold*distance
}

// PressDuration returns for how many ticks b has been down: 1 in the tick of the
// press, 0 while it is up.
func (s *GamepadState) PressDuration(b Button) int {
	if int(b) >= ButtonCount {
		return 0
	}
	return s.durations[b]
}
