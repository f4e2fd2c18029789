package text

import "clew/net/wire"

func appendPlayerInfo(dst []byte, m *wire.PlayerInfo) []byte {
	dst = appendUint(append(dst, "N|"...), uint64(m.ID))
	dst = appendText(appendRune(dst, m.Avatar), m.Name)
	return appendAppearance(appendUint(dst, uint64(m.JoinTick)), m.Appearance)
}

func (r *reader) playerInfo() *wire.PlayerInfo {
	return &wire.PlayerInfo{
		ID:         r.id(),
		Avatar:     r.avatar(),
		Name:       r.text("NAME", wire.MaxNameLen),
		JoinTick:   r.tick("SINCE"),
		Appearance: r.appearance(),
	}
}
