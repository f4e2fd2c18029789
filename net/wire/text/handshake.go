package text

import "clew/net/wire"

// version reads the first field of a Hello or Welcome, and tells whether it is
// ours. If it is not, nothing else of the message is read.
func (f *reader) version() (v uint32, ours bool) {
	v = f.uint32("VERSION")
	f.otherVersion = v != wire.Version
	return v, !f.otherVersion
}

func appendHello(dst []byte, m *wire.Hello) []byte {
	dst = appendUint(append(dst, Preface...), uint64(m.Version))
	if m.Version != wire.Version {
		return dst
	}
	dst = appendText(appendText(appendText(dst, m.Name), m.Token), m.Password)
	return appendUint(appendAppearance(dst, m.Appearance), uint64(m.Spectate))
}

func (f *reader) hello() *wire.Hello {
	v, ours := f.version()
	if !ours {
		return &wire.Hello{Version: v}
	}
	return &wire.Hello{
		Version:    v,
		Name:       f.text("NAME", wire.MaxNameLen),
		Token:      f.text("TOKEN", wire.MaxTokenLen),
		Password:   f.text("PASSWORD", wire.MaxTokenLen),
		Appearance: f.appearance(),
		Spectate:   wire.Spectate(f.uint("SPECTATE", uint64(wire.SpectateAlways))),
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

func (f *reader) welcome() *wire.Welcome {
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

func appendPlayerInfo(dst []byte, m *wire.PlayerInfo) []byte {
	dst = appendUint(append(dst, "N|"...), uint64(m.ID))
	dst = appendText(appendRune(dst, m.Avatar), m.Name)
	return appendAppearance(appendUint(dst, uint64(m.Since)), m.Appearance)
}

func (f *reader) playerInfo() *wire.PlayerInfo {
	return &wire.PlayerInfo{
		ID:         f.id(),
		Avatar:     f.avatar(),
		Name:       f.text("NAME", wire.MaxNameLen),
		Since:      f.tick("SINCE"),
		Appearance: f.appearance(),
	}
}

func appendSetAppearance(dst []byte, m *wire.SetAppearance) []byte {
	dst = appendUint(append(dst, "k|"...), uint64(m.ID))
	return appendAppearance(dst, m.Appearance)
}

// appendAppearance writes the two fields that several messages have.
func appendAppearance(dst []byte, l wire.Appearance) []byte {
	return appendUint(appendUint(dst, uint64(l.Colour)), uint64(l.Shape))
}

func (f *reader) appearance() wire.Appearance {
	return wire.Appearance{Colour: uint8(f.uint("COLOUR", wire.Colours)), Shape: uint8(f.uint("SHAPE", wire.Shapes))}
}

func appendReachedExit(dst []byte, m *wire.ReachedExit) []byte {
	dst = appendUint(append(dst, "X|"...), uint64(m.ID))
	return appendUint(dst, uint64(m.Tick))
}

func appendBye(dst []byte, m *wire.Bye) []byte {
	dst = appendRaw(append(dst, "B|"...), m.Code)
	return appendText(dst, m.Text)
}
