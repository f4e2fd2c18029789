package msgpack

import "clew/net/wire"

func (w *writer) hello(m *wire.Hello) {
	if m.Version != wire.Version {
		w.header(wire.TypeHello, 1)
		w.uint(uint64(m.Version))
		return
	}
	w.header(wire.TypeHello, 7)
	w.uint(uint64(m.Version))
	w.text(m.Name)
	w.text(m.Token)
	w.text(m.Password)
	w.appearance(m.Appearance)
	w.uint(uint64(m.Spectate))
}

func (r *reader) hello(n int) *wire.Hello {
	v, ours := r.version(n)
	if !ours {
		return &wire.Hello{Version: v}
	}
	r.wantFields(n, 7)
	return &wire.Hello{
		Version:    v,
		Name:       r.text("NAME", wire.MaxNameLen),
		Token:      r.text("TOKEN", wire.MaxTokenLen),
		Password:   r.text("PASSWORD", wire.MaxTokenLen),
		Appearance: r.appearance(),
		Spectate:   wire.Spectate(r.uint("SPECTATE", uint64(wire.SpectateAlways))),
	}
}
