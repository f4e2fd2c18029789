package input

// ButtonBindings maps actions to buttons in a game. In menus package ui gives
// them their meaning.
type ButtonBindings = Bindings[Button]

// DefaultButtons returns the default bindings of buttons.
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

// LoadButtons returns the defaults with the user's changes, see ButtonOverrides.
func LoadButtons(overrides map[string][]string) ButtonBindings {
	return DefaultButtons().WithOverrides(overrides, func(name string) (b Button, ok bool) {
		ok = b.UnmarshalText([]byte(name)) == nil && ButtonBindable(b)
		return b, ok
	})
}

// ButtonOverrides returns the user's changes to the defaults, by the names of
// actions and buttons.
func ButtonOverrides(bindings *ButtonBindings) map[string][]string {
	return bindings.Overrides(DefaultButtons(), Button.String)
}

// ButtonBindable reports whether a button can be bound. Start always opens the
// menu.
func ButtonBindable(b Button) bool { return b != NoButton && b != ButtonStart && int(b) < ButtonCount }

// Gamepad has the buttons of a gamepad, such as GamepadState.
type Gamepad interface {
	// PressDuration returns for how many ticks b has been down: 1 in the tick of
	// the press, 0 while it is up.
	PressDuration(b Button) int
}

// ActionPressDuration returns for how many ticks an action's buttons have been
// down.
func ActionPressDuration(bindings *ButtonBindings, a Action, pad Gamepad) (longest int) {
	for _, b := range bindings[a] {
		longest = max(longest, pad.PressDuration(b))
	}
	return longest
}

// ActionJustPressed reports whether one of an action's buttons was pressed in
// this tick.
func ActionJustPressed(bindings *ButtonBindings, a Action, pad Gamepad) bool {
	for _, b := range bindings[a] {
		if pad.PressDuration(b) == 1 {
			return true
		}
	}
	return false
}
