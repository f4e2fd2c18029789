package discovery

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"time"
)

// cookieTTL is how long a cookie is valid, and so the longest RTT.
const cookieTTL = 2 * time.Second

// cookieSigner makes the nonces of probes and verifies them without storing any:
// one half of a nonce is the time, the other a keyed hash of the time and the
// probed address. Returning it proves that the sender has that address, and when
// it was probed.
type cookieSigner struct {
	key [32]byte // random and secret
}

// sign returns the nonce of a probe that is sent now.
func (c *cookieSigner) sign(to netip.AddrPort, now time.Duration) nonce {
	var n nonce
	binary.BigEndian.PutUint64(n[:8], uint64(now))
	c.mac(n[8:], to, n[:8])
	return n
}

// verify returns how long ago a nonce was made for an address, if it is valid.
func (c *cookieSigner) verify(n nonce, from netip.AddrPort, now time.Duration) (ago time.Duration, ok bool) {
	var want [8]byte
	c.mac(want[:], from, n[:8])
	if !hmac.Equal(want[:], n[8:]) {
		return 0, false
	}
	ago = now - time.Duration(binary.BigEndian.Uint64(n[:8]))
	return ago, ago >= 0 && ago <= cookieTTL
}

// mac writes 8 bytes of the hash to dst.
func (c *cookieSigner) mac(dst []byte, at netip.AddrPort, timestamp []byte) {
	addr := at.Addr().As16()
	h := hmac.New(sha256.New, c.key[:])
	h.Write(timestamp)
	h.Write(addr[:])
	h.Write(binary.BigEndian.AppendUint16(nil, at.Port()))
	copy(dst, h.Sum(nil)[:8])
}
