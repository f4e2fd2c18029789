package pad

import (
	"clew/cmd/clew/internal/input/action"
)

// Map says which buttons do what in a game. In menus they mean what package kit
// says.
type Map = action.Bindings[Button]

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

// Load is the default with what a person has changed, see Changed.
func Load(changed map[string][]string) Map {
	return Defaults().Load(changed, func(name string) (b Button, ok bool) {
		ok = b.UnmarshalText([]byte(name)) == nil && Bindable(b)
		return b, ok
	})
}

// Changed is what a person has changed of the defaults, by the names of actions
// and buttons.
func Changed(m *Map) map[string][]string { return m.Changed(Defaults(), Button.String) }

// Bindable says whether an action can have a button. Start leads to the menu
// and stays there.
func Bindable(b Button) bool { return b != None && b != Start && int(b) < Count }

// Buttons is anything that has the buttons of a gamepad, such as a Pad.
type Buttons interface {
	// Held is for how many ticks b has been down: 1 in the tick in which it
	// went down, 0 while it is up.
	Held(b Button) int
}

// Held is for how many ticks an action's buttons have been down.
func Held(m *Map, a action.Action, of Buttons) (most int) {
	for _, b := range m[a] {
		most = max(most, of.Held(b))
	}
	return most
}

// Struck says whether one of an action's buttons went down in this tick.
func Struck(m *Map, a action.Action, of Buttons) bool {
	for _, b := range m[a] {
		if of.Held(b) == 1 {
			return true
		}
	}
	return false
}
