package text

import "clew/net/wire"

func appendRecord(dst []byte, m *wire.Record) []byte {
	return appendUint(appendText(append(dst, "z|"...), m.Name), uint64(m.Ticks))
}

func (r *reader) record() *wire.Record {
	return &wire.Record{Name: r.text("NAME", wire.MaxNameLen), Ticks: r.tick("TICKS")}
}
