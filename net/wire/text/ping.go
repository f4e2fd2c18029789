package text

import (
	"math"

	"clew/net/wire"
)

func appendPing(dst []byte, m *wire.Ping) []byte {
	dst = appendUint(append(dst, "p|"...), m.Time)
	return appendUint(appendUint(dst, uint64(m.RTT)), uint64(m.Loss))
}

func (r *reader) ping() *wire.Ping {
	return &wire.Ping{Time: r.uint("TIME", math.MaxUint64), RTT: r.rtt(), Loss: r.loss()}
}
