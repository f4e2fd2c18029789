package msgpack

import "clew/net/wire"

// Type implements wire.Codec: it is the element after the header of the array.
func (c *Codec) Type(b []byte) byte {
	at := 1
	switch {
	case len(b) == 0:
		return 0
	case b[0] == 0xdc: // array 16: two bytes of length
		at = 3
	case b[0] == 0xdd: // array 32: four
		at = 5
	}
	if len(b) <= at {
		return 0
	}
	return b[at]
}

// Unreliable implements wire.Codec.
func (c *Codec) Unreliable(b []byte) bool { return wire.UnreliableType(c.Type(b)) }
