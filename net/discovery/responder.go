package discovery

import (
	"net/netip"
	"time"
)

// responder is what a server says, and to whom. It is sans I/O: what was heard and
// the time are passed in, and what is to be sent comes out.
type responder struct {
	version  uint32
	id       ID
	port     uint16
	networks networks // where the game can be joined
	limiter  *rateLimiter
}

// beacon appends what is to be told to all.
func (c *responder) beacon(dst []byte, info Info) []byte { return c.appendMessage(dst, info, nonce{}) }

// handle takes a datagram, and appends the answer where there is to be one, which
// goes to where the datagram came from.
func (c *responder) handle(dst []byte, now time.Duration, from netip.AddrPort, b []byte, info func() Info) []byte {
	m, err := parse(b)
	if err != nil || m.kind != fromFinder || len(b) < datagramSize || !c.networks.contain(from.Addr()) || !c.limiter.allow(from.Addr(), now) {
		return dst
	}
	return c.appendMessage(dst, info(), m.nonce)
}

func (c *responder) appendMessage(dst []byte, info Info, n nonce) []byte {
	m := message{
		version:  c.version,
		nonce:    n,
		id:       c.id,
		port:     c.port,
		kind:     fromServer,
		Info:     info,
		altAddrs: c.networks.addrs(),
	}
	return m.append(dst)
}
