package input

import "fmt"

// Button is a button of a gamepad with the standard layout, named by its
// position. The directions of the sticks are buttons too.
type Button uint8

// The buttons.
const (
	NoButton           Button = iota // never down
	ButtonSouth                      // A on an Xbox gamepad
	ButtonEast                       // B
	ButtonWest                       // X
	ButtonNorth                      // Y
	ButtonLeftShoulder               // upper
	ButtonRightShoulder
	ButtonLeftTrigger // lower
	ButtonRightTrigger
	ButtonSelect    // centre left
	ButtonStart     // centre right
	ButtonLeftStick // pressed down
	ButtonRightStick
	ButtonDpadUp // D-pad
	ButtonDpadDown
	ButtonDpadLeft
	ButtonDpadRight

	// The directions of the sticks.
	LeftStickUp
	LeftStickDown
	LeftStickLeft
	LeftStickRight
	RightStickUp
	RightStickDown
	RightStickLeft
	RightStickRight

	ButtonCount = iota // number of buttons, including NoButton
)

// buttonNames holds each button's name in files and its label on screen: that of
// an Xbox gamepad, which others use as well.
var buttonNames = [ButtonCount]struct{ name, label string }{
	NoButton:    {"none", "–"},
	ButtonSouth: {"south", "A"}, ButtonEast: {"east", "B"}, ButtonWest: {"west", "X"}, ButtonNorth: {"north", "Y"},
	ButtonLeftShoulder: {"left-shoulder", "LB"}, ButtonRightShoulder: {"right-shoulder", "RB"},
	ButtonLeftTrigger: {"left-trigger", "LT"}, ButtonRightTrigger: {"right-trigger", "RT"},
	ButtonSelect: {"select", "View"}, ButtonStart: {"start", "Start"},
	ButtonLeftStick: {"left-stick", "L3"}, ButtonRightStick: {"right-stick", "R3"},
	ButtonDpadUp: {"pad-up", "Pad ↑"}, ButtonDpadDown: {"pad-down", "Pad ↓"}, ButtonDpadLeft: {"pad-left", "Pad ←"}, ButtonDpadRight: {"pad-right", "Pad →"},
	LeftStickUp: {"stick-up", "LS ↑"}, LeftStickDown: {"stick-down", "LS ↓"}, LeftStickLeft: {"stick-left", "LS ←"}, LeftStickRight: {"stick-right", "LS →"},
	RightStickUp: {"look-up", "RS ↑"}, RightStickDown: {"look-down", "RS ↓"}, RightStickLeft: {"look-left", "RS ←"}, RightStickRight: {"look-right", "RS →"},
}

// String returns the button's name in files.
func (b Button) String() string {
	if int(b) < ButtonCount {
		return buttonNames[b].name
	}
	return fmt.Sprintf("button %d", b)
}

// Label returns the button's label on screen.
func (b Button) Label() string {
	if int(b) < ButtonCount {
		return buttonNames[b].label
	}
	return b.String()
}

// Group returns the label of the stick or D-pad that a direction belongs to, else
// that of the button.
func (b Button) Group() string {
	switch {
	case b >= ButtonDpadUp && b <= ButtonDpadRight:
		return "Pad"
	case b >= LeftStickUp && b <= LeftStickRight:
		return "LS"
	case b >= RightStickUp && b <= RightStickRight:
		return "RS"
	}
	return b.Label()
}

// MarshalText implements encoding.TextMarshaler.
func (b Button) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *Button) UnmarshalText(text []byte) error {
	for i := range Button(ButtonCount) {
		if buttonNames[i].name == string(text) {
			*b = i
			return nil
		}
	}
	return fmt.Errorf("%.40q is no button of a gamepad; write one such as %s, %s or %s", text, ButtonSouth, ButtonLeftShoulder, ButtonDpadUp)
}
