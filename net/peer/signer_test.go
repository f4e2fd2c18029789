package peer

import "encoding/binary"

// fakeSigner signs with a sum that anybody could make. The games of tests have no
// use for signatures that take a tenth of a millisecond each.
type fakeSigner struct{ key PublicKey }

func newFakeSigner(n int) fakeSigner {
	var s fakeSigner
	binary.BigEndian.PutUint64(s.key[:], uint64(n)+1)
	return s
}

func (f fakeSigner) Key() PublicKey { return f.key }

func (f fakeSigner) Sign(text []byte) Signature { return fakeSignature(f.key, text) }

func (f fakeSigner) Verify(k PublicKey, text []byte, s Signature) bool {
	return fakeSignature(k, text) == s
}

func fakeSignature(k PublicKey, text []byte) (s Signature) {
	h := binary.BigEndian.Uint64(k[:])
	for _, b := range text {
		h = (h ^ uint64(b)) * 0x100000001b3
	}
	binary.BigEndian.PutUint64(s[:], h)
	s[63] = 1
	return s
}
