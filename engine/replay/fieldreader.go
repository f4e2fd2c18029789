package replay

import (
	"encoding/binary"

	"clew/engine/sim"
)

// fieldReader reads the fields of a payload. It becomes nil when there is less
// than is asked for, and then returns zeros.
type fieldReader []byte

func (f *fieldReader) uvarint() uint64 {
	v, n := binary.Uvarint(*f)
	if n <= 0 {
		*f = nil
		return 0
	}
	*f = (*f)[n:]
	return v
}

// uvarint32 reads a number of at most 32 bits.
func (f *fieldReader) uvarint32() uint32 {
	v := f.uvarint()
	if v >= 1<<32 {
		*f = nil
		return 0
	}
	return uint32(v)
}

func (f *fieldReader) tick() sim.Tick { return sim.Tick(f.uvarint32()) }

func (f *fieldReader) text(n int) string {
	if n > len(*f) {
		*f = nil
		return ""
	}
	s := string((*f)[:n])
	*f = (*f)[n:]
	return s
}

func (f *fieldReader) byte() byte {
	if len(*f) < 1 {
		*f = nil
		return 0
	}
	b := (*f)[0]
	*f = (*f)[1:]
	return b
}

func (f *fieldReader) uint32() uint32 {
	if len(*f) < 4 {
		*f = nil
		return 0
	}
	v := binary.BigEndian.Uint32(*f)
	*f = (*f)[4:]
	return v
}
