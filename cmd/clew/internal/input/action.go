package input

import "fmt"

// Action is what a key or a button does.
type Action uint8

// The actions.
const (
	MoveUp Action = iota // walk
	MoveDown
	MoveLeft
	MoveRight
	ActionChat
	ActionRoster
	ActionMenu
	ActionLegend
	ActionLag
	ActionNetGraph
	ActionGhost
	ActionMinimap
	ActionCapture
	ActionCut
	ActionScreenshot
	ActionFullscreen
	ActionPanel     // moves the keyboard focus to the open panel
	ActionRestart   // plays the level again from its start
	ActionPresenter // turns the style for the back of a room on or off

	ActionCount = iota // number of actions
)

var actionNames = [ActionCount]string{
	"up", "down", "left", "right", "chat", "roster", "menu", "legend", "lag", "net-graph", "ghost",
	"minimap", "capture", "cut", "screenshot", "fullscreen", "panel", "restart", "presenter",
}

// String returns the action's name in files.
func (a Action) String() string {
	if int(a) < len(actionNames) {
		return actionNames[a]
	}
	return fmt.Sprintf("action %d", a)
}

// MarshalText implements encoding.TextMarshaler.
func (a Action) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (a *Action) UnmarshalText(text []byte) error {
	for i, name := range actionNames {
		if name == string(text) {
			*a = Action(i)
			return nil
		}
	}
	return fmt.Errorf("%.40q is no action; write one of %s", text, actionNameList)
}

// actionNameList lists the names, for an error.
var actionNameList = fmt.Sprint(actionNames[:])
