package pad

import (
	"clew/cmd/clew/internal/input/action"
)

// ButtonBindings says which buttons do what in a game. In menus they mean what package kit
// says.
type ButtonBindings = action.Bindings[Button]

// DefaultButtons are the buttons as they are until a person changes them.
func DefaultButtons() ButtonBindings {
	return ButtonBindings{
		action.MoveUp: {ButtonDpadUp, LeftStickUp}, action.MoveDown: {ButtonDpadDown, LeftStickDown},
		action.MoveLeft: {ButtonDpadLeft, LeftStickLeft}, action.MoveRight: {ButtonDpadRight, LeftStickRight},
		action.ActionMenu: {ButtonStart}, action.ActionRoster: {ButtonWest}, action.ActionLegend: {ButtonNorth}, action.ActionPanel: {ButtonSouth}, action.ActionChat: {ButtonSelect},
		action.ActionNetGraph: {ButtonLeftShoulder}, action.ActionGhost: {ButtonRightShoulder},
		action.ActionLag: {ButtonLeftTrigger}, action.ActionMinimap: {ButtonRightTrigger},
		action.ActionCapture: {ButtonLeftStick}, action.ActionScreenshot: {ButtonRightStick},
	}
}

// LoadButtons is the default with what a person has changed, see Changed.
func LoadButtons(changed map[string][]string) ButtonBindings {
	return DefaultButtons().WithOverrides(changed, func(name string) (b Button, ok bool) {
		ok = b.UnmarshalText([]byte(name)) == nil && ButtonBindable(b)
		return b, ok
	})
}

// ButtonOverrides is what a person has changed of the defaults, by the names of actions
// and buttons.
func ButtonOverrides(m *ButtonBindings) map[string][]string {
	return m.Overrides(DefaultButtons(), Button.String)
}

// ButtonBindable says whether an action can have a button. Start leads to the menu
// and stays there.
func ButtonBindable(b Button) bool { return b != NoButton && b != ButtonStart && int(b) < ButtonCount }

// Gamepad is anything that has the buttons of a gamepad, such as a Pad.
type Gamepad interface {
	// PressDuration is for how many ticks b has been down: 1 in the tick in which it
	// went down, 0 while it is up.
	PressDuration(b Button) int
}

// ActionPressDuration is for how many ticks an action's buttons have been down.
func ActionPressDuration(m *ButtonBindings, a action.Action, of Gamepad) (most int) {
	for _, b := range m[a] {
		most = max(most, of.PressDuration(b))
	}
	return most
}

// ActionJustPressed says whether one of an action's buttons went down in this tick.
func ActionJustPressed(m *ButtonBindings, a action.Action, of Gamepad) bool {
	for _, b := range m[a] {
		if of.PressDuration(b) == 1 {
			return true
		}
	}
	return false
}
