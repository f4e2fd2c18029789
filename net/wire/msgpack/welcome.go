package msgpack

import "clew/net/wire"

func (w *writer) welcome(m *wire.Welcome) {
	if m.Version != wire.Version {
		w.header(wire.TypeWelcome, 1)
		w.uint(uint64(m.Version))
		return
	}
	w.header(wire.TypeWelcome, 11)
	w.uint(uint64(m.Version))
	w.uint(uint64(m.ID))
	w.rune(m.Avatar)
	w.uint(uint64(m.TickRate))
	w.uint(uint64(m.Interval))
	w.uint(uint64(m.Tick))
	w.uint(uint64(m.Seq))
	w.text(m.Token)
	w.bool(m.Resumed)
	w.text(m.Server)
	w.bool(m.Dark)
}

func (r *reader) welcome(n int) *wire.Welcome {
	v, ours := r.version(n)
	if !ours {
		return &wire.Welcome{Version: v}
	}
	r.wantFields(n, 11)
	return &wire.Welcome{
		Version:  v,
		ID:       r.id(),
		Avatar:   r.avatar(),
		TickRate: r.uint32("TICKRATE"),
		Interval: r.uint32("INTERVAL"),
		Tick:     r.tick("TICK"),
		Seq:      r.uint32("SEQ"),
		Token:    r.text("TOKEN", wire.MaxTokenLen),
		Resumed:  r.bool("RESUMED"),
		Server:   r.text("SERVER", wire.MaxNameLen),
		Dark:     r.bool("DARK"),
	}
}
