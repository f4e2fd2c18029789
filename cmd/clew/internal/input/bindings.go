package input

import (
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
)

// Bindings say which keys and buttons do what in a game; any one of an
// action's does.
type Bindings struct {
	Keys    keymap.Map
	Buttons pad.Map
}

// Defaults are the bindings as they are until a person changes them.
func Defaults() *Bindings { return &Bindings{keymap.Defaults(), pad.Defaults()} }
