package msgpack

import "clew/net/wire"

func (w *writer) playerInfo(m *wire.PlayerInfo) {
	w.header(wire.TypePlayerInfo, 6)
	w.uint(uint64(m.ID))
	w.rune(m.Avatar)
	w.text(m.Name)
	w.uint(uint64(m.Since))
	w.appearance(m.Appearance)
}

func (r *reader) playerInfo(n int) *wire.PlayerInfo {
	r.wantFields(n, 6)
	return &wire.PlayerInfo{
		ID:         r.id(),
		Avatar:     r.avatar(),
		Name:       r.text("NAME", wire.MaxNameLen),
		Since:      r.tick("SINCE"),
		Appearance: r.appearance(),
	}
}

func (w *writer) rename(m *wire.Rename) {
	w.header(wire.TypeRename, 2)
	w.uint(uint64(m.ID))
	w.text(m.Name)
}

func (r *reader) rename(n int) *wire.Rename {
	r.wantFields(n, 2)
	return &wire.Rename{ID: r.id(), Name: r.text("NAME", wire.MaxNameLen)}
}

func (w *writer) setAppearance(m *wire.SetAppearance) {
	w.header(wire.TypeSetAppearance, 3)
	w.uint(uint64(m.ID))
	w.appearance(m.Appearance)
}

func (r *reader) setAppearance(n int) *wire.SetAppearance {
	r.wantFields(n, 3)
	return &wire.SetAppearance{ID: r.id(), Appearance: r.appearance()}
}

// appearance are the two fields that several messages have.
func (w *writer) appearance(l wire.Appearance) {
	w.uint(uint64(l.Colour))
	w.uint(uint64(l.Shape))
}

func (r *reader) appearance() wire.Appearance {
	return wire.Appearance{Colour: uint8(r.uint("COLOUR", wire.Colours)), Shape: uint8(r.uint("SHAPE", wire.Shapes))}
}

func (w *writer) playerLeft(m *wire.PlayerLeft) {
	w.header(wire.TypePlayerLeft, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) playerLeft(n int) *wire.PlayerLeft {
	r.wantFields(n, 1)
	return &wire.PlayerLeft{ID: r.id()}
}

func (w *writer) reachedExit(m *wire.ReachedExit) {
	w.header(wire.TypeReachedExit, 2)
	w.uint(uint64(m.ID))
	w.uint(uint64(m.Tick))
}

func (r *reader) reachedExit(n int) *wire.ReachedExit {
	r.wantFields(n, 2)
	return &wire.ReachedExit{ID: r.id(), Tick: r.tick("TICK")}
}

func (w *writer) quit(m *wire.Quit) {
	w.header(wire.TypeQuit, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) quit(n int) *wire.Quit {
	r.wantFields(n, 1)
	return &wire.Quit{ID: r.id()}
}
