package session

import (
	"errors"

	"clew/net/wire"
)

// protocolError is what a decoder found wrong, in a form that can be sent back.
func protocolError(err error) *wire.ProtocolError {
	var f *wire.ProtocolError
	if errors.As(err, &f) {
		return f
	}
	return wire.ProtocolErrorf(wire.CodeMalformed, "%v", err)
}
