package peerwire

import (
	"bytes"
	"crypto/sha512"

	"github.com/gtank/ristretto255"
)

// CPace lets two ends that know the same password agree on a key, so that whoever
// listens, or guesses at one end, learns one thing at most: whether that one guess
// was right. The source is draft-irtf-cfrg-cpace, with the suite
// CPACE-RISTR255-SHA512, where neither end is the initiator.

const cpaceDomain = "CPaceRistretto255"

// cpaceGenerator returns the generator of a password, for a channel and a session.
func cpaceGenerator(password, channel, session string) *ristretto255.Element {
	const block = sha512.BlockSize
	b := appendPrefixed(nil, cpaceDomain)
	start := appendPrefixed(b, password)
	b = appendPrefixed(start, string(make([]byte, max(0, block-1-len(start)))))
	b = appendPrefixed(appendPrefixed(b, channel), session)
	uniform := sha512.Sum512(b)
	e, err := ristretto255.NewIdentityElement().SetUniformBytes(uniform[:])
	if err != nil {
		panic(err) // the length is right
	}
	return e
}

// appendPrefixed appends a text after its length, in LEB128.
func appendPrefixed(dst []byte, s string) []byte {
	n := len(s)
	for ; n >= 128; n >>= 7 {
		dst = append(dst, byte(n)|0x80)
	}
	return append(append(dst, byte(n)), s...)
}

// cpaceKey returns the key of two shares, of which the secret made one, or false
// for a share that is none.
func cpaceKey(secret *ristretto255.Scalar, mine, theirs Share, session string) (key [64]byte, ok bool) {
	e, err := ristretto255.NewIdentityElement().SetCanonicalBytes(theirs[:])
	if err != nil || e.Equal(ristretto255.NewIdentityElement()) == 1 {
		return key, false
	}
	if bytes.Compare(mine[:], theirs[:]) < 0 {
		mine, theirs = theirs, mine
	}
	b := appendPrefixed(nil, cpaceDomain+"_ISK")
	b = appendPrefixed(b, session)
	b = appendPrefixed(b, string(e.ScalarMult(secret, e).Bytes()))
	b = append(b, "oc"...)
	for _, s := range []Share{mine, theirs} {
		b = appendPrefixed(appendPrefixed(b, string(s[:])), "")
	}
	return sha512.Sum512(b), true
}
