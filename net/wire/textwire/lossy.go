package textwire

import "clew/net/wire"

// Lossy implements wire.Codec.
func (c *Numbered) Lossy(b []byte) bool { return len(b) > 0 && wire.LossyType(b[0]) }

// Lossy implements wire.Codec: nothing may be lost in plain text mode.
func (c *Plain) Lossy([]byte) bool { return false }
