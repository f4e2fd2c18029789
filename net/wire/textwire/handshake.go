package textwire

import "clew/net/wire"

// version reads the first field of a Hello or Welcome, and tells whether it is
// ours. If it is not, nothing else of the message is read.
func (f *fields) version() (v uint32, ours bool) {
	v = f.uint32("VERSION")
	f.foreign = v != wire.Version
	return v, !f.foreign
}

func appendHello(dst []byte, m *wire.Hello) []byte {
	dst = appendUint(append(dst, Preface...), uint64(m.Version))
	if m.Version != wire.Version {
		return dst
	}
	dst = appendText(appendText(appendText(dst, m.Name), m.Token), m.Password)
	return appendUint(appendLook(dst, m.Look), uint64(m.Watch))
}

func (f *fields) hello() *wire.Hello {
	v, ours := f.version()
	if !ours {
		return &wire.Hello{Version: v}
	}
	return &wire.Hello{
		Version:  v,
		Name:     f.text("NAME", wire.MaxNameLen),
		Token:    f.text("TOKEN", wire.MaxTokenLen),
		Password: f.text("PASSWORD", wire.MaxTokenLen),
		Look:     f.look(),
		Watch:    wire.Watch(f.uint("WATCH", uint64(wire.WatchAlways))),
	}
}

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
	return appendText(dst, m.Server)
}

func (f *fields) welcome() *wire.Welcome {
	v, ours := f.version()
	if !ours {
		return &wire.Welcome{Version: v}
	}
	return &wire.Welcome{
		Version:  v,
		ID:       f.id(),
		Avatar:   f.avatar(),
		TickRate: f.uint32("TICKRATE"),
		Interval: f.uint32("INTERVAL"),
		Tick:     f.tick("TICK"),
		Seq:      f.uint32("SEQ"),
		Token:    f.text("TOKEN", wire.MaxTokenLen),
		Resumed:  f.flag("RESUMED"),
		Server:   f.text("SERVER", wire.MaxNameLen),
	}
}

func appendWho(dst []byte, m *wire.Who) []byte {
	dst = appendUint(append(dst, "N|"...), uint64(m.ID))
	dst = appendText(appendRune(dst, m.Avatar), m.Name)
	return appendLook(appendUint(dst, uint64(m.Since)), m.Look)
}

func (f *fields) who() *wire.Who {
	return &wire.Who{
		ID:     f.id(),
		Avatar: f.avatar(),
		Name:   f.text("NAME", wire.MaxNameLen),
		Since:  f.tick("SINCE"),
		Look:   f.look(),
	}
}

func appendDress(dst []byte, m *wire.Dress) []byte {
	dst = appendUint(append(dst, "k|"...), uint64(m.ID))
	return appendLook(dst, m.Look)
}

// appendLook writes the two fields that several messages have.
func appendLook(dst []byte, l wire.Look) []byte {
	return appendUint(appendUint(dst, uint64(l.Colour)), uint64(l.Shape))
}

func (f *fields) look() wire.Look {
	return wire.Look{Colour: uint8(f.uint("COLOUR", wire.Colours)), Shape: uint8(f.uint("SHAPE", wire.Shapes))}
}

func appendExited(dst []byte, m *wire.Exited) []byte {
	dst = appendUint(append(dst, "X|"...), uint64(m.ID))
	return appendUint(dst, uint64(m.Tick))
}

func appendBye(dst []byte, m *wire.Bye) []byte {
	dst = appendRaw(append(dst, "B|"...), m.Code)
	return appendText(dst, m.Text)
}
