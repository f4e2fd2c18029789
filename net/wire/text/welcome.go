package text

import "clew/net/wire"

func appendWelcome(dst []byte, m *wire.Welcome) []byte {
	dst = appendUint(append(dst, "I|"...), uint64(m.Version))
	if m.Version != wire.Version {
		return dst
	}
	dst = appendUint(dst, uint64(m.ID))
	dst = appendRune(dst, m.Avatar)
	dst = appendUint(dst, uint64(m.TickRate))
	dst = appendUint(dst, uint64(m.Interval))
	dst = appendUint(dst, uint64(m.Tick))
	dst = appendUint(dst, uint64(m.Seq))
	dst = appendText(dst, m.Token)
	dst = appendFlag(dst, m.Resumed)
	dst = appendText(dst, m.Server)
	return appendFlag(dst, m.Dark)
}

func (r *reader) welcome() *wire.Welcome {
	v, ours := r.version()
	if !ours {
		return &wire.Welcome{Version: v}
	}
	return &wire.Welcome{
		Version:  v,
		ID:       r.id(),
		Avatar:   r.avatar(),
		TickRate: r.uint32("TICKRATE"),
		Interval: r.uint32("INTERVAL"),
		Tick:     r.tick("TICK"),
		Seq:      r.uint32("SEQ"),
		Token:    r.text("TOKEN", wire.MaxTokenLen),
		Resumed:  r.flag("RESUMED"),
		Server:   r.text("SERVER", wire.MaxNameLen),
		Dark:     r.flag("DARK"),
	}
}

// In plain text a Welcome has the ID and the letter only.

func appendPlainWelcome(dst []byte, m *wire.Welcome) []byte {
	dst = appendUint(append(dst, "I|"...), uint64(m.ID))
	return appendRune(dst, m.Avatar)
}

func (r *reader) plainWelcome() *wire.Welcome {
	return &wire.Welcome{ID: r.id(), Avatar: r.avatar()}
}
