package peerwire

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/gtank/ristretto255"

	"clew/net/peer"
	"clew/net/wire"
)

// Handshake is one end's part in the beginning of a link:
//
//	Meet  →  ← Meet     who we are, with a share drawn for this link
//	Proof →  ← Proof    that the key is ours, and that we know the password
//
// Each Proof covers both Meets, and says who of the two gives it, so that none is
// of use on another link, or in the other direction. A password is compared by
// CPace: an end that doesn't know it can try one password a link, and learns nothing
// from links that it only hears. An empty password is one like any other.
//
// It does not encrypt or sign what follows on the link.
type Handshake struct {
	mine, theirs Meet
	signer       peer.Signer
	secret       *ristretto255.Scalar
	key          [64]byte // of CPace
	said, heard  []byte   // the encoded Meets
}

// NewHandshake begins a handshake: mine is completed with a share, of 64 random
// bytes. The error is the reader's, or that mine breaks a limit.
func NewHandshake(random io.Reader, mine Meet, signer peer.Signer, password string) (*Handshake, error) {
	var uniform [64]byte
	if _, err := io.ReadFull(random, uniform[:]); err != nil {
		return nil, fmt.Errorf("peerwire: no random numbers: %w", err)
	}
	secret, err := ristretto255.NewScalar().SetUniformBytes(uniform[:])
	if err != nil {
		return nil, err
	}
	h := &Handshake{mine: mine, signer: signer, secret: secret}
	share := ristretto255.NewIdentityElement().ScalarMult(secret, cpaceGenerator(password, "clew link", ""))
	h.mine.Share = Share(share.Bytes())
	h.said, err = NewMsgpack().Append(nil, &h.mine)
	return h, err
}

// Meet returns what this end says first.
func (h *Handshake) Meet() *Meet { return &h.mine }

// Proof takes what the other end has said first, and returns this end's answer. The
// error is a *wire.ProtocolError that fits into a Refused.
func (h *Handshake) Proof(theirs *Meet) (*Proof, error) {
	h.theirs = *theirs
	switch {
	case theirs.Version != wire.Version:
		return nil, wire.ProtocolErrorf(wire.CodeVersion, "one of us speaks version %d of the protocol, the other one version %d: the older program must be updated", h.mine.Version, theirs.Version)
	case theirs.Rules != h.mine.Rules:
		return nil, wire.ProtocolErrorf(CodeRules, "our programs play by different rules: both need the same release of Clew")
	case theirs.Key == h.mine.Key:
		return nil, wire.ProtocolErrorf(CodeSelf, "both ends of the link have the same key: a second program on this computer needs an identity of its own")
	case theirs.Share == h.mine.Share:
		return nil, wire.ProtocolErrorf(CodeProof, "SHARE is the one that this end has sent")
	}
	var ok bool
	if h.key, ok = cpaceKey(h.secret, h.mine.Share, theirs.Share, ""); !ok {
		return nil, wire.ProtocolErrorf(CodeProof, "SHARE is not an element of ristretto255")
	}
	var err error
	if h.heard, err = NewMsgpack().Append(nil, theirs); err != nil {
		return nil, wire.ProtocolErrorf(wire.CodeMalformed, "the first message cannot be encoded again")
	}
	text := transcript(h.said, h.heard)
	return &Proof{Signature: h.signer.Sign(text), Password: h.tag(text)}, nil
}

// Check checks the other end's Proof, after Proof. The error is a
// *wire.ProtocolError that fits into a Refused.
func (h *Handshake) Check(p *Proof) error {
	text := transcript(h.heard, h.said)
	if !h.signer.Verify(h.theirs.Key, text, p.Signature) {
		return wire.ProtocolErrorf(CodeProof, "SIGNATURE is not one of KEY over this link")
	}
	if tag := h.tag(text); !hmac.Equal(tag[:], p.Password[:]) {
		return wire.ProtocolErrorf(wire.CodePassword, "the two of us have different passwords for the game")
	}
	return nil
}

// transcript is what an end signs: what it has said, and what it has heard.
func transcript(said, heard []byte) []byte {
	b := append([]byte("clew link\n"), said...)
	return append(b, heard...)
}

// tag shows that an end knows the key of CPace.
func (h *Handshake) tag(text []byte) [32]byte {
	mac := hmac.New(sha256.New, h.key[:])
	mac.Write(text)
	return [32]byte(mac.Sum(nil))
}
