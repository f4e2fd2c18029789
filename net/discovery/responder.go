package discovery

import (
	"net/netip"
	"time"
)

// responder makes a server's or peer's beacons and answers. It is sans I/O: it takes
// datagrams and the time, and returns what to send.
type responder struct {
	version  uint32
	id       ID
	peer     bool // of a game without a server
	port     uint16
	networks networks // where the game can be joined
	limiter  *rateLimiter
}

// beacon appends a beacon. A peer that is in no game yet has none.
func (r *responder) beacon(dst []byte, info Info) []byte { return r.appendMessage(dst, info, nonce{}) }

// handle handles a datagram, and appends the answer to its sender, if any.
func (r *responder) handle(dst []byte, now time.Duration, from netip.AddrPort, b []byte, info func() Info) []byte {
	m, err := parse(b)
	if err != nil || m.kind != fromFinder || len(b) < datagramSize || !r.networks.contain(from.Addr()) || !r.limiter.allow(from.Addr(), now) {
		return dst
	}
	return r.appendMessage(dst, info(), m.nonce)
}

func (r *responder) appendMessage(dst []byte, info Info, n nonce) []byte {
	kind := fromServer
	if r.peer {
		kind = fromPeer
	}
	if r.peer && info.Game == 0 {
		return dst
	}
	m := message{
		version:  r.version,
		nonce:    n,
		id:       r.id,
		port:     r.port,
		kind:     kind,
		Info:     info,
		altAddrs: r.networks.addrs(),
	}
	return m.append(dst)
}
