package msgpack

import "clew/net/wire"

// version reads the first of the n fields of a Hello or Welcome, and tells
// whether it is ours. If it is not, nothing else of the message is read.
func (r *reader) version(n int) (v uint32, ours bool) {
	if n < 1 {
		r.wantFields(n, 1)
	}
	v = r.uint32("VERSION")
	r.otherVersion = v != wire.Version
	return v, !r.otherVersion
}

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

func (w *writer) welcome(m *wire.Welcome) {
	if m.Version != wire.Version {
		w.header(wire.TypeWelcome, 1)
		w.uint(uint64(m.Version))
		return
	}
	w.header(wire.TypeWelcome, 10)
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
}

func (r *reader) welcome(n int) *wire.Welcome {
	v, ours := r.version(n)
	if !ours {
		return &wire.Welcome{Version: v}
	}
	r.wantFields(n, 10)
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
	}
}

func (w *writer) error(m *wire.Error) {
	w.header(wire.TypeError, 2)
	w.text(m.Code)
	w.text(m.Text)
}

func (r *reader) error(n int) *wire.Error {
	r.wantFields(n, 2)
	return &wire.Error{Code: r.text("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}

func (w *writer) bye(m *wire.Bye) {
	w.header(wire.TypeBye, 2)
	w.text(m.Code)
	w.text(m.Text)
}

func (r *reader) bye(n int) *wire.Bye {
	r.wantFields(n, 2)
	return &wire.Bye{Code: r.text("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}
