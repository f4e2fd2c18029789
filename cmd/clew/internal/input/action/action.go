// Package action names what a person can do in a game, whatever key or button
// they do it with.
package action

import "fmt"

// An Action is something that a key or a button does.
type Action uint8

// The actions.
const (
	Up Action = iota // walk
	Down
	Left
	Right
	Chat
	Roster
	Menu
	Legend
	Lag
	NetGraph
	Ghost
	Minimap
	Capture
	Cut
	Screenshot
	Fullscreen
	Panel // gives the keyboard to the panel that is open

	Count = iota // how many there are
)

var names = [Count]string{
	"up", "down", "left", "right", "chat", "roster", "menu", "legend", "lag", "net-graph", "ghost",
	"minimap", "capture", "cut", "screenshot", "fullscreen", "panel",
}

// String is the name of an action as it stands in a file.
func (a Action) String() string {
	if int(a) < len(names) {
		return names[a]
	}
	return fmt.Sprintf("action %d", a)
}

// MarshalText implements encoding.TextMarshaler.
func (a Action) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (a *Action) UnmarshalText(text []byte) error {
	for i, name := range names {
		if name == string(text) {
			*a = Action(i)
			return nil
		}
	}
	return fmt.Errorf("%.40q is no action; write one of %s", text, list)
}

// list are the names, for an error.
var list = fmt.Sprint(names[:])
