package msgpack

import (
	"math"

	"clew/net/wire"
)

// version reads the first of the n fields of a Hello or Welcome and reports
// whether it is ours. If it is not, nothing else of the message is read.
func (r *reader) version(n int) (v uint32, ours bool) {
	if n < 1 {
		r.wantFields(n, 1)
	}
	v = r.uint32("VERSION")
	r.otherVersion = v != wire.Version
	return v, !r.otherVersion
}

// appearance writes the two fields that several messages share.
func (w *writer) appearance(l wire.Appearance) {
	w.uint(uint64(l.Colour))
	w.uint(uint64(l.Shape))
}

func (r *reader) appearance() wire.Appearance {
	return wire.Appearance{Colour: uint8(r.uint("COLOUR", wire.Colours)), Shape: uint8(r.uint("SHAPE", wire.Shapes))}
}

// nextID reads an ID as a delta from the last one.
func (r *reader) nextID(last uint64) uint64 {
	id := last + r.uint("ID", math.MaxUint32)
	if id > uint64(wire.MaxID) {
		r.fail(wire.CodeID, "no player has this ID")
	}
	r.dissection.resolveDelta(id)
	return id
}

func (r *reader) rtt() uint16 { return uint16(r.uint("RTT", wire.MaxRTT)) }

func (r *reader) idle() uint16 { return uint16(r.uint("IDLE", wire.MaxIdle)) }

func (r *reader) loss() uint8 { return uint8(r.uint("LOSS", 100)) }
