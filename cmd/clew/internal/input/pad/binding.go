package pad

import (
	"slices"

	"clew/cmd/clew/internal/input/action"
)

// Map says which buttons do what in a game; any one of an action's does. In
// menus they mean what package kit says.
type Map [action.Count][]Button

// Defaults are the buttons as they are until a person changes them.
func Defaults() Map {
	return Map{
		action.Up: {PadUp, StickUp}, action.Down: {PadDown, StickDown},
		action.Left: {PadLeft, StickLeft}, action.Right: {PadRight, StickRight},
		action.Menu: {Start}, action.Roster: {West}, action.Legend: {North}, action.Panel: {South}, action.Chat: {Select},
		action.NetGraph: {LeftShoulder}, action.Ghost: {RightShoulder},
		action.Lag: {LeftTrigger}, action.Minimap: {RightTrigger},
		action.Capture: {LeftStick}, action.Screenshot: {RightStick},
	}
}

// Conflicts are the pairs of actions that share a button.
func (m *Map) Conflicts() (pairs [][2]action.Action) {
	for a := range action.Action(action.Count) {
		for b := a + 1; b < action.Count; b++ {
			if slices.ContainsFunc(m[a], func(x Button) bool { return slices.Contains(m[b], x) }) {
				pairs = append(pairs, [2]action.Action{a, b})
			}
		}
	}
	return pairs
}

// Buttons is anything that has the buttons of a gamepad, such as a Pad.
type Buttons interface {
	// Held is for how many ticks b has been down: 1 in the tick in which it
	// went down, 0 while it is up.
	Held(b Button) int
}

// Held is for how many ticks an action's buttons have been down.
func (m *Map) Held(a action.Action, of Buttons) (most int) {
	for _, b := range m[a] {
		most = max(most, of.Held(b))
	}
	return most
}

// Struck says whether one of an action's buttons went down in this tick.
func (m *Map) Struck(a action.Action, of Buttons) bool {
	return slices.ContainsFunc(m[a], func(b Button) bool { return of.Held(b) == 1 })
}
