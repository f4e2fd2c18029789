package discovery

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"time"
)

// cookieTTL is how long a stamp is good for, and so the longest ping.
const cookieTTL = 2 * time.Second

// cookieSigner makes the nonces of probes, and knows them again, without keeping any:
// half of a nonce is the time, the other half a keyed hash of the time and of
// where the probe goes. Bringing it back proves to be there, and when one was
// asked.
type cookieSigner struct {
	key [32]byte // random, and nobody else's
}

// sign is the nonce of a probe that leaves now.
func (s *cookieSigner) sign(to netip.AddrPort, now time.Duration) nonce {
	var n nonce
	binary.BigEndian.PutUint64(n[:8], uint64(now))
	s.mac(n[8:], to, n[:8])
	return n
}

// verify tells how long ago the nonce was made for this address, if it was and
// is still good.
func (s *cookieSigner) verify(n nonce, from netip.AddrPort, now time.Duration) (ago time.Duration, ok bool) {
	var want [8]byte
	s.mac(want[:], from, n[:8])
	if !hmac.Equal(want[:], n[8:]) {
		return 0, false
	}
	ago = now - time.Duration(binary.BigEndian.Uint64(n[:8]))
	return ago, ago >= 0 && ago <= cookieTTL
}

// mac writes 8 bytes of the hash to dst.
func (s *cookieSigner) mac(dst []byte, at netip.AddrPort, when []byte) {
	addr := at.Addr().As16()
	h := hmac.New(sha256.New, s.key[:])
	h.Write(when)
	h.Write(addr[:])
	h.Write(binary.BigEndian.AppendUint16(nil, at.Port()))
	copy(dst, h.Sum(nil)[:8])
}
