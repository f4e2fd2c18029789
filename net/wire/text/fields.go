package text

import "clew/net/wire"

// version reads the first field of a Hello or Welcome and reports whether it
// is ours. If it is not, nothing else of the message is read.
func (r *reader) version() (v uint32, ours bool) {
	v = r.uint32("VERSION")
	r.otherVersion = v != wire.Version
	return v, !r.otherVersion
}

// appendAppearance writes the two fields that several messages share.
func appendAppearance(dst []byte, a wire.Appearance) []byte {
	return appendUint(appendUint(dst, uint64(a.Colour)), uint64(a.Shape))
}

func (r *reader) appearance() wire.Appearance {
	return wire.Appearance{Colour: uint8(r.uint("COLOUR", wire.Colours)), Shape: uint8(r.uint("SHAPE", wire.Shapes))}
}

func (r *reader) rtt() uint16 { return uint16(r.uint("RTT", wire.MaxRTT)) }

func (r *reader) idle() uint16 { return uint16(r.uint("IDLE", wire.MaxIdle)) }

func (r *reader) loss() uint8 { return uint8(r.uint("LOSS", 100)) }
