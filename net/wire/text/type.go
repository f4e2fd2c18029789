package text

import "clew/net/wire"

// Type implements wire.Codec: it is the first letter.
func (c *Numbered) Type(b []byte) byte { return letterOf(b) }

// Type implements wire.Codec: it is the first letter.
func (c *Plain) Type(b []byte) byte { return letterOf(b) }

func letterOf(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

// Unreliable implements wire.Codec.
func (c *Numbered) Unreliable(b []byte) bool { return wire.UnreliableType(c.Type(b)) }

// Unreliable implements wire.Codec: nothing may be lost in plain text mode.
func (c *Plain) Unreliable([]byte) bool { return false }
