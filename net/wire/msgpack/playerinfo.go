package msgpack

import "clew/net/wire"

func (w *writer) playerInfo(m *wire.PlayerInfo) {
	w.header(wire.TypePlayerInfo, 6)
	w.uint(uint64(m.ID))
	w.rune(m.Avatar)
	w.text(m.Name)
	w.uint(uint64(m.JoinTick))
	w.appearance(m.Appearance)
}

func (r *reader) playerInfo(n int) *wire.PlayerInfo {
	r.wantFields(n, 6)
	return &wire.PlayerInfo{
		ID:         r.id(),
		Avatar:     r.avatar(),
		Name:       r.text("NAME", wire.MaxNameLen),
		JoinTick:   r.tick("SINCE"),
		Appearance: r.appearance(),
	}
}
