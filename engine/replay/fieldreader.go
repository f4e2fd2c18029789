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

func (f *fieldReader) tick() sim.Tick {
	v := f.uvarint()
	if v >= 1<<32 {
		*f = nil
		return 0
	}
	return sim.Tick(v)
}

// bytes returns the next n bytes.
func (f *fieldReader) bytes(n uint64) []byte {
	if n > uint64(len(*f)) {
		*f = nil
		return nil
	}
	b := (*f)[:n]
	*f = (*f)[n:]
	return b
}

// bigEndian reads a number of n bytes.
func (f *fieldReader) bigEndian(n uint64) (v uint64) {
	for _, b := range f.bytes(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

// entry reads what appendEntry writes.
func (f *fieldReader) entry() (encoded []byte, hash uint32) {
	encoded = f.bytes(f.uvarint())
	return encoded, uint32(f.bigEndian(4))
}
