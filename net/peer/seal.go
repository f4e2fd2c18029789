package peer

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"

	"clew/engine/sim"
	"clew/engine/splitmix"
)

// Signature is an ed25519 signature.
type Signature [64]byte

// Signer signs for a peer, and checks what others have signed.
type Signer interface {
	Key() PublicKey
	Sign(text []byte) Signature
	Verify(key PublicKey, text []byte, s Signature) bool
}

// Ed25519 is the Signer of real games.
type Ed25519 struct{ private ed25519.PrivateKey }

// NewEd25519 returns the Signer of a peer with this seed.
func NewEd25519(seed [32]byte) Ed25519 {
	return Ed25519{ed25519.NewKeyFromSeed(seed[:])}
}

// Key implements Signer.
func (e Ed25519) Key() PublicKey { return PublicKey(e.private.Public().(ed25519.PublicKey)) }

// Sign implements Signer.
func (e Ed25519) Sign(text []byte) Signature { return Signature(ed25519.Sign(e.private, text)) }

// Verify implements Signer.
func (e Ed25519) Verify(key PublicKey, text []byte, s Signature) bool {
	return ed25519.Verify(key[:], text, s[:])
}

// Chain digests all inputs of a seat up to a tick. A signature of the last one
// covers them all, so that a message needs at most one signature of each seat, and
// a lost one is made good by the next.
type Chain [32]byte

// firstChain is the chain before a seat's first input.
func firstChain(s *Seat) Chain {
	var b [2 + 16 + 8 + 4]byte
	binary.BigEndian.PutUint16(b[:], uint16(s.ID))
	copy(b[2:], s.Process.GUID[:])
	binary.BigEndian.PutUint64(b[18:], s.Process.Nonce)
	binary.BigEndian.PutUint32(b[26:], uint32(s.First))
	return sha256.Sum256(b[:])
}

// after returns the chain with one more input: the SHA-256 of the chain before it
// (32 bytes), the keys (1), and of each action of the tick
//
//	kind  guest  keys  colour  shape  seat  length of text  text
//	1     1      1     1       1      2     2               …
//
// in bytes, numbers in big-endian order.
func (c Chain) after(keys sim.Input, actions []Action) Chain {
	var b [33]byte
	copy(b[:], c[:])
	b[32] = byte(keys)
	if len(actions) == 0 {
		return sha256.Sum256(b[:])
	}
	text := b[:]
	for i := range actions {
		text = actions[i].appendTo(text)
	}
	return sha256.Sum256(text)
}

// appendTo appends what a Chain covers of an action.
func (a *Action) appendTo(dst []byte) []byte {
	dst = append(dst, byte(a.Kind), a.Guest, byte(a.Keys), a.Appearance.Colour, a.Appearance.Shape)
	dst = binary.BigEndian.AppendUint16(dst, uint16(a.Seat))
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(a.Text)))
	return append(dst, a.Text...)
}

// mix adds an action to a hash.
func (a *Action) mix(h uint64) uint64 {
	h = splitmix.Mix(h ^ uint64(a.Kind)<<56 ^ uint64(a.Guest)<<48 ^ uint64(a.Keys)<<40 ^
		uint64(a.Appearance.Colour)<<32 ^ uint64(a.Appearance.Shape)<<24 ^ uint64(a.Seat))
	for i := range len(a.Text) {
		h = splitmix.Mix(h ^ uint64(a.Text[i]))
	}
	return h
}

// signedText is what a signature signs: all inputs of a seat up to a tick.
func signedText(dst []byte, branch BranchID, seat SeatID, t sim.Tick, c Chain) []byte {
	dst = append(dst, "clew inputs\n"...)
	dst = binary.BigEndian.AppendUint64(dst, uint64(branch))
	dst = binary.BigEndian.AppendUint16(dst, uint16(seat))
	dst = binary.BigEndian.AppendUint32(dst, uint32(t))
	return append(dst, c[:]...)
}
