package dial

import "fmt"

// Wire is the wire mode that a game client speaks. It can be the value of a flag,
// see flag.TextVar.
type Wire uint8

// The wire modes.
const (
	Msgpack Wire = iota
	Text
)

var names = [...]string{Msgpack: "msgpack", Text: "text"}

func (w Wire) String() string { return names[w] }

// MarshalText implements encoding.TextMarshaler.
func (w Wire) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (w *Wire) UnmarshalText(b []byte) error {
	for i, name := range names {
		if name == string(b) {
			*w = Wire(i)
			return nil
		}
	}
	return fmt.Errorf("unknown wire mode %q; use msgpack or text", b)
}
