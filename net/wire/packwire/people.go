package packwire

import "clew/net/wire"

func (w *writer) who(m *wire.Who) {
	w.head(wire.TypeWho, 6)
	w.uint(uint64(m.ID))
	w.rune(m.Avatar)
	w.text(m.Name)
	w.uint(uint64(m.Since))
	w.look(m.Look)
}

func (r *reader) who(n int) *wire.Who {
	r.fields(n, 6)
	return &wire.Who{
		ID:     r.id(),
		Avatar: r.avatar(),
		Name:   r.text("NAME", wire.MaxNameLen),
		Since:  r.tick("SINCE"),
		Look:   r.look(),
	}
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

func (w *writer) dress(m *wire.Dress) {
	w.head(wire.TypeDress, 3)
	w.uint(uint64(m.ID))
	w.look(m.Look)
}

func (r *reader) dress(n int) *wire.Dress {
	r.fields(n, 3)
	return &wire.Dress{ID: r.id(), Look: r.look()}
}

// look are the two fields that several messages have.
func (w *writer) look(l wire.Look) {
	w.uint(uint64(l.Colour))
	w.uint(uint64(l.Shape))
}

func (r *reader) look() wire.Look {
	return wire.Look{Colour: uint8(r.uint("COLOUR", wire.Colours)), Shape: uint8(r.uint("SHAPE", wire.Shapes))}
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
