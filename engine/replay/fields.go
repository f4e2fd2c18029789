package replay

import (
	"encoding/binary"

	"clew/engine/sim"
)

// fields reads what is packed in a payload. It becomes nil when there is less
// than is asked for, and then gives zeros.
type fields []byte

func (f *fields) number() uint64 {
	v, n := binary.Uvarint(*f)
	if n <= 0 {
		*f = nil
		return 0
	}
	*f = (*f)[n:]
	return v
}

// small is a number that has 32 bits at most.
func (f *fields) small() uint32 {
	v := f.number()
	if v >= 1<<32 {
		*f = nil
		return 0
	}
	return uint32(v)
}

func (f *fields) tick() sim.Tick { return sim.Tick(f.small()) }

func (f *fields) text(n int) string {
	if n > len(*f) {
		*f = nil
		return ""
	}
	s := string((*f)[:n])
	*f = (*f)[n:]
	return s
}

func (f *fields) byte() byte {
	if len(*f) < 1 {
		*f = nil
		return 0
	}
	b := (*f)[0]
	*f = (*f)[1:]
	return b
}

func (f *fields) uint32() uint32 {
	if len(*f) < 4 {
		*f = nil
		return 0
	}
	v := binary.BigEndian.Uint32(*f)
	*f = (*f)[4:]
	return v
}
