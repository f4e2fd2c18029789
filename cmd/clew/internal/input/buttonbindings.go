package input

import ()

// ButtonBindings says which buttons do what in a game. In menus they mean what package kit
// says.
type ButtonBindings = Bindings[Button]

// DefaultButtons are the buttons as they are until a person changes them.
func DefaultButtons() ButtonBindings {
	return ButtonBindings{
		MoveUp: {ButtonDpadUp, LeftStickUp}, MoveDown: {ButtonDpadDown, LeftStickDown},
		MoveLeft: {ButtonDpadLeft, LeftStickLeft}, MoveRight: {ButtonDpadRight, LeftStickRight},
		ActionMenu: {ButtonStart}, ActionRoster: {ButtonWest}, ActionLegend: {ButtonNorth}, ActionPanel: {ButtonSouth}, ActionChat: {ButtonSelect},
		ActionNetGraph: {ButtonLeftShoulder}, ActionGhost: {ButtonRightShoulder},
		ActionLag: {ButtonLeftTrigger}, ActionMinimap: {ButtonRightTrigger},
		ActionCapture: {ButtonLeftStick}, ActionScreenshot: {ButtonRightStick},
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
func ActionPressDuration(m *ButtonBindings, a Action, of Gamepad) (most int) {
	for _, b := range m[a] {
		most = max(most, of.PressDuration(b))
	}
	return most
}

// ActionJustPressed says whether one of an action's buttons went down in this tick.
func ActionJustPressed(m *ButtonBindings, a Action, of Gamepad) bool {
	for _, b := range m[a] {
		if of.PressDuration(b) == 1 {
			return true
		}
	}
	return false
}
