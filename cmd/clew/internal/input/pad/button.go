package pad

import "fmt"

// A Button is a button of a gamepad with the standard layout, named by where
// it is and not by what is printed on it. The ways of the sticks are buttons
// too.
type Button uint8

// The buttons.
const (
	None         Button = iota // no button: never down
	South                      // of the four at the right, A on an Xbox gamepad
	East                       // B
	West                       // X
	North                      // Y
	LeftShoulder               // in front, above
	RightShoulder
	LeftTrigger // in front, below
	RightTrigger
	Select    // in the middle, at the left
	Start     // in the middle, at the right
	LeftStick // pressed down
	RightStick
	PadUp // of the cross at the left
	PadDown
	PadLeft
	PadRight

	// The ways of the sticks.
	StickUp
	StickDown
	StickLeft
	StickRight
	LookUp // of the right one
	LookDown
	LookLeft
	LookRight

	Count = iota // how many there are, None included
)

// button is what a button is called in a file, and on a screen: the latter by
// the letters of an Xbox gamepad, which others carry as well.
var buttons = [Count]struct{ name, label string }{
	None:  {"none", "–"},
	South: {"south", "A"}, East: {"east", "B"}, West: {"west", "X"}, North: {"north", "Y"},
	LeftShoulder: {"left-shoulder", "LB"}, RightShoulder: {"right-shoulder", "RB"},
	LeftTrigger: {"left-trigger", "LT"}, RightTrigger: {"right-trigger", "RT"},
	Select: {"select", "View"}, Start: {"start", "Start"},
	LeftStick: {"left-stick", "L3"}, RightStick: {"right-stick", "R3"},
	PadUp: {"pad-up", "Pad ↑"}, PadDown: {"pad-down", "Pad ↓"}, PadLeft: {"pad-left", "Pad ←"}, PadRight: {"pad-right", "Pad →"},
	StickUp: {"stick-up", "LS ↑"}, StickDown: {"stick-down", "LS ↓"}, StickLeft: {"stick-left", "LS ←"}, StickRight: {"stick-right", "LS →"},
	LookUp: {"look-up", "RS ↑"}, LookDown: {"look-down", "RS ↓"}, LookLeft: {"look-left", "RS ←"}, LookRight: {"look-right", "RS →"},
}

// String is the name of a button as it stands in a file.
func (b Button) String() string {
	if int(b) < Count {
		return buttons[b].name
	}
	return fmt.Sprintf("button %d", b)
}

// Label is what a button is called on a screen.
func (b Button) Label() string {
	if int(b) < Count {
		return buttons[b].label
	}
	return b.String()
}

// Part is the label of what a button is a part of: the stick or the cross for
// one of their ways, else the button itself.
func (b Button) Part() string {
	switch {
	case b >= PadUp && b <= PadRight:
		return "Pad"
	case b >= StickUp && b <= StickRight:
		return "LS"
	case b >= LookUp && b <= LookRight:
		return "RS"
	}
	return b.Label()
}

// MarshalText implements encoding.TextMarshaler.
func (b Button) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *Button) UnmarshalText(text []byte) error {
	for i := range Button(Count) {
		if buttons[i].name == string(text) {
			*b = i
			return nil
		}
	}
	return fmt.Errorf("%.40q is no button of a gamepad; write one such as %s, %s or %s", text, South, LeftShoulder, PadUp)
}
