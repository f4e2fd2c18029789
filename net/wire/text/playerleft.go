package text

import "clew/net/wire"

func appendPlayerLeft(dst []byte, m *wire.PlayerLeft) []byte {
	return appendUint(append(dst, "L|"...), uint64(m.ID))
}

func (r *reader) playerLeft() *wire.PlayerLeft { return &wire.PlayerLeft{ID: r.id()} }
