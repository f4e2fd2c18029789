package endpoint

import (
	"errors"

	"clew/net/wire"
)

// fault is what a decoder found wrong, in a form that can be sent back.
func fault(err error) *wire.Fault {
	var f *wire.Fault
	if errors.As(err, &f) {
		return f
	}
	return wire.Faultf(wire.CodeForm, "%v", err)
}
