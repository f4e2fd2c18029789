package ui

// Event is a user action on a widget that deserves a sound.
type Event uint8

// The events.
const (
	FocusMoved Event = iota // by key or gamepad
	Activated               // a button was pressed
)

// listener receives events; may be nil.
var listener func(Event)

// SetListener sets the function that receives the events of all roots, or nil.
// There is only one.
func SetListener(f func(Event)) { listener = f }

func emit(d Event) {
	if listener != nil {
		listener(d)
	}
}
