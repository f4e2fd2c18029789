// Package cookie lets a UDP server know that whoever sends really has the address
// that the datagram comes from, without storing anything about it.
//
// A cookie is the time, and a keyed hash of the time and of an address. It is sent
// to that address; only who receives there can return it.
package cookie

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"time"
)

// Cookie is a cookie; 0 is none.
type Cookie [16]byte

// Signer makes cookies and verifies them.
type Signer struct {
	Key [32]byte // random and secret
}

// Sign returns the cookie for an address at a time.
func (s *Signer) Sign(to netip.AddrPort, now time.Duration) Cookie {
	var c Cookie
	binary.BigEndian.PutUint64(c[:8], uint64(now))
	s.mac(c[8:], to, c[:8])
	return c
}

// Verify returns how long ago a cookie was made for an address, if it was.
func (s *Signer) Verify(c Cookie, from netip.AddrPort, now time.Duration) (ago time.Duration, ok bool) {
	var want [8]byte
	s.mac(want[:], from, c[:8])
	if !hmac.Equal(want[:], c[8:]) {
		return 0, false
	}
	ago = now - time.Duration(binary.BigEndian.Uint64(c[:8]))
	return ago, ago >= 0
}

// mac writes 8 bytes of the hash to dst.
func (s *Signer) mac(dst []byte, at netip.AddrPort, timestamp []byte) {
	addr := at.Addr().As16()
	h := hmac.New(sha256.New, s.Key[:])
	h.Write(timestamp)
	h.Write(addr[:])
	h.Write(binary.BigEndian.AppendUint16(nil, at.Port()))
	copy(dst, h.Sum(nil)[:8])
}
