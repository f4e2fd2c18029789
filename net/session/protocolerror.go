package session

import (
	"errors"

	"clew/net/wire"
)

// protocolError returns a decoder's error in a form that can be sent back.
func protocolError(err error) *wire.ProtocolError {
	var p *wire.ProtocolError
	if errors.As(err, &p) {
		return p
	}
	return wire.ProtocolErrorf(wire.CodeMalformed, "%v", err)
}
