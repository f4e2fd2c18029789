package text

import "clew/net/wire"

func appendRename(dst []byte, m *wire.Rename) []byte {
	dst = appendUint(append(dst, "n|"...), uint64(m.ID))
	return appendText(dst, m.Name)
}

func (r *reader) rename() *wire.Rename {
	return &wire.Rename{ID: r.id(), Name: r.text("NAME", wire.MaxNameLen)}
}
