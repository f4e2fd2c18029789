package packwire

import "clew/net/wire"

func (w *writer) who(m *wire.Who) {
	w.head(wire.TypeWho, 4)
	w.uint(uint64(m.ID))
	w.rune(m.Avatar)
	w.text(m.Name)
	w.uint(uint64(m.Since))
}

func (r *reader) who(n int) *wire.Who {
	r.fields(n, 4)
	return &wire.Who{ID: r.id(), Avatar: r.avatar(), Name: r.text("NAME", wire.MaxNameLen), Since: r.tick("SINCE")}
}

func (w *writer) rename(m *wire.Rename) {
	w.head(wire.TypeRename, 2)
	w.uint(uint64(m.ID))
	w.text(m.Name)
}

func (r *reader) rename(n int) *wire.Rename {
	r.fields(n, 2)
	return &wire.Rename{ID: r.id(), Name: r.text("NAME", wire.MaxNameLen)}
}

func (w *writer) left(m *wire.Left) {
	w.head(wire.TypeLeft, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) left(n int) *wire.Left {
	r.fields(n, 1)
	return &wire.Left{ID: r.id()}
}

func (w *writer) exited(m *wire.Exited) {
	w.head(wire.TypeExited, 2)
	w.uint(uint64(m.ID))
	w.uint(uint64(m.Tick))
}

func (r *reader) exited(n int) *wire.Exited {
	r.fields(n, 2)
	return &wire.Exited{ID: r.id(), Tick: r.tick("TICK")}
}

func (w *writer) quit(m *wire.Quit) {
	w.head(wire.TypeQuit, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) quit(n int) *wire.Quit {
	r.fields(n, 1)
	return &wire.Quit{ID: r.id()}
}
