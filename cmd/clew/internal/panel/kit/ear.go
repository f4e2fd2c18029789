package kit

// Deed is what a person did to widgets that is worth a sound.
type Deed uint8

// The deeds.
const (
	Moved Deed = iota // the focus, by key or button
	Chose             // pressed something
)

// ear is who is told; nil: nobody.
var ear func(Deed)

// SetEar has a function told from now on of what people do on any desk; nil:
// none. There is one ear, as there is one loudspeaker.
func SetEar(f func(Deed)) { ear = f }

func tell(d Deed) {
	if ear != nil {
		ear(d)
	}
}
