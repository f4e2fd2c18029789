package session

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"

	"clew/net/peer"
	"clew/net/peerwire"
	"clew/net/wire"
)

// handshake proves to the other end of a link whose key a Meet has.
type handshake struct {
	mine     peerwire.Meet
	theirs   peerwire.Meet
	signer   peer.Signer
	password string
}

func newHandshake(random io.Reader, mine peerwire.Meet, signer peer.Signer, password string) (*handshake, error) {
	_, err := io.ReadFull(random, mine.Share[:])
	return &handshake{mine: mine, signer: signer, password: password}, err
}

func (h *handshake) Meet() *peerwire.Meet { return &h.mine }

// Proof takes in what the other end said first, and returns the answer to it.
func (h *handshake) Proof(theirs *peerwire.Meet) (*peerwire.Proof, error) {
	h.theirs = *theirs
	switch {
	case theirs.Version != wire.Version:
		return nil, wire.ProtocolErrorf(wire.CodeVersion, "this peer speaks version %d of the protocol, the other one version %d", wire.Version, theirs.Version)
	case theirs.Key == h.mine.Key:
		return nil, wire.ProtocolErrorf(peerwire.CodeSelf, "both ends have the same key")
	case theirs.Rules != h.mine.Rules:
		return nil, wire.ProtocolErrorf(peerwire.CodeRules, "the two programs play by different rules: use the same version of Clew")
	}
	text, err := transcript(&h.mine, &h.theirs)
	return &peerwire.Proof{Signature: h.signer.Sign(text), Password: h.tag(text)}, err
}

// Check checks the proof of the other end.
func (h *handshake) Check(p *peerwire.Proof) error {
	text, err := transcript(&h.theirs, &h.mine)
	tag := h.tag(text)
	switch {
	case err != nil || !h.signer.Verify(h.theirs.Key, text, p.Signature):
		return wire.ProtocolErrorf(peerwire.CodeProof, "the proof does not fit the key")
	case !hmac.Equal(tag[:], p.Password[:]):
		return wire.ProtocolErrorf(wire.CodePassword, "the password of the game is another one")
	}
	return nil
}

func (h *handshake) tag(text []byte) (tag [32]byte) {
	mac := hmac.New(sha256.New, []byte(h.password))
	mac.Write(text)
	return [32]byte(mac.Sum(nil))
}

// transcript is what an end signs: what it has said, and what it has heard.
func transcript(said, heard *peerwire.Meet) ([]byte, error) {
	c := peerwire.NewMsgpack()
	b, err := c.Append([]byte("clew link\n"), said)
	if err != nil {
		return nil, err
	}
	if b, err = c.Append(b, heard); err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	return b, nil
}
