package ui

// Event is what a person did to widgets that is worth a sound.
type Event uint8

// The deeds.
const (
	FocusMoved Event = iota // the focus, by key or button
	Activated               // pressed something
)

// listener is who is told; nil: nobody.
var listener func(Event)

// SetListener has a function told from now on of what people do on any desk; nil:
// none. There is one ear, as there is one loudspeaker.
func SetListener(f func(Event)) { listener = f }

func emit(d Event) {
	if listener != nil {
		listener(d)
	}
}
