package text

import "clew/net/wire"

func appendHello(dst []byte, m *wire.Hello) []byte {
	dst = appendUint(append(dst, Preface...), uint64(m.Version))
	if m.Version != wire.Version {
		return dst
	}
	dst = appendText(appendText(appendText(dst, m.Name), m.Token), m.Password)
	return appendUint(appendAppearance(dst, m.Appearance), uint64(m.Spectate))
}

func (r *reader) hello() *wire.Hello {
	v, ours := r.version()
	if !ours {
		return &wire.Hello{Version: v}
	}
	return &wire.Hello{
		Version:    v,
		Name:       r.text("NAME", wire.MaxNameLen),
		Token:      r.text("TOKEN", wire.MaxTokenLen),
		Password:   r.text("PASSWORD", wire.MaxTokenLen),
		Appearance: r.appearance(),
		Spectate:   wire.Spectate(r.uint("SPECTATE", uint64(wire.SpectateAlways))),
	}
}
