package lan

import (
	"net/netip"
	"time"
)

// crier is what a server says, and to whom. It is sans I/O: what was heard and
// the time are passed in, and what is to be sent comes out.
type crier struct {
	version  uint32
	id       ID
	port     uint16
	near     places // where the game can be joined
	throttle *throttle
}

// beacon appends what is to be told to all.
func (c *crier) beacon(dst []byte, info Info) []byte { return c.say(dst, info, nonce{}) }

// hear takes a datagram, and appends the answer where there is to be one, which
// goes to where the datagram came from.
func (c *crier) hear(dst []byte, now time.Duration, from netip.AddrPort, b []byte, info func() Info) []byte {
	m, err := parse(b)
	if err != nil || m.kind != fromFinder || len(b) < size || !c.near.reach(from.Addr()) || !c.throttle.allow(from.Addr(), now) {
		return dst
	}
	return c.say(dst, info(), m.nonce)
}

func (c *crier) say(dst []byte, info Info, n nonce) []byte {
	m := message{
		version: c.version,
		nonce:   n,
		id:      c.id,
		port:    c.port,
		kind:    fromServer,
		Info:    info,
		also:    c.near.others(),
	}
	return m.append(dst)
}
