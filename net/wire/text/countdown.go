package text

import "clew/net/wire"

func appendCountdown(dst []byte, m *wire.Countdown) []byte {
	return appendUint(append(dst, "f|"...), uint64(m.Tick))
}

func (r *reader) countdown() *wire.Countdown { return &wire.Countdown{Tick: r.tick("TICK")} }
