package pad

import (
	"slices"

	"clew/cmd/clew/internal/input/action"
)

// Most is how many buttons an action can have.
const Most = 2

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

// Load is the default with what a person has changed, by the names of actions
// and buttons. Names that are not known change nothing.
func Load(changed map[string][]string) Map {
	m := Defaults()
	for name, buttons := range changed {
		var a action.Action
		if a.UnmarshalText([]byte(name)) != nil || a == action.Menu {
			continue
		}
		m[a] = nil
		for _, button := range buttons {
			var b Button
			if b.UnmarshalText([]byte(button)) == nil && Bindable(b) && len(m[a]) < Most {
				m[a] = append(m[a], b)
			}
		}
	}
	return m
}

// Changed is what a person has changed of the defaults, for Load.
func (m *Map) Changed() map[string][]string {
	changed := map[string][]string{}
	usual := Defaults()
	for a := range action.Action(action.Count) {
		if slices.Equal(m[a], usual[a]) {
			continue
		}
		changed[a.String()] = []string{}
		for _, b := range m[a] {
			changed[a.String()] = append(changed[a.String()], b.String())
		}
	}
	return changed
}

// Bindable says whether an action can have a button. Start leads to the menu
// and stays there.
func Bindable(b Button) bool { return b != None && b != Start && int(b) < Count }

// Bind gives an action a button, in the n-th of its places, counted from 0.
// Where it has fewer, the button is added.
func (m *Map) Bind(a action.Action, n int, b Button) {
	buttons := slices.Clone(m[a])
	if n < len(buttons) {
		buttons[n] = b
	} else {
		buttons = append(buttons, b)
	}
	m[a] = buttons[:min(len(buttons), Most)]
	if len(buttons) == 2 && buttons[0] == buttons[1] {
		m[a] = buttons[:1]
	}
}

// Unbind takes the n-th of its buttons from an action.
func (m *Map) Unbind(a action.Action, n int) {
	if n < len(m[a]) {
		m[a] = slices.Delete(slices.Clone(m[a]), n, n+1)
	}
}

// Rivals are the other actions that have the button b, too.
func (m *Map) Rivals(a action.Action, b Button) (rivals []action.Action) {
	for other := range action.Action(action.Count) {
		if other != a && slices.Contains(m[other], b) {
			rivals = append(rivals, other)
		}
	}
	return rivals
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
