package text

import "clew/net/wire"

func appendLevel(dst []byte, m *wire.Level) []byte {
	return appendUint(appendText(appendPlainLevel(dst, m), m.Name), uint64(m.Number))
}

func (r *reader) level() *wire.Level {
	m := r.plainLevel()
	m.Name, m.Number = r.text("NAME", wire.MaxNameLen), r.uint32("LEVEL")
	return m
}

// In plain text a Level has its size only.

func appendPlainLevel(dst []byte, m *wire.Level) []byte {
	dst = appendUint(append(dst, "M|"...), uint64(m.W))
	return appendUint(dst, uint64(m.H))
}

func (r *reader) plainLevel() *wire.Level { return &wire.Level{W: r.small("W"), H: r.small("H")} }
