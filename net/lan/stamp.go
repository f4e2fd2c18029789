package lan

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"time"
)

// freshness is how long a stamp is good for, and so the longest ping.
const freshness = 2 * time.Second

// stamps makes the nonces of probes, and knows them again, without keeping any:
// half of a nonce is the time, the other half a keyed hash of the time and of
// where the probe goes. Bringing it back proves to be there, and when one was
// asked.
type stamps struct {
	key [32]byte // random, and nobody else's
}

// make is the nonce of a probe that leaves now.
func (s *stamps) make(to netip.AddrPort, now time.Duration) nonce {
	var n nonce
	binary.BigEndian.PutUint64(n[:8], uint64(now))
	s.sum(n[8:], to, n[:8])
	return n
}

// check tells how long ago the nonce was made for this address, if it was and
// is still good.
func (s *stamps) check(n nonce, from netip.AddrPort, now time.Duration) (ago time.Duration, ok bool) {
	var want [8]byte
	s.sum(want[:], from, n[:8])
	if !hmac.Equal(want[:], n[8:]) {
		return 0, false
	}
	ago = now - time.Duration(binary.BigEndian.Uint64(n[:8]))
	return ago, ago >= 0 && ago <= freshness
}

// sum writes 8 bytes of the hash to dst.
func (s *stamps) sum(dst []byte, at netip.AddrPort, when []byte) {
	addr := at.Addr().As16()
	h := hmac.New(sha256.New, s.key[:])
	h.Write(when)
	h.Write(addr[:])
	h.Write(binary.BigEndian.AppendUint16(nil, at.Port()))
	copy(dst, h.Sum(nil)[:8])
}
