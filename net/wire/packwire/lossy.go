package packwire

import "clew/net/wire"

// Lossy implements wire.Codec: the type is the element after the header of the
// array.
func (c *Codec) Lossy(b []byte) bool {
	at := 1
	switch {
	case len(b) == 0:
		return false
	case b[0] == 0xdc: // array 16: two bytes of length
		at = 3
	case b[0] == 0xdd: // array 32: four
		at = 5
	}
	return len(b) > at && wire.LossyType(b[at])
}
